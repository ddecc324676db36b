"""Which pages are open to everybody, told within the query that asks for pages."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site


def fenced() -> Exists:
    """The condition that a page, or one above it, has a view restriction; no query of its own."""
    beginning = Substr(OuterRef("path"), 1, Length("page__path"))
    return Exists(PageViewRestriction.objects.filter(page__path=beginning))


def in_a_site() -> Exists:
    """The condition that a page stands in a site and so has an address; no query of its own."""
    beginning = Substr(OuterRef("path"), 1, Length("root_page__path"))
    return Exists(Site.objects.filter(root_page__path=beginning))


def in_time() -> Q:
    """The condition that the time of a page has not run out; it stays live until the next stroke
    of the clock, but what lists pages does not wait for it.
    """
    return Q(expire_at=None) | Q(expire_at__gt=timezone.now())
