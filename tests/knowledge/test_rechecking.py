"""Which live cases are to be compared with the law again, and why."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge import actions
from knowledge.models import ArticlePage, Citation
from tests.factories.knowledge import ArticleFactory, LawFactory, StatuteFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
YESTERDAY = TODAY - dt.timedelta(days=1)
NOON = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def statute():
    return StatuteFactory(number=1087, text="离婚时，双方协议处理。")


def case(statute, **facts):
    facts.setdefault("law_checked_on", YESTERDAY)
    facts.setdefault("last_published_at", timezone.now() - dt.timedelta(hours=2))
    article = ArticleFactory(**facts)
    Citation.objects.get_or_create(page=article, statute=statute)
    return article


def asked(on=None):
    return list(ArticlePage.objects.to_recheck(on))


def test_a_case_compared_yesterday_is_left_alone(statute):
    article = case(statute)
    assert asked() == []
    assert not article.law_state().is_stale


def test_a_changed_article_of_law_brings_every_live_case_that_cites_it_at_once(statute, reviewer):
    cases = [case(statute) for _ in range(3)]
    case(StatuteFactory(number=5))
    case(statute, live=False)
    actions.mark_changed(statute, on=TODAY, by=reviewer)
    assert asked() == cases
    state = cases[0].law_state()
    assert (state.is_stale, state.changed, state.ended) == (True, (statute,), ())


def test_new_words_do_the_same(statute, reviewer):
    article = case(statute)
    actions.amend(statute, text="新的话。", since=dt.date(2026, 11, 1), by=reviewer)
    assert asked() == [article]


def test_a_change_in_the_afternoon_reaches_a_case_compared_in_the_morning(statute, reviewer):
    article = case(statute, law_checked_on=TODAY)
    actions.mark_changed(statute, on=TODAY, by=reviewer)
    assert asked() == [article]
    assert article.law_state().changed == (statute,)


def test_a_case_compared_after_the_change_of_the_same_day_is_done(statute, reviewer):
    actions.mark_changed(statute, on=TODAY, by=reviewer)
    published = timezone.now() + dt.timedelta(minutes=5)
    article = case(statute, law_checked_on=TODAY, last_published_at=published)
    assert asked() == []
    assert not article.law_state().is_stale


@pytest.mark.parametrize(
    ("checked_on", "is_unchecked", "is_old"),
    [
        (None, True, False),
        (dt.date(2025, 11, 21), False, True),
        (dt.date(2025, 11, 22), False, False),
    ],
)
def test_a_year_and_never(statute, checked_on, is_unchecked, is_old):
    article = case(statute, law_checked_on=checked_on)
    state = article.law_state()
    assert (state.is_unchecked, state.is_old) == (is_unchecked, is_old)
    assert asked() == ([article] if state.is_stale else [])


@pytest.mark.parametrize("whole_law", [False, True], ids=["the article", "its law"])
def test_law_that_ended_asks_from_the_day_after(statute, reviewer, whole_law):
    article = case(statute)
    actions.repeal(statute.law if whole_law else statute, until=TODAY, by=reviewer)
    assert asked() == []
    assert asked(on=TODAY + dt.timedelta(days=1)) == [article]
    assert statute in article.law_state(TODAY + dt.timedelta(days=1)).ended


def test_law_that_has_not_begun_asks_too():
    later = StatuteFactory(law=LawFactory(name="新法", in_force_since=dt.date(2027, 1, 1)))
    article = case(later)
    assert asked() == [article]


def test_the_oldest_comes_first_and_those_never_compared_before_all(statute):
    old = case(statute, law_checked_on=dt.date(2024, 1, 1))
    older = case(statute, law_checked_on=dt.date(2023, 1, 1))
    never = case(statute, law_checked_on=None)
    assert asked() == [never, older, old]


def test_one_query_whatever_the_number_and_the_banner_asks_once(statute, reviewer):
    articles = [case(statute) for _ in range(4)]
    actions.mark_changed(statute, on=TODAY, by=reviewer)
    with CaptureQueriesContext(connection) as queries:
        assert len(asked()) == 4
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        assert articles[0].law_state().is_stale
    assert len(queries) == 1
