"""The database itself refuses: every rule is broken with raw SQL, past models and actions."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import post_migrate, pre_migrate
from django.db.utils import DatabaseError

from directory.models import Assignment, Cover
from directory.models.term_guards import GUARDS
from portal.operations.guards import Guards
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CertificateFactory,
    CoverFactory,
    TownshipFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
START = dt.date(2026, 1, 1)


def insert_assignment(village, adviser, starts_on=START, ends_on=None, slot=1, reason=""):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO directory_assignment (village_id, adviser_id, starts_on, ends_on, slot,"
            " exception_reason, end_reason, created_at) VALUES (%s, %s, %s, %s, %s, %s, '', %s)",
            [village.pk, adviser.pk, starts_on, ends_on, slot, reason, "2026-01-01 00:00"],
        )


def insert_cover(village, adviser, starts_on=START, ends_on=dt.date(2026, 2, 1)):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO directory_cover (village_id, adviser_id, starts_on, ends_on, reason)"
            " VALUES (%s, %s, %s, %s, 'x')",
            [village.pk, adviser.pk, starts_on, ends_on],
        )


def update(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def delete_at_once(table, key, value):
    with transaction.atomic():
        update(f"DELETE FROM {table} WHERE {key} = %s", value)  # noqa: S608 (own names)
        connection.check_constraints()


def test_a_right_row_is_taken():
    insert_assignment(VillageFactory(), AdviserFactory())
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize("slot", [1, 2, 3, 4, 5])
def test_a_sixth_current_village_finds_every_slot_used(slot):
    adviser = AdviserFactory()
    for used in range(1, 6):
        insert_assignment(VillageFactory(), adviser, slot=used)
    with pytest.raises(IntegrityError):
        insert_assignment(VillageFactory(), adviser, slot=slot)


@pytest.mark.parametrize("slot", [0, 6, -1, 99])
def test_there_is_no_sixth_slot(slot):
    with pytest.raises(IntegrityError):
        insert_assignment(VillageFactory(), AdviserFactory(), slot=slot)


def test_no_slot_needs_a_reason():
    with pytest.raises(IntegrityError):
        insert_assignment(VillageFactory(), AdviserFactory(), slot=None)
    insert_assignment(VillageFactory(), AdviserFactory(), slot=None, reason="山路太远")


def test_a_slot_is_free_again_after_its_term():
    adviser = AdviserFactory()
    insert_assignment(VillageFactory(), adviser, ends_on=dt.date(2026, 3, 31))
    with pytest.raises(IntegrityError):
        insert_assignment(VillageFactory(), adviser, starts_on=dt.date(2026, 3, 31))
    insert_assignment(VillageFactory(), adviser, starts_on=dt.date(2026, 4, 1))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "overlaps"),
    [
        (dt.date(2026, 3, 31), None, True),
        (dt.date(2026, 4, 1), None, False),
        (dt.date(2025, 6, 1), dt.date(2026, 1, 1), True),
        (dt.date(2025, 6, 1), dt.date(2025, 12, 31), False),
        (dt.date(2026, 2, 1), dt.date(2026, 2, 1), True),
        (dt.date(2025, 1, 1), None, True),
    ],
)
def test_terms_of_a_village_never_share_a_day(starts_on, ends_on, overlaps):
    village = VillageFactory()
    insert_assignment(village, AdviserFactory(), START, dt.date(2026, 3, 31))
    if overlaps:
        with pytest.raises(IntegrityError):
            insert_assignment(village, AdviserFactory(), starts_on, ends_on)
    else:
        insert_assignment(village, AdviserFactory(), starts_on, ends_on)


def test_an_update_cannot_stretch_a_term_over_the_next():
    village = VillageFactory()
    first = AssignmentFactory(village=village, starts_on=START, ends_on=dt.date(2026, 3, 31))
    AssignmentFactory(village=village, starts_on=dt.date(2026, 4, 1))
    with pytest.raises(IntegrityError):
        update("UPDATE directory_assignment SET ends_on = NULL WHERE id = %s", first.pk)


def test_an_update_cannot_take_a_used_slot():
    adviser = AdviserFactory()
    AssignmentFactory(adviser=adviser)
    second = AssignmentFactory(adviser=adviser)
    with pytest.raises(IntegrityError):
        update("UPDATE directory_assignment SET slot = 1 WHERE id = %s", second.pk)


def test_an_ended_term_may_be_written_though_the_certificate_lapsed_since():
    assignment = AssignmentFactory(starts_on=START)
    assignment.certificate.suspended_on = dt.date(2025, 1, 1)
    assignment.certificate.save()
    update("UPDATE directory_assignment SET ends_on = %s WHERE id = %s", START, assignment.pk)


@pytest.mark.parametrize("insert", [insert_assignment, insert_cover])
class TestBothKindsOfService:
    def test_uncertified_advisers_are_refused(self, insert):
        with pytest.raises(IntegrityError):
            insert(VillageFactory(), AdviserFactory(uncertified=True))

    def test_expired_certificates_are_refused(self, insert):
        adviser = AdviserFactory(uncertified=True)
        CertificateFactory(adviser=adviser, expired=True)
        with pytest.raises(IntegrityError):
            insert(VillageFactory(), adviser)

    def test_certificates_that_begin_later_are_refused(self, insert):
        adviser = AdviserFactory(uncertified=True)
        CertificateFactory(adviser=adviser, valid_from=dt.date(2026, 1, 2))
        with pytest.raises(IntegrityError):
            insert(VillageFactory(), adviser)

    def test_suspended_certificates_are_refused(self, insert):
        adviser = AdviserFactory(uncertified=True)
        CertificateFactory(adviser=adviser, suspended_on=START)
        with pytest.raises(IntegrityError):
            insert(VillageFactory(), adviser)

    def test_only_villages_are_served(self, insert):
        with pytest.raises(IntegrityError):
            insert(TownshipFactory(), AdviserFactory())

    def test_days_are_in_order(self, insert):
        with pytest.raises(DatabaseError):
            insert(VillageFactory(), AdviserFactory(), ends_on=dt.date(2025, 12, 31))

    @pytest.mark.parametrize("day", ["2026-1-5", "soon", ""])
    def test_days_are_days(self, insert, day):
        if connection.vendor == "postgresql" and day == "2026-1-5":
            return  # PostgreSQL reads it as the day it is
        with pytest.raises(DatabaseError):
            insert(VillageFactory(), AdviserFactory(), starts_on=day)


def test_a_village_has_one_cover_a_day():
    village = VillageFactory()
    insert_cover(village, AdviserFactory())
    with pytest.raises(IntegrityError):
        insert_cover(village, AdviserFactory(), dt.date(2026, 2, 1), dt.date(2026, 2, 2))
    insert_cover(village, AdviserFactory(), dt.date(2026, 2, 2), dt.date(2026, 2, 2))
    assert Cover.objects.count() == 2


def test_a_certificate_in_use_cannot_go():
    certificate = AssignmentFactory().certificate
    with pytest.raises(IntegrityError):
        delete_at_once("directory_certificate", "adviser_id", certificate.pk)


def test_guards_come_off_and_on():
    """The reverse of the migration, and on again."""
    village = VillageFactory()
    connection.check_constraints()
    GUARDS.remove(connection)
    GUARDS.install(connection)
    GUARDS.install(connection)
    assert GUARDS.missing(connection) == set()
    CoverFactory(village=village)
    with pytest.raises(IntegrityError):
        insert_cover(village, AdviserFactory())


def test_migrate_takes_the_guards_off_and_puts_them_back():
    config = apps.get_app_config("directory")
    pre_migrate.send(config, app_config=config, using="default", plan=[])
    assert GUARDS.missing(connection) == set()
    pre_migrate.send(config, app_config=config, using="default", plan=["a step"])
    taken_off = set(GUARDS.sqlite) if connection.vendor == "sqlite" else set()
    assert GUARDS.missing(connection) == taken_off
    post_migrate.send(config, app_config=config, using="default", plan=["a step"])
    assert GUARDS.missing(connection) == set()


def test_guards_wait_for_their_tables():
    nothing = Guards(("no_such_table",), {"t": "nonsense"}, ("nonsense",), ())
    nothing.install(connection)
