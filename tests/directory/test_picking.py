"""What the picker offers before anything is typed: townships, recent villages; neighbours."""

import html
import re

import pytest
from django.urls import reverse

from directory.models import Place
from directory.views.picking import neighbours
from tests.directory.test_pages import body, queries
from tests.factories.directory import (
    AssignmentFactory,
    CountyFactory,
    OfficeFactory,
    TownshipFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
PICKER = "/villages/"


def chips(client, path=PICKER):
    """The villages offered as recent ones."""
    page = body(client, path)
    return re.findall(r'class="chip" href="/villages/choose/(\d{12})/', page)


@pytest.fixture
def villages():
    return [VillageFactory(name=f"{name}村委会") for name in ("甲坪", "乙坪", "丙坪", "丁坪")]


class TestTownships:
    def test_stand_in_groups_with_their_villages_behind_one_tap(self, client):
        for name in ["石桥乡", "崇文街道", "新桥镇", "原种场"]:
            VillageFactory(parent=TownshipFactory(name=name), name=f"{name}一村委会")
        groups = client.get(PICKER).context["groups"]
        assert [[row.place.name for row in rows] for _kind, rows in groups] == [
            ["崇文街道"],
            ["新桥镇"],
            ["石桥乡"],
            ["原种场"],
        ]
        page = body(client, PICKER)
        assert page.count("<details>") == 4
        assert page.count("/villages/choose/") == 4
        assert "本站不会定位您的手机" in page

    def test_show_only_what_is_in_use_and_of_this_county(self, client, villages):
        closed, kept, *_rest = villages
        Place.objects.filter(pk=closed.pk).update(is_active=False)
        CountyFactory(code="430811000000", name="武陵源区")
        elsewhere = VillageFactory(
            parent=TownshipFactory(code="430811001000", parent=Place.objects.get(pk="430811000000"))
        )
        page = body(client, PICKER)
        assert kept.pk in page
        assert closed.pk not in page
        assert elsewhere.pk not in page
        assert closed.parent.name not in page

    def test_carry_the_way_back(self, client, villages):
        page = body(client, PICKER, next="/ask/?a=1")
        assert f"/villages/choose/{villages[0].pk}/?next=%2Fask%2F%3Fa%3D1" in page

    def test_an_empty_register_says_so(self, client):
        assert "empty" in body(client, PICKER)

    def test_cost_the_same_however_many(self, client, villages, django_assert_max_num_queries):
        few = queries(client, PICKER, django_assert_max_num_queries, 5)
        for _ in range(20):
            VillageFactory()
        assert queries(client, PICKER, django_assert_max_num_queries, 5) == few


class TestRecent:
    def test_the_last_three_are_offered_the_latest_first(self, client, villages):
        for place in villages:
            client.get(reverse("directory:choose", args=[place.pk]))
        assert chips(client) == [place.pk for place in reversed(villages[1:])]
        assert client.cookies["village"].value == villages[-1].pk
        cookie = client.cookies["villages"]
        assert cookie["max-age"] == 365 * 24 * 3600
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"

    def test_choosing_one_again_moves_it_to_the_front(self, client, villages):
        for place in [*villages[:3], villages[0]]:
            client.get(reverse("directory:choose", args=[place.pk]))
        assert chips(client) == [villages[0].pk, villages[2].pk, villages[1].pk]

    def test_each_can_be_taken_off(self, client, villages):
        for place in villages[:2]:
            client.get(reverse("directory:choose", args=[place.pk]))
        first, latest = villages[:2]
        assert f'href="/villages/forget/{latest.pk}/"' in body(client, PICKER)
        response = client.get(reverse("directory:forget", args=[latest.pk]))
        assert response["Location"] == PICKER
        assert chips(client) == [first.pk]
        assert client.cookies["village"].value == ""
        client.get(reverse("directory:forget", args=[first.pk]))
        assert chips(client) == []

    def test_taking_off_twice_or_what_was_never_there_changes_nothing(self, client, villages):
        client.get(reverse("directory:choose", args=[villages[0].pk]))
        for _ in range(2):
            client.get(reverse("directory:forget", args=[villages[1].pk]))
        assert chips(client) == [villages[0].pk]

    def test_taking_off_keeps_the_way_back(self, client, villages):
        url = reverse("directory:forget", args=[villages[0].pk])
        response = client.get(url, {"next": "/ask/?a=1&b=2"})
        assert response["Location"] == "/villages/?next=%2Fask%2F%3Fa%3D1%26b%3D2"
        away = client.get(url, {"next": "//evil.example"})
        assert away["Location"].startswith("/villages/?next=")

    def test_a_closed_village_is_not_offered(self, client, villages):
        client.get(reverse("directory:choose", args=[villages[0].pk]))
        Place.objects.filter(pk=villages[0].pk).update(is_active=False)
        assert chips(client) == []

    @pytest.mark.parametrize(
        "cookie", ["", ".", "x" * 4000, "'><script>", ".".join(["4" * 12] * 300)]
    )
    def test_a_bad_cookie_does_no_harm(self, client, villages, cookie):
        client.cookies["villages"] = cookie
        assert chips(client) == []
        assert "<script>" not in body(client, PICKER).split("<main")[1]


@pytest.mark.parametrize("length", [65_536, 1_000])
def test_a_very_long_query_is_answered(client, villages, length):
    for path in (PICKER, "/villages/suggest/"):
        assert client.get(path, {"q": "字" * length}).status_code == 200


class TestNeighbours:
    def test_are_the_nearest_on_the_map(self):
        here = TownshipFactory(latitude=29.0, longitude=110.0)
        names = {}
        for km, east in enumerate([0.4, 0.1, 0.3, 0.2, 0.5]):
            place = TownshipFactory(latitude=29.0, longitude=110.0 + east, name=f"{km}乡")
            names[east] = place.name
        unknown = TownshipFactory(name="不知道在哪乡")
        found = [place.name for place in neighbours(here, Place.objects.townships())]
        assert found == [names[east] for east in (0.1, 0.2, 0.3, 0.4)]
        assert unknown.name not in found

    def test_without_points_are_the_next_in_the_list(self):
        rows = [TownshipFactory(code=f"4308029{n:02d}000") for n in range(6)]
        found = neighbours(rows[3], Place.objects.townships())
        assert {place.pk for place in found} == {rows[n].pk for n in (1, 2, 4, 5)}
        assert neighbours(rows[0], Place.objects.filter(pk=rows[0].pk)) == []


class TestTownshipPage:
    def test_counts_and_leads_on(self, client):
        township = TownshipFactory(name="石桥乡")
        served = AssignmentFactory(village=VillageFactory(parent=township))
        AssignmentFactory(village=VillageFactory(parent=township), adviser=served.adviser)
        VillageFactory(parent=township)
        OfficeFactory(place=township, name="石桥司法所")
        OfficeFactory(place=township.parent, name="永定区司法局")
        other = TownshipFactory(name="新桥镇")
        page = html.unescape(body(client, township.get_absolute_url()))
        assert re.findall(r"<strong>(\d+)</strong>", page) == ["3", "2", "1"]
        assert "石桥司法所" in page
        assert "永定区司法局" in page
        assert f"/lectures/?place={township.pk}" in page
        assert f"/advisers/?township={township.pk}" in page
        assert other.get_absolute_url() in page

    def test_without_villages_shows_no_figures(self, client):
        page = body(client, TownshipFactory().get_absolute_url())
        assert "figures" not in page
        assert "empty" in page
