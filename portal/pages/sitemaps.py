"""The public addresses that search engines are told: pages, and what each app adds of its own."""

from django.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

_parts: dict[str, type[Sitemap]] = {"pages": PageSitemap}


def register(name: str, part: type[Sitemap]) -> None:
    """List what ``part`` says under ``name``; apps do it in their ``exports``."""
    _parts[name] = part


def parts() -> dict[str, type[Sitemap]]:
    """All parts by name."""
    return dict(_parts)
