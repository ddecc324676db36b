"""Which pages stand behind a view restriction, told within the query that asks for pages."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction


def fenced() -> Exists:
    """The condition that a page, or one above it, has a view restriction; no query of its own."""
    beginning = Substr(OuterRef("path"), 1, Length("page__path"))
    return Exists(PageViewRestriction.objects.filter(page__path=beginning))
