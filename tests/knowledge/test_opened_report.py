"""What people open from the search: a report for those who write cases."""

import datetime as dt
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from portal.search import engines, registry
from portal.search.models import OpenedDay
from tests.factories.knowledge import ArticleFactory, StatuteFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
OPENED = "opened"


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def reader(client, editor):
    client.force_login(editor)


def sheet(client, report, **query):
    answer = client.get(reverse(report), {"export": "xlsx", **query})
    return list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)


class TestWhatPeopleOpen:
    @pytest.fixture(params=["indexed", "not yet indexed"])
    def cases(self, request):
        cases = {name: ArticleFactory(title=name) for name in ("often", "less", "few", "hidden")}
        PageViewRestriction.objects.create(page=cases["hidden"], restriction_type="login")
        for name, days, times in [
            *[("often", 0, 5), ("often", 20, 4), ("less", 1, 6), ("less", 300, 80)],
            *[("few", 0, 2), ("hidden", 0, 50)],
        ]:
            key, day = f"article:{cases[name].pk}", TODAY - dt.timedelta(days=days)
            OpenedDay.objects.create(key=key, day=day, opened=times)
        OpenedDay.objects.create(key="law:987654", day=TODAY, opened=9)
        if request.param == "indexed":
            engines.engine().rebuild(registry.documents())
        return cases

    def rows(self, client, **query):
        found = client.get(reverse(OPENED), query).context["object_list"]
        return [(row.title, row.times) for row in found]

    @pytest.mark.parametrize(
        ("days", "found"),
        [
            ("7", [("less", 6), ("often", 5)]),
            ("30", [("often", 9), ("less", 6)]),
            ("365", [("less", 86), ("often", 9)]),
        ],
    )
    def test_by_period(self, client, reader, cases, days, found):
        assert self.rows(client, days=days) == found

    @pytest.mark.parametrize(("kind", "found"), [("article", 2), ("law", 0), ("nonsense", 0)])
    def test_by_kind(self, client, reader, cases, kind, found):
        assert len(self.rows(client, kind=kind)) == found

    def test_leads_to_the_public_page(self, client, reader, cases):
        page = client.get(reverse(OPENED)).content.decode()
        assert urlsplit(cases["often"].url).path in page
        assert urlsplit(cases["hidden"].url).path not in page
        assert urlsplit(cases["few"].url).path not in page

    def test_it_leaves_as_a_sheet(self, client, reader, cases):
        rows = sheet(client, OPENED, days="30")
        assert [row[:3] for row in rows[1:]] == [("often", "案例", 9), ("less", "案例", 6)]
        assert rows[1][3] == cases["often"].url

    def test_articles_of_law_have_their_name_too(self, client, reader):
        statute = StatuteFactory()
        OpenedDay.objects.create(key=f"law:{statute.pk}", day=TODAY, opened=3)
        assert self.rows(client) == [(f"{statute.law.name}{statute.label}", 3)]

    def test_nothing_yet(self, client, reader):
        assert self.rows(client) == []
