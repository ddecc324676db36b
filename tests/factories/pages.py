"""Plain pages for tests."""

from wagtail.models import Site

from portal.home.models import HomePage, StandardPage
from portal.pages.models import SiteSettings


def home_page() -> HomePage:
    """The home page that a new portal has."""
    return HomePage.objects.get()


def standard_page(title="关于本站", slug="about", live=True, **fields) -> StandardPage:
    """A plain page under the home page."""
    page = StandardPage(title=title, slug=slug, live=live, **fields)
    return home_page().add_child(instance=page)


def site_settings(**fields) -> SiteSettings:
    """The stored settings of the default site."""
    site = Site.objects.get(is_default_site=True)
    settings, _ = SiteSettings.objects.update_or_create(site=site, defaults=fields)
    return settings
