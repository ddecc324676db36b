"""Case articles and the section they stand in."""

import math
from datetime import timedelta

from django.db import models
from django.db.models import Aggregate, OuterRef, Q, Subquery, Sum
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from directory.models import Topic
from knowledge.blocks import ArticleBodyBlock
from knowledge.models import gate
from knowledge.models.citing import Citation
from knowledge.models.covers import CoveredPage
from knowledge.models.fences import FencedPage, FencedQuerySet
from knowledge.models.gated import GatedPage
from knowledge.models.rechecking import RecheckedPage, RecheckQuerySet
from portal.pages.models import BasePage

READING_SPEED = 300
"""Chinese characters a minute: a calm pace on a phone."""


class Gathered(Aggregate):
    """The values of a group as one JSON list, in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = models.JSONField()

    def as_postgresql(self, compiler, connection, **context):
        """PostgreSQL has another word for it."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


class ArticleTag(TaggedItemBase):
    """A free tag on an article."""

    content_object = ParentalKey(
        "ArticlePage", on_delete=models.CASCADE, related_name="tagged_items"
    )

    class Meta:
        verbose_name = _("article tag")
        verbose_name_plural = _("article tags")


class ArticleQuerySet(RecheckQuerySet, FencedQuerySet):
    """Which articles a villager may see."""

    def about(self, topic):
        """Articles of ``topic`` and of the topics under it."""
        return self.filter(Q(topic=topic) | Q(topic__parent=topic))

    def with_times_read(self, days):
        """With ``times_read`` on the last ``days`` days, today among them."""
        since = timezone.localdate() - timedelta(days=days)
        lately = Q(readings__day__gt=since)
        return self.annotate(times_read=Sum("readings__count", filter=lately, default=0))

    def for_display(self):
        """What a row of a list shows, the newest first, without the long body."""
        return self.select_related("topic").defer("body").newest()

    def for_reading(self):
        """With what its page shows around the body, and whether its law is to be doubted."""
        rows = super().for_reading().with_staleness()
        rows = rows.select_related("topic", "author_adviser", "cover", "share_image", "share_card")
        worn = ArticleTag.objects.filter(content_object=OuterRef("pk")).order_by()
        word = JSONObject(name="tag__name", slug="tag__slug")
        words = worn.values("content_object").annotate(words=Gathered(word)).values("words")
        return rows.annotate(words_worn=Subquery(words))


class ArticlePage(GatedPage, RecheckedPage, CoveredPage, FencedPage):
    """以案说法: one case, told, with the law, the result and what to do."""

    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
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
    is_deidentified = models.BooleanField(
        _("nobody can be recognised"),
        default=False,
        help_text=_(
            "Names, phones, addresses and the village are changed or left out. I read it again "
            "with the eyes of a neighbour."
        ),
    )
    cover = models.ForeignKey(
        "media.PortalImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("A drawing or photo in which nobody can be recognised"),
    )
    reading_minutes = models.PositiveSmallIntegerField(
        _("reading time in minutes"), default=1, editable=False
    )

    objects = PageManager.from_queryset(ArticleQuerySet)()

    needs = (*gate.NEEDS, "not_deidentified")
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
        HelpPanel(template="wagtailadmin/panels/shortcomings.html", heading=_("Still to do")),
        FieldPanel("body"),
        FieldPanel("cover"),
        FieldRowPanel(["law_checked_on", "author_adviser"], heading=_("Who stands for it")),
        FieldPanel("is_deidentified"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("case article")
        verbose_name_plural = _("case articles")

    def clean(self):
        """Take down reading time and citations whenever it is saved, as draft or published."""
        super().clean()
        self._cite()
        self.reading_minutes = max(1, math.ceil(len(self.plain_text()) / READING_SPEED))

    def plain_text(self):
        """All words of the body without markup, for reading time, search and similar cases."""
        return " ".join(map(str, self.body.stream_block.get_searchable_content(self.body)))

    def _cite(self):
        """Hold a row for each cited article of law; rows that stay keep their identity."""
        kept = {row.statute_id: row for row in self.citations.all()}
        cited = gate.Written(self).statutes()
        self.citations.set([kept.get(row.pk) or Citation(statute=row) for row in cited])

    def share_picture(self):
        """The picture an editor chose, else the drawn card, else the cover."""
        card = None if self.share_image_id else getattr(self, "share_card", None)
        return card.image.url if card else super().share_picture()

    def laws_at_hand(self):
        """Articles of law that its cards or its warning show: the text need not ask for them."""
        cards = [card.value.get("statute") for card in self.body.blocks_by_name("law")]
        warned = self.law_warning.cited if self.law_warning else ()
        return [*filter(None, cards), *warned]

    def words(self):
        """Name and slug of its free tags; those fetched with the page, or of a draft its own."""
        if hasattr(self, "words_worn"):
            return sorted(self.words_worn or [], key=lambda word: word["name"])
        return [{"name": tag.name, "slug": tag.slug} for tag in self.tags.all()]

    def related(self):
        """At most three other visible articles on the same topic, the newest first."""
        others = ArticlePage.objects.visible().filter(topic_id=self.topic_id)
        return others.exclude(pk=self.pk).for_display()[:3]
