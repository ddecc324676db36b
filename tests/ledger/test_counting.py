"""The public count of a village."""

import datetime as dt

import pytest
from django.template import Context, Template

from directory.ledger.models import Entry
from tests.factories.directory import VillageFactory
from tests.factories.ledger import EntryFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def village(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 21, 4, tzinfo=dt.UTC))
    return VillageFactory()


def write(village, *acts):
    return [EntryFactory(village=village, kind=kind, happened_on=day) for kind, day in acts]


def counts(village):
    return Entry.objects.in_village(village).counts(TODAY)


def test_an_empty_volume_counts_nothing(village):
    nothing = {"consultation": 0, "lecture": 0, "visit": 0, "other": 0, "total": 0}
    assert counts(village) == {"month": nothing, "year": nothing}


def test_this_month_and_this_year_are_told_apart(village):
    write(
        village,
        ("visit", TODAY),
        ("visit", dt.date(2026, 11, 1)),
        ("lecture", dt.date(2026, 10, 31)),
        ("consultation", dt.date(2025, 11, 5)),
    )
    write(VillageFactory(), ("visit", TODAY))
    found = counts(village)
    assert (found["month"]["visit"], found["month"]["total"]) == (2, 2)
    assert (found["year"]["lecture"], found["year"]["total"]) == (1, 3)


def test_a_corrected_entry_counts_once_and_as_corrected(village):
    (wrong,) = write(village, ("visit", TODAY))
    EntryFactory(village=village, kind="lecture", happened_on=TODAY, corrects=wrong)
    found = counts(village)["month"]
    assert (found["visit"], found["lecture"], found["total"]) == (0, 1, 1)


def test_the_panel_takes_one_query(village, django_assert_num_queries):
    write(village, ("visit", TODAY), ("lecture", TODAY), ("consultation", TODAY))
    template = Template("{% load ledger_tags %}{% ledger_counts village %}")
    with django_assert_num_queries(1):
        page = template.render(Context({"village": village}))
    assert page.count("<strong>1</strong>") == 3


def shown(village):
    """The panel's words."""
    page = Template("{% load ledger_tags %}{% ledger_counts village %}")
    return page.render(Context({"village": village}))


def test_only_what_was_done_is_a_figure(village):
    write(village, ("visit", TODAY), ("visit", TODAY), ("other", TODAY))
    page = shown(village)
    assert (page.count("<strong>"), "<strong>2</strong>" in page) == (2, True)


def test_a_quiet_month_is_said_in_words_with_the_year(village):
    write(village, ("lecture", dt.date(2026, 3, 1)))
    page = shown(village)
    assert "<strong>" not in page
    assert "这个月还没有" in page
    assert "1 次" in page


def test_a_quiet_year_is_said_once(village):
    page = shown(village)
    assert "<strong>" not in page
    assert "这个月还没有" not in page
    assert page.count("<p") == 1
