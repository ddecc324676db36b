"""The section 学法 and what its pages share."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls.exceptions import Resolver404
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from directory.models import Topic
from knowledge.models.articles import ArticlePage
from knowledge.models.fences import FencedPage


class ArticleIndexPage(RoutablePageMixin, FencedPage):
    """The section 学法: all case articles, also topic by topic."""

    PER_PAGE = 20

    max_count = 1
    subpage_types = ["knowledge.ArticlePage", "knowledge.SituationPage"]
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
