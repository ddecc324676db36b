"""The database itself keeps places and their changes true: raw SQL, past models and actions."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from directory.models import Place, PlaceChange
from directory.models.place_guards import GUARDS
from tests.factories.directory import (
    FAR_AHEAD,
    AdviserFactory,
    AssignmentFactory,
    CountyFactory,
    CoverFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.register import PlaceChangeFactory, ServiceRoomFactory, WeChatGroupFactory

pytestmark = pytest.mark.django_db
INSERTS = {
    "assignment": "INSERT INTO directory_assignment (village_id, adviser_id, starts_on, ends_on,"
    " slot, exception_reason, end_reason, created_at)"
    " VALUES (%s, %s, '2026-01-01', NULL, 1, '', '', '2026-01-01 00:00')",
    "cover": "INSERT INTO directory_cover (village_id, adviser_id, starts_on, ends_on, reason)"
    " VALUES (%s, %s, '2026-01-01', '2026-02-01', 'x')",
}


def execute(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def insert_change(former, successor, kind="merged"):
    execute(
        "INSERT INTO directory_placechange (kind, former_id, former_name, successor_id,"
        " happened_on, source, moved_at) VALUES (%s, %s, 'x', %s, '2026-07-01', '', NULL)",
        kind,
        former.pk,
        successor.pk,
    )


def closed(place):
    Place.objects.filter(pk=place.pk).update(is_active=False)
    return place


class TestPlaces:
    @pytest.mark.parametrize(
        "change", ["code = '430802999999'", "level = 'township'", "level = 'county'"]
    )
    def test_keep_code_and_level(self, change):
        village = VillageFactory()
        with pytest.raises(IntegrityError):
            execute(f"UPDATE directory_place SET {change} WHERE code = %s", village.pk)  # noqa: S608 (own words)

    def test_do_not_lie_in_themselves(self):
        township = TownshipFactory()
        with pytest.raises(IntegrityError):
            execute("UPDATE directory_place SET parent_id = code WHERE code = %s", township.pk)

    @pytest.mark.parametrize("point", ["29.1, NULL", "NULL, 110.4", "110.4, 29.1"])
    def test_lie_on_the_map_with_both_numbers(self, point):
        latitude, longitude = point.split(", ")
        with pytest.raises(IntegrityError):
            execute(
                f"UPDATE directory_place SET latitude = {latitude}, longitude = {longitude}"  # noqa: S608 (own words)
                " WHERE code = %s",
                VillageFactory().pk,
            )

    def test_that_went_into_another_stay_closed(self):
        former = PlaceChangeFactory().former
        with pytest.raises(IntegrityError):
            execute("UPDATE directory_place SET is_active = TRUE WHERE code = %s", former.pk)

    def test_closed_by_mistake_may_be_opened_and_any_may_be_saved(self):
        village = closed(VillageFactory())
        execute("UPDATE directory_place SET is_active = TRUE WHERE code = %s", village.pk)
        former = PlaceChangeFactory().former
        former.pinyin = "x"
        former.save()


class TestChanges:
    def test_lead_from_a_closed_place_to_one_in_use(self):
        insert_change(closed(VillageFactory()), VillageFactory())
        for former, successor in [
            (VillageFactory(), VillageFactory()),
            (closed(VillageFactory()), closed(VillageFactory())),
        ]:
            with pytest.raises(IntegrityError):
                insert_change(former, successor)
        assert PlaceChange.objects.count() == 1

    @pytest.mark.parametrize("kind", ["merged", "split", "recoded"])
    def test_stay_on_one_level(self, kind):
        for former, successor in [
            (closed(VillageFactory()), TownshipFactory()),
            (closed(TownshipFactory()), CountyFactory()),
        ]:
            with pytest.raises(IntegrityError):
                insert_change(former, successor, kind)

    def test_fit_their_kind(self):
        village = VillageFactory()
        insert_change(village, village, "renamed")
        for former, successor, kind in [
            (closed(VillageFactory()), VillageFactory(), "renamed"),
            (closed(VillageFactory()), VillageFactory(), "vanished"),
        ]:
            with pytest.raises(IntegrityError):
                insert_change(former, successor, kind)

    def test_never_lead_in_a_circle(self):
        """Of any length: the first place would have to be open again."""
        first, second, third = VillageFactory(), VillageFactory(), VillageFactory()
        insert_change(closed(first), second)
        with pytest.raises(IntegrityError):
            insert_change(closed(second), first)
        insert_change(second, third)
        with pytest.raises(IntegrityError):
            insert_change(closed(third), first)

    def test_lead_a_merged_place_to_one_successor(self):
        former = closed(VillageFactory())
        insert_change(former, VillageFactory())
        with pytest.raises(IntegrityError):
            insert_change(former, VillageFactory(), "recoded")

    def test_are_never_deleted(self):
        change = PlaceChangeFactory()
        with pytest.raises(IntegrityError):
            execute("DELETE FROM directory_placechange WHERE id = %s", change.pk)

    @pytest.mark.parametrize(
        "change",
        [
            *("kind = 'recoded'", "former_name = 'y'", "source = 'y'", "happened_on='2026-01-02'"),
            *("id = id + 1", "moved_at = NULL", "moved_at = '2026-08-01 00:00', source = 'y'"),
        ],
    )
    def test_are_never_edited(self, change):
        row = PlaceChangeFactory()
        with pytest.raises(DatabaseError):
            execute(f"UPDATE directory_placechange SET {change} WHERE id = %s", row.pk)  # noqa: S608 (own words)

    def test_are_not_led_elsewhere(self):
        change, other = PlaceChangeFactory(), VillageFactory()
        for key in ["former_id", "successor_id"]:
            with pytest.raises(DatabaseError):
                execute(
                    f"UPDATE directory_placechange SET {key} = %s WHERE id = %s",  # noqa: S608 (own words)
                    other.pk,
                    change.pk,
                )

    def test_are_moved_once(self):
        moved = "UPDATE directory_placechange SET moved_at = '2026-08-01 00:00' WHERE id = %s"
        change = PlaceChangeFactory()
        execute(moved, change.pk)
        with pytest.raises(IntegrityError):
            execute(moved, change.pk)

    def test_are_never_replaced(self):
        if connection.vendor != "sqlite":
            return  # only SQLite has INSERT OR REPLACE, which deletes without a word
        change = PlaceChangeFactory()
        with pytest.raises(IntegrityError):
            execute(
                "INSERT OR REPLACE INTO directory_placechange (id, kind, former_id, former_name,"
                " successor_id, happened_on, source) SELECT id, kind, former_id, 'other',"
                " successor_id, happened_on, source FROM directory_placechange WHERE id = %s",
                change.pk,
            )


class TestRoomsAndGroups:
    @pytest.mark.parametrize("make", [ServiceRoomFactory, WeChatGroupFactory])
    def test_are_a_villages(self, make):
        row, township = make(), TownshipFactory()
        with pytest.raises(IntegrityError):
            execute(
                f"UPDATE {row._meta.db_table} SET village_id = %s WHERE village_id = %s",  # noqa: S608 (own words)
                township.pk,
                row.village_id,
            )

    def test_are_not_made_for_a_township(self):
        township = TownshipFactory()
        for sql in [
            "INSERT INTO directory_serviceroom (village_id, address, hours) VALUES (%s, 'x', '')",
            "INSERT INTO directory_wechatgroup (village_id, name) VALUES (%s, 'x')",
        ]:
            with pytest.raises(IntegrityError):
                execute(sql, township.pk)

    @pytest.mark.parametrize("change", ["members = 501", "qr_expires_on = NULL"])
    def test_keep_to_what_wechat_allows(self, change):
        group = WeChatGroupFactory()
        with pytest.raises(IntegrityError):
            execute(f"UPDATE directory_wechatgroup SET {change} WHERE id = %s", group.pk)  # noqa: S608 (own words)


class TestServices:
    @pytest.mark.parametrize("kind", INSERTS)
    def test_do_not_begin_at_a_closed_village(self, kind):
        adviser = AdviserFactory()
        execute(INSERTS[kind], VillageFactory().pk, adviser.pk)
        with pytest.raises(IntegrityError):
            execute(INSERTS[kind], closed(VillageFactory()).pk, AdviserFactory().pk)

    @pytest.mark.parametrize("make", [AssignmentFactory, CoverFactory])
    def test_do_not_move_to_a_closed_village_but_end_at_one(self, make):
        row = make()
        with pytest.raises(IntegrityError):
            execute(
                f"UPDATE {row._meta.db_table} SET village_id = %s WHERE id = %s",  # noqa: S608 (own words)
                closed(VillageFactory()).pk,
                row.pk,
            )
        closed(row.village)
        row.ends_on = FAR_AHEAD
        row.save()


def test_guards_come_off_and_on():
    connection.check_constraints()
    GUARDS.remove(connection)
    GUARDS.install(connection)
    GUARDS.install(connection)
    assert GUARDS.missing(connection) == set()
    with pytest.raises(IntegrityError):
        insert_change(VillageFactory(), VillageFactory())
