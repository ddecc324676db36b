"""The section 学法: cases and life situations, also topic by topic and tag by tag."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls.exceptions import Resolver404
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from directory.models import Topic
from knowledge.models.articles import ArticlePage
from knowledge.models.fences import FencedPage
from knowledge.models.situations import SituationPage


class ArticleIndexPage(RoutablePageMixin, FencedPage):
    """The section 学法: what to do when it happens, and all case articles."""

    PER_PAGE = 20
    TAGS = 20

    max_count = 1
    subpage_types = ["knowledge.ArticlePage", "knowledge.SituationPage"]
    template = "knowledge/article_index.html"

    class Meta:
        verbose_name = _("learning section")
        verbose_name_plural = _("learning sections")

    def articles(self):
        """All case articles of this section, whoever may see them."""
        return ArticlePage.objects.child_of(self)

    def topics(self):
        """Topics with the number of articles a villager finds under each, as ``found``."""
        found = Count("articles", filter=Q(articles__in=self.articles().visible()))
        return list(Topic.objects.annotate(found=found))

    def situations(self):
        """The life situations that a villager may see, as the editors ordered them."""
        return SituationPage.objects.child_of(self).visible().for_display()

    def tags(self):
        """The tags most used on visible articles, with their number as ``found``."""
        worn = Q(knowledge_articletag_items__content_object__in=self.articles().visible())
        tags = Tag.objects.annotate(found=Count("knowledge_articletag_items", filter=worn))
        return tags.filter(found__gt=0).order_by("-found", "name")

    @path("")
    def all_articles(self, request):
        topics = self.topics()
        total = sum(topic.found for topic in topics)
        ours = {
            "articles": self._page(request, self.articles(), total),
            "topics": [topic for topic in topics if topic.found],
            "situations": self.situations(),
            "tags": self.tags()[: self.TAGS],
        }
        return self.render(request, context_overrides=ours)

    @path("topics/<slug:slug>/", name="topic")
    def topic_articles(self, request, slug):
        topics = self.topics()
        topic = next((topic for topic in topics if topic.slug == slug), None)
        if topic is None:
            raise Resolver404({"path": request.path})
        family = [row for row in topics if topic.pk in (row.pk, row.parent_id)]
        total = sum(row.found for row in family)
        ours = {
            "topic": topic,
            "above": next((row for row in topics if row.pk == topic.parent_id), None),
            "subtopics": [row for row in family if row.pk != topic.pk],
            "articles": self._page(request, self.articles().about(topic), total),
            "total": total,
            "situations": self.situations().about(topic),
        }
        return self.render(request, template="knowledge/topic.html", context_overrides=ours)

    @path("tags/<str:slug>/", name="tag")
    def tag_articles(self, request, slug):
        tag = self.tags().filter(slug=slug).first()
        if tag is None:
            raise Resolver404({"path": request.path})
        worn = self.articles().filter(tagged_items__tag=tag)
        others = self.tags().exclude(pk=tag.pk)[: self.TAGS]
        ours = {"tag": tag, "articles": self._page(request, worn, tag.found), "tags": others}
        return self.render(request, template="knowledge/tag.html", context_overrides=ours)

    def _page(self, request, articles, total):
        paginator = Paginator(articles.visible().for_display(), self.PER_PAGE)
        paginator.count = total
        return paginator.get_page(request.GET.get("page"))
