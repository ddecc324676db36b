"""The public addresses that search engines are told: pages, and what each app adds of its own."""

from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.core.paginator import Paginator
from wagtail.models import Page, Site

from portal.pages.fences import fenced, in_time


class Sitemap(DjangoSitemap):
    """A part of the map whose rows come in one query: counting them first would be another."""

    @property
    def paginator(self):
        """All rows, already fetched."""
        return Paginator(list(self.items()), self.limit)


class PageSitemap(Sitemap):
    """Public pages; what the map says of them stands in the row that all types of page share.

    Wagtail's own part fetches each type of page by itself and counts first.
    """

    def __init__(self, request):
        self.request = request

    def items(self):
        """Pages below the site's first one, live, not run out and behind no view restriction."""
        root = Site.find_for_request(self.request).root_page
        pages = Page.objects.descendant_of(root, inclusive=True)
        return pages.live().filter(in_time(), ~fenced()).order_by("path")

    def location(self, page):
        """Its address on this site."""
        return page.get_url(self.request)

    def lastmod(self, page):
        """When it was last published."""
        return page.last_published_at or page.latest_revision_created_at


_parts: dict[str, type[DjangoSitemap]] = {"pages": PageSitemap}


def register(name: str, part: type[DjangoSitemap]) -> None:
    """List what ``part`` says under ``name``; apps do it in their ``exports``."""
    _parts[name] = part


def parts(request) -> dict[str, DjangoSitemap | type[DjangoSitemap]]:
    """All parts by name, as Django's view of site maps takes them; pages are those of its site."""
    return {
        name: part(request) if issubclass(part, PageSitemap) else part()
        for name, part in _parts.items()
    }
