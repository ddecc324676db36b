"""Which cases are read most, in a week, a month, a year."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from knowledge.models import ArticlePage, Reading
from tests.factories.directory import UserFactory
from tests.factories.knowledge import ArticleFactory, topic

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
REPORT = "readings"
BUDGET = 19


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def reader(client, editor):
    client.force_login(editor)


@pytest.fixture
def cases():
    """``now`` was read today and 7 days ago, ``once`` a lot in spring, ``never`` not at all."""
    cases = {}
    for hour, name in enumerate(("now", "once", "never")):
        moment = dt.datetime(2026, 1, 5, hour, tzinfo=dt.UTC)
        cases[name] = ArticleFactory(title=name, first_published_at=moment)
    for name, days, count in [("now", 0, 3), ("now", 7, 4), ("once", 200, 50), ("once", 30, 9)]:
        day = TODAY - dt.timedelta(days=days)
        Reading.objects.create(page=cases[name], day=day, count=count)
    return cases


def counted(client, **query):
    rows = client.get(reverse(REPORT), query).context["object_list"]
    return [(row.title, row.times_read) for row in rows]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("7", [("now", 3), ("never", 0), ("once", 0)]),
        ("30", [("now", 7), ("never", 0), ("once", 0)]),
        ("365", [("once", 59), ("now", 7), ("never", 0)]),
    ],
)
def test_by_period(client, reader, cases, days, found):
    assert counted(client, days=days) == found


@pytest.mark.parametrize("query", [{}, {"days": "nonsense"}])
def test_a_month_when_nothing_is_asked(client, reader, cases, query):
    assert counted(client, **query)[0] == ("now", 7)


def test_by_topic(client, reader, cases):
    other = ArticleFactory(title="工钱", topic=topic("wages"))
    assert counted(client, topic=other.topic_id) == [("工钱", 0)]


def test_in_another_order(client, reader, cases):
    titles = [title for title, _times in counted(client, ordering="first_published_at")]
    assert titles == ["now", "once", "never"]


def test_of_equal_ones_the_most_read_comes_first(client, reader, cases):
    moment = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
    ArticlePage.objects.update(first_published_at=moment)
    titles = [title for title, _times in counted(client, ordering="first_published_at", days=365)]
    assert titles == ["once", "now", "never"]


def test_drafts_are_left_out(client, reader, cases, draft):
    assert draft.title not in dict(counted(client))


def test_it_leaves_as_a_sheet(client, reader, cases):
    answer = client.get(reverse(REPORT), {"export": "xlsx", "days": "365"})
    sheet = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)
    assert [row[2] for row in sheet[1:]] == [59, 7, 0]


def test_the_budget(client, reader, cases, queries_of):
    few = queries_of(reverse(REPORT))
    for _ in range(5):
        ArticleFactory()
    assert queries_of(reverse(REPORT)) == few <= BUDGET


def test_others_do_not_get_in(client, cases):
    client.force_login(UserFactory())
    assert client.get(reverse(REPORT)).status_code in (302, 403)
