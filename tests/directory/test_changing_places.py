"""Writing down changes of the division: what is written, what is refused, where codes lead."""

import datetime as dt
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from directory.actions import record_change
from directory.models import Place, PlaceChange, village_now, villages_now
from portal.search.models import OutboxRow
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AppointmentFactory,
    CountyFactory,
    TownshipFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
SINCE = dt.date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC))


@pytest.fixture
def bureau():
    return AppointmentFactory(role="bureau", place=CountyFactory()).user


def change(kind, former, successor=(), by=None, **facts):
    return record_change(kind, former, successor, happened_on=SINCE, by=by, **facts)


def refusal(*args, **kwargs):
    with pytest.raises(ValidationError) as refused:
        change(*args, **kwargs)
    return refused.value.message_dict


class TestNewName:
    def test_keeps_the_place_and_the_former_name(self, bureau):
        village = VillageFactory(name="板坪村委会")
        [row] = change("renamed", village, by=bureau, new_name=" 新桥村委会 ", source="文1号")
        village.refresh_from_db()
        assert (village.name, village.pinyin, village.initials) == (
            "新桥村委会",
            "xinqiaocunweihui",
            "xqcwh",
        )
        assert (row.former, row.successor, row.former_name) == (village, village, "板坪村委会")
        assert village.is_active
        for row_or_place in (row, village):
            entries = ModelLogEntry.objects.for_instance(row_or_place)
            assert entries.filter(action="directory.change_place", user=bureau).count() == 1

    def test_reaches_the_search(self, bureau):
        village = VillageFactory()
        OutboxRow.objects.all().delete()
        change("renamed", village, by=bureau, new_name="新桥村委会")
        assert OutboxRow.objects.filter(key=f"village:{village.pk}").exists()

    @pytest.mark.parametrize("name", ["", "  ", "板坪村委会"])
    def test_must_be_new(self, bureau, name):
        village = VillageFactory(name="板坪村委会")
        assert "new_name" in refusal("renamed", village, by=bureau, new_name=name)

    def test_is_for_places_in_use(self, bureau):
        village = VillageFactory(is_active=False)
        assert "former" in refusal("renamed", village, by=bureau, new_name="新")

    def test_may_be_corrected_on_the_same_day_but_not_written_twice(self, bureau):
        village = VillageFactory(name="甲村委会")
        for name in ["乙村委会", "丙村委会"]:
            change("renamed", village, by=bureau, new_name=name)
        assert "new_name" in refusal("renamed", village, by=bureau, new_name="丙村委会")
        assert PlaceChange.objects.count() == 2

    def test_is_not_too_long(self, bureau):
        village = VillageFactory()
        refusal("renamed", village, by=bureau, new_name="长" * 61)
        village.refresh_from_db()
        assert village.name != "长" * 61


class TestMerger:
    def test_of_several_in_one_go(self, bureau):
        formers, successor = [VillageFactory() for _ in range(3)], VillageFactory()
        rows = change("merged", formers, successor, by=bureau, source="文1号")
        assert [row.former for row in rows] == formers
        assert {row.successor for row in rows} == {successor}
        assert not Place.objects.filter(pk__in=[f.pk for f in formers], is_active=True).exists()
        assert {row.moved_at for row in rows} == {None}
        assert [village_now(former.pk) for former in formers] == [successor] * 3

    def test_is_all_or_nothing(self, bureau):
        fine, closed = VillageFactory(), VillageFactory(is_active=False)
        refusal("merged", [fine, closed], VillageFactory(), by=bureau)
        fine.refresh_from_db()
        assert fine.is_active
        assert not PlaceChange.objects.exists()

    def test_never_twice_nor_back(self, bureau):
        first, second = VillageFactory(), VillageFactory()
        change("merged", first, second, by=bureau)
        assert "former" in refusal("merged", first, VillageFactory(), by=bureau)
        assert "successor" in refusal("merged", second, first, by=bureau)
        assert "successor" in refusal("merged", second, second, by=bureau)

    def test_of_a_township_waits_for_its_villages(self, bureau):
        village = VillageFactory()
        new_township = TownshipFactory()
        new_village = VillageFactory(parent=new_township)
        assert "former" in refusal("merged", village.parent, new_township, by=bureau)
        change("recoded", village, new_village, by=bureau)
        change("merged", village.parent, new_township, by=bureau)
        assert village_now(village.pk) == new_village


