"""News, exemplary advisers, good practice, bulletins and downloads: one page type with a kind."""

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from knowledge.blocks import NEWS_BLOCKS
from knowledge.models.covers import CoveredPage
from knowledge.models.fences import FencedPage, FencedQuerySet
from portal.pages.models import BasePage


class NewsQuerySet(FencedQuerySet):
    """Which pieces of news a page lists."""

    def for_display(self):
        """What a row of a list shows, the newest first, without the long body."""
        return self.defer("body").newest()

    def for_reading(self):
        """With the adviser it is about and its picture."""
        return super().for_reading().select_related("adviser", "cover", "share_image")


class NewsIndexPage(FencedPage):
    """The section 动态: all of its pages, by kind when asked."""

    PER_PAGE = 20

    max_count = 1
    subpage_types = ["knowledge.NewsPage"]
    template = "knowledge/news_index.html"

    class Meta:
        verbose_name = _("news section")
        verbose_name_plural = _("news sections")

    def get_context(self, request, *args, **kwargs):
        """Add ``items`` (a page of rows), the ``kinds`` that have any and ``kind``, asked or ""."""
        rows = NewsPage.objects.child_of(self).visible()
        counts = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
        kind = request.GET.get("kind", "")
        kind = kind if kind in counts else ""
        found = rows.filter(kind=kind) if kind else rows
        pages = Paginator(found.for_display(), self.PER_PAGE)
        pages.count = counts[kind] if kind else sum(counts.values())
        labels = [(name, label) for name, label in NewsPage.Kind.choices if name in counts]
        ours = {"items": pages.get_page(request.GET.get("page")), "kind": kind, "kinds": labels}
        return super().get_context(request, *args, **kwargs) | ours


class NewsPage(CoveredPage, FencedPage):
    """One piece of news, story, good practice, bulletin or download (动态)."""

    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        EXEMPLAR = "exemplar", _("exemplary adviser")
        PRACTICE = "practice", _("good practice")
        BULLETIN = "bulletin", _("bulletin")
        DOWNLOAD = "download", _("download")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.NEWS)
    adviser = models.ForeignKey(
        "directory.Adviser",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("about the adviser"),
        help_text=_("The story stands on the adviser's page too."),
    )
    cover = models.ForeignKey(
        "media.PortalImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    body = StreamField(NEWS_BLOCKS, verbose_name=_("body"))

    objects = PageManager.from_queryset(NewsQuerySet)()

    parent_page_types = ["knowledge.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "knowledge/news.html"

    content_panels = [
        *Page.content_panels,
        FieldRowPanel(["kind", "adviser"]),
        FieldPanel("summary"),
        FieldPanel("cover"),
        FieldPanel("body"),
    ]
    promote_panels = BasePage.panels_without_summary
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("pieces of news")

    def plain_text(self):
        """All words of the body without markup, for the search."""
        return " ".join(map(str, self.body.stream_block.get_searchable_content(self.body)))
