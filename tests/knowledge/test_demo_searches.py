"""What the demo's villagers searched for."""

import datetime as dt

import pytest
from django.utils import timezone

from knowledge.management.demo import searches
from knowledge.privacy.searches import names_somebody
from portal.search.keeping import kept
from portal.search.models import OpenedDay, SoughtDay, SoughtText
from tests.factories.knowledge import ArticleFactory

pytestmark = pytest.mark.django_db


def test_searches_are_alike_every_time_and_added_once():
    ArticleFactory()
    number = searches.load()
    days = list(SoughtDay.objects.values_list("sought__text", "day", "searches", "places"))
    opened = list(OpenedDay.objects.values_list("day", "opened"))
    assert days
    assert opened
    assert searches.load() == number
    assert SoughtDay.objects.count() == len(days)
    for model in (SoughtDay, SoughtText, OpenedDay):
        model.objects.all().delete()
    searches.load()
    assert list(OpenedDay.objects.values_list("day", "opened")) == opened
    again = SoughtDay.objects.values_list("sought__text", "day", "searches", "places")
    assert list(again) == days


def test_searches_are_such_as_the_portal_keeps():
    """Words that the rules of search would not keep are no example of it."""
    for text in [*searches.OFTEN, *searches.UNFOUND, *searches.RARE]:
        assert text == "" or (kept(text) == text and not names_somebody(text))


def test_nothing_was_found_for_what_the_demo_does_not_tell():
    searches.load()
    since = timezone.localdate() - dt.timedelta(days=29)
    rows = SoughtText.objects.lately(since)
    assert {row.text for row in rows.filter(unfound__gt=0)} == {*searches.UNFOUND}
    assert {row.text for row in rows} == {*searches.OFTEN, *searches.UNFOUND} - {""}