class TestSplit:
    def test_leads_to_a_choice(self, bureau):
        former, parts = VillageFactory(), [VillageFactory(), VillageFactory()]
        rows = change("split", former, parts, by=bureau)
        assert len(rows) == 2
        assert PlaceChange.objects.heirs(former.pk) == sorted(parts, key=lambda p: p.pk)
        assert village_now(former.pk) is None

    def test_is_into_two_or_more(self, bureau):
        assert "successor" in refusal("split", VillageFactory(), VillageFactory(), by=bureau)


@pytest.mark.parametrize(
    ("kind", "formers", "successors", "field"),
    [
        ("merged", 0, 1, "former"),
        ("merged", 1, 0, "successor"),
        ("merged", 1, 2, "successor"),
        ("recoded", 2, 1, "former"),
        ("split", 2, 2, "former"),
        ("renamed", 2, 0, "former"),
        ("renamed", 0, 0, "former"),
    ],
)
def test_each_kind_has_its_number_of_places(bureau, kind, formers, successors, field):
    before = [VillageFactory() for _ in range(formers)]
    after = [VillageFactory() for _ in range(successors)]
    assert field in refusal(kind, before, after, by=bureau, new_name="新")


def test_levels_never_mix(bureau):
    assert "successor" in refusal("merged", VillageFactory(), TownshipFactory(), by=bureau)


def test_not_before_it_comes_into_force(bureau):
    with pytest.raises(ValidationError) as refused:
        record_change(
            "merged",
            VillageFactory(),
            VillageFactory(),
            happened_on=TODAY + dt.timedelta(days=1),
            by=bureau,
        )
    assert "happened_on" in refused.value.message_dict


def test_a_recoded_place_keeps_its_point_on_the_map(bureau):
    former, successor = VillageFactory(latitude=29.1, longitude=110.4), VillageFactory()
    change("recoded", former, successor, by=bureau)
    successor.refresh_from_db()
    assert successor.point == (29.1, 110.4)


class TestWhoMay:
    @pytest.mark.parametrize("role", ["office", "leader", "clerk"])
    def test_only_the_bureau(self, role):
        village = VillageFactory()
        place = {"office": village.parent, "leader": village.parent, "clerk": village}[role]
        user = AppointmentFactory(role=role, place=place).user
        for by in (user, UserFactory(), None):
            with pytest.raises(PermissionDenied):
                change("merged", village, VillageFactory(parent=village.parent), by=by)
        assert village_now(village.pk) == village

    def test_of_both_places(self, bureau):
        other = CountyFactory(code="430811000000", name="武陵源区")
        township = TownshipFactory(code="430811001000", parent=other)
        elsewhere = VillageFactory(parent=township)
        for former, successor in [(VillageFactory(), elsewhere), (elsewhere, VillageFactory())]:
            with pytest.raises(PermissionDenied):
                change("merged", former, successor, by=bureau)
        change("merged", elsewhere, VillageFactory(), by=UserFactory(superuser=True))


class TestWhereCodesLead:
    def test_along_a_chain_of_any_length(self, bureau, django_assert_num_queries):
        chain = [VillageFactory() for _ in range(5)]
        for former, successor in pairwise(chain):
            change("merged", former, successor, by=bureau)
        assert [village_now(village.pk) for village in chain] == [chain[-1]] * 5
        with django_assert_num_queries(1):
            assert village_now(chain[-1].pk) == chain[-1]

    def test_parts_that_come_together_again_are_one(self, bureau):
        former, one, two = VillageFactory(), VillageFactory(), VillageFactory()
        change("split", former, [one, two], by=bureau)
        change("merged", one, two, by=bureau)
        assert village_now(former.pk) == two

    def test_nowhere_from_what_is_unknown_or_just_closed(self):
        closed = VillageFactory(is_active=False)
        known = VillageFactory()
        codes = ["999999999999", closed.pk, known.pk, known.parent_id]
        assert villages_now(codes) == {known.pk: known}
