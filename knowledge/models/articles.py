"""Case articles and the section they stand in."""

import math
from datetime import timedelta

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.urls.exceptions import Resolver404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index

from directory.models import Topic
from knowledge.blocks import ArticleBodyBlock
from portal.pages.models import BasePage

STALE_DAYS = 365
READING_SPEED = 300
"""Chinese characters a minute: a calm pace on a phone."""


class ArticleTag(TaggedItemBase):
    """A free tag on an article."""

    content_object = ParentalKey(
        "ArticlePage", on_delete=models.CASCADE, related_name="tagged_items"
    )

    class Meta:
        verbose_name = _("article tag")
        verbose_name_plural = _("article tags")


class ArticleQuerySet(PageQuerySet):
    """Which articles a villager may see."""

    def visible(self):
        """Live and behind no view restriction, in one query with whatever is added to it."""
        beginning = Substr(OuterRef("path"), 1, Length("page__path"))
        fences = PageViewRestriction.objects.filter(page__path=beginning)
        return self.live().filter(~Exists(fences))

    def about(self, topic):
        """Articles of ``topic`` and of the topics under it."""
        return self.filter(Q(topic=topic) | Q(topic__parent=topic))

    def stale(self, on=None):
        """Live articles whose law nobody compared within a year of the day ``on`` (today)."""
        limit = (on or timezone.localdate()) - timedelta(days=STALE_DAYS)
        unchecked = Q(law_checked_on=None) | Q(law_checked_on__lt=limit)
        return self.live().filter(unchecked).order_by("law_checked_on", "pk")

    def for_display(self):
        """What a row of a list shows, the newest first, without the long body."""
        rows = self.select_related("topic").defer("body")
        return rows.order_by("-first_published_at", "-pk")


class FencedPage(BasePage):
    """A page that asks for the view restrictions above it in one query instead of two."""

    class Meta:
        abstract = True

    def get_view_restrictions(self):
        """As Wagtail's; no page above an article can be an alias, each exists but once."""
        if self.alias_of_id:
            return super().get_view_restrictions()
        above = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=above)


class ArticleIndexPage(RoutablePageMixin, FencedPage):
    """The section 学法: all case articles, also topic by topic."""

    PER_PAGE = 20

    max_count = 1
    subpage_types = ["knowledge.ArticlePage"]
    template = "knowledge/article_index.html"

    class Meta:
        verbose_name = _("learning section")
        verbose_name_plural = _("learning sections")

    def route(self, request, path_components):
        """Find a child in one query: its topic and author are joined, its parent is known."""
        if len(path_components) == 1:
            found = self.articles().select_related("topic", "author_adviser")
            article = found.filter(slug=path_components[0]).first()
            if article:
                article._cached_parent_obj = self
                return article.route(request, [])
        return super().route(request, path_components)

    def articles(self):
        """All case articles of this section, whoever may see them."""
        return ArticlePage.objects.child_of(self)

    def topics(self):
        """Topics with the number of articles a villager finds under each, as ``found``."""
        found = Count("articles", filter=Q(articles__in=self.articles().visible()))
        return list(Topic.objects.annotate(found=found))

    @path("")
    def all_articles(self, request):
        topics = self.topics()
        total = sum(topic.found for topic in topics)
        page = self._page(request, self.articles(), total)
        shown = [topic for topic in topics if topic.found]
        return self.render(request, context_overrides={"articles": page, "topics": shown})

    @path("topics/<slug:slug>/", name="topic")
    def topic_articles(self, request, slug):
        topics = self.topics()
        topic = next((topic for topic in topics if topic.slug == slug), None)
        if topic is None:
            raise Resolver404({"path": request.path})
        family = [row for row in topics if topic.pk in (row.pk, row.parent_id)]
        total = sum(row.found for row in family)
        page = self._page(request, self.articles().about(topic), total)
        return self.render(
            request,
            template="knowledge/topic.html",
            context_overrides={
                "topic": topic,
                "subtopics": [row for row in family if row.found and row.pk != topic.pk],
                "articles": page,
            },
        )

    def _page(self, request, articles, total):
        paginator = Paginator(articles.visible().for_display(), self.PER_PAGE)
        paginator.count = total
        return paginator.get_page(request.GET.get("page"))


class ArticlePage(FencedPage):
    """以案说法: one case, told, with the law, the result and what to do."""

    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        related_name="articles",
        verbose_name=_("topic"),
        help_text=_("Under which heading a villager would look for it"),
    )
    tags = ClusterTaggableManager(
        through=ArticleTag,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("Words people use for it, for example 彩礼、退婚. They help the search."),
    )
    is_local = models.BooleanField(
        _("local case"), default=False, help_text=_("It happened in this county.")
    )
    law_checked_on = models.DateField(
        _("law checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody last compared every law card with the law in force"),
    )
    author_adviser = models.ForeignKey(
        "directory.Adviser",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("written by the adviser"),
    )
    body = StreamField(
        ArticleBodyBlock(),
        verbose_name=_("the case"),
        help_text=_("In this order: story, law cards, how it ended, steps, papers, whom to call"),
    )
    reading_minutes = models.PositiveSmallIntegerField(
        _("reading time in minutes"), default=1, editable=False
    )

    objects = PageManager.from_queryset(ArticleQuerySet)()

    parent_page_types = ["knowledge.ArticleIndexPage"]
    subpage_types: list[str] = []
    template = "knowledge/article.html"

    content_panels = [
        TitleFieldPanel(
            "title",
            help_text=_("The villager's question: 订婚给了八万八，没领证就分手，能要回来吗？"),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["topic", "is_local"]), "tags"], heading=_("Where it belongs")
        ),
        FieldPanel("body"),
        FieldRowPanel(["law_checked_on", "author_adviser"], heading=_("Who stands for it")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("case article")
        verbose_name_plural = _("case articles")

    def clean(self):
        """Measure the reading time whenever the article is saved as draft or published."""
        super().clean()
        self.reading_minutes = max(1, math.ceil(len(self.plain_text()) / READING_SPEED))

    def plain_text(self):
        """All words of the body without markup, for reading time, search and similar cases."""
        return " ".join(map(str, self.body.stream_block.get_searchable_content(self.body)))

    def related(self):
        """At most three other visible articles on the same topic, the newest first."""
        others = ArticlePage.objects.visible().filter(topic_id=self.topic_id)
        return others.exclude(pk=self.pk).for_display()[:3]
