"""What the demo county's editors put on the home page."""

from wagtail.models import Page

from portal.accounts.models import User
from portal.home.models import FeaturedPage, HomePage


def feature(slugs: list[str], rule: str, *, by: User) -> int:
    """Put the pages ``slugs`` on the home page in this order and fill up by ``rule``.

    A home page on which somebody chose pages stays as it is. Returns how many are chosen.
    """
    home = HomePage.objects.get()
    if not home.featured.exists():
        home.featured = [FeaturedPage(chosen=Page.objects.get(slug=slug)) for slug in slugs]
        home.rule = rule
        home.save_revision(user=by).publish()
    return home.featured.count()
