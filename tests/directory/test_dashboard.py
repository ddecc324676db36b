"""The coverage dashboard: every number is as long as the list it opens, for whoever looks."""

import datetime as dt
from io import BytesIO

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from openpyxl import load_workbook

from directory.actions import sync_groups, watch
from directory.models import Place
from directory.viewsets.figures import FIGURES
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CertificateFactory,
    CountyFactory,
    CoverFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.register import (
    ApplicationFactory,
    ContractFactory,
    ServiceRoomFactory,
    WeChatGroupFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_now")]
TODAY = dt.date(2026, 11, 22)
INDEX = "register/coverage:index"


@pytest.fixture
def _now():
    with time_machine.travel(dt.datetime(2026, 11, 22, 2, tzinfo=dt.UTC), tick=False):
        yield


def fill(township):
    """Something of every kind in ``township``: each figure is at least one."""
    villages = [VillageFactory(parent=township) for _ in range(4)]
    lead = AdviserFactory(hidden_phone=True)
    AssignmentFactory(village=villages[0], adviser=lead)
    AssignmentFactory(village=villages[1], adviser=lead, slot=None, exception_reason="路远")
    AssignmentFactory(village=villages[2], ends_on=dt.date(2026, 3, 31))
    late = CertificateFactory(
        adviser=AdviserFactory(uncertified=True), valid_until=TODAY + dt.timedelta(days=9)
    )
    CoverFactory(village=villages[0], adviser=late.adviser)
    lapsed = CertificateFactory(adviser=AdviserFactory(uncertified=True), expired=True)
    AssignmentFactory(village=villages[3], adviser=lapsed.adviser)
    ContractFactory(party=township, villages=villages[:2], ends_on=dt.date(2026, 12, 31))
    ContractFactory(direct=True, over=True, party=villages[3])
    ServiceRoomFactory(village=villages[0])
    WeChatGroupFactory(village=villages[0], qr_expires_on=TODAY)
    Place.objects.filter(pk=villages[0].pk).update(latitude=29.1, longitude=110.5)
    return lead


@pytest.fixture
def here():
    """The township of the county's portal that people look at."""
    township, neighbour = TownshipFactory(), TownshipFactory()
    lead = fill(township)
    fill(neighbour)
    AssignmentFactory(village=VillageFactory(parent=neighbour), adviser=lead)
    far = CountyFactory(code="430811000000", name="武陵源区")
    fill(TownshipFactory(code="430811001000", parent=far))
    ApplicationFactory()
    watch(TODAY)
    return township


def person(who, township):
    """Somebody of the staff with the group of the role."""
    if who == "superuser":
        return UserFactory(superuser=True)
    place = township if who == "office" else township.parent
    user = AppointmentFactory(role=who, place=place).user
    sync_groups(user)
    return user


WHO = ["superuser", "bureau", "office", "leader"]


@pytest.mark.parametrize("who", WHO)
def test_every_number_is_the_length_of_its_list(client, here, who):
    client.force_login(person(who, here))
    coverage = client.get(reverse(INDEX)).context["coverage"]
    cells = [*coverage.totals.values(), *[cell for _row, cells in coverage.rows for cell in cells]]
    for cell in cells:
        page = client.get(cell.address)
        assert page.status_code == 200, cell.address
        assert page.context["paginator"].count == cell.number, (cell.figure.name, cell.address)
        assert page.context["is_filtering"], cell.address
    expected = set(FIGURES) - ({"applications"} if who in ("office", "leader") else set())
    assert set(coverage.totals) == expected
    assert [name for name, cell in coverage.totals.items() if not cell.number] == []
    assert len(coverage.rows) == (1 if who == "office" else 2)


def test_the_numbers_are_right(client, here):
    client.force_login(person("bureau", here))
    coverage = client.get(reverse(INDEX)).context["coverage"]
    numbers = {name: cell.number for name, cell in coverage.totals.items()}
    assert numbers["villages"] == 9
    assert (numbers["served"], numbers["unserved"]) == (5, 4)
    assert numbers["advisers"] == 4  # two leads, two covers
    assert (numbers["exceptions"], numbers["unreplaced"]) == (2, 2)
    assert (numbers["lapsed"], numbers["ending"], numbers["silent"]) == (2, 2, 2)
    assert (numbers["unlocated"], numbers["roomless"], numbers["pictures"]) == (7, 7, 2)
    assert (numbers["contracted"], numbers["contracts_ending"]) == (4, 2)
    assert numbers["contracts_lapsed"] == 2
    assert coverage.totals["served"].percent == 55
    (_township, first), (_other, second) = coverage.rows
    advisers = [cell.number for cell in [*first, *second] if cell.figure.name == "advisers"]
    assert advisers == [2, 3]  # one serves in both


def test_a_village_that_is_about_to_be_served_has_a_successor(client, here):
    client.force_login(person("bureau", here))
    before = client.get(reverse(INDEX)).context["coverage"].totals["unreplaced"].number
    ended = Place.objects.get(
        assignments__ends_on=dt.date(2026, 3, 31), code__startswith=here.reach
    )
    AssignmentFactory(village=ended, starts_on=dt.date(2026, 12, 1))
    after = client.get(reverse(INDEX)).context["coverage"].totals["unreplaced"].number
    assert after == before - 1


class TestWhoMayLook:
    def test_a_place_out_of_reach_is_not_there(self, client, here):
        client.force_login(person("office", here))
        for code in [here.parent.pk, "430811000000", "x", "430811001000"]:
            assert client.get(reverse(INDEX), {"place": code}).status_code == 404

    def test_a_bureau_looks_at_one_township(self, client, here):
        client.force_login(person("bureau", here))
        page = client.get(reverse(INDEX), {"place": here.pk})
        assert page.context["place"] == here
        assert len(page.context["coverage"].rows) == 1

    def test_neither_advisers_nor_people_without_a_place(self, client, here):
        for user in [AdviserFactory(with_login=True).user, UserFactory()]:
            client.force_login(user)
            assert client.get(reverse(INDEX)).status_code == 302
        user.groups.add(Group.objects.get(name="司法局"))
        assert client.get(reverse(INDEX)).status_code == 302

    def test_the_menus_lead_there(self, client, here):
        client.force_login(person("leader", here))
        home = client.get(reverse("wagtailadmin_home")).content.decode()
        assert home.count(f'"url": "{reverse(INDEX)}"') >= 1


class TestTheSheet:
    def test_has_the_same_numbers(self, client, here):
        client.force_login(person("bureau", here))
        coverage = client.get(reverse(INDEX)).context["coverage"]
        answer = client.get(reverse("register/coverage:export"), {"place": here.parent.pk})
        assert "coverage-430802000000-2026-11-22.xlsx" in answer["Content-Disposition"]
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
        rows = list(sheet.iter_rows(values_only=True))
        assert len(rows) == 1 + len(coverage.rows) + 1
        for (township, cells), row in zip(coverage.rows, rows[1:-1], strict=True):
            assert list(row) == [township.pk, township.name, *[cell.number for cell in cells]]
        assert rows[-1][2] == coverage.totals["villages"].number

    def test_a_hostile_name_stays_text(self, client, here):
        Place.objects.filter(pk=here.pk).update(name="=1+1")
        client.force_login(person("bureau", here))
        answer = client.get(reverse("register/coverage:export"))
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]

    def test_out_of_reach_is_not_there(self, client, here):
        client.force_login(person("office", here))
        address = reverse("register/coverage:export")
        assert client.get(address, {"place": here.parent.pk}).status_code == 404


def test_it_costs_the_same_for_a_large_county(client, here, django_assert_max_num_queries):
    client.force_login(person("bureau", here))
    client.get(reverse(INDEX))
    with django_assert_max_num_queries(25) as first:
        client.get(reverse(INDEX))
    for _ in range(3):
        fill(TownshipFactory())
    watch(TODAY)
    with django_assert_max_num_queries(len(first)):
        client.get(reverse(INDEX))
