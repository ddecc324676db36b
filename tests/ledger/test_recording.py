"""The ledger: gapless, append-only, by action and by raw SQL."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, close_old_connections, connection, transaction

from directory.ledger.actions import record
from directory.ledger.models import Entry, Volume
from directory.ledger.models.entry_guards import GUARDS
from tests.factories.directory import AdviserFactory, TownshipFactory, UserFactory, VillageFactory
from tests.factories.ledger import EntryFactory

DAY = dt.date(2026, 11, 2)


@pytest.fixture
def village(db):
    return VillageFactory()


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def insert(village, number, adviser, **changes):
    facts = {
        "volume_id": village.pk,
        "number": number,
        "kind": "visit",
        "happened_on": DAY,
        "adviser_id": adviser.pk,
        "summary": "到村坐班",
        "recorded_at": "2026-11-02 08:00",
    } | changes
    names = ", ".join(facts)
    marks = ", ".join(["%s"] * len(facts))
    sql(f"INSERT INTO ledger_entry ({names}) VALUES ({marks})", *facts.values())  # noqa: S608 (own names)


def test_numbers_run_per_village(village):
    other = VillageFactory()
    numbers = [EntryFactory(village=place).number for place in [village, village, other, village]]
    assert numbers == [1, 2, 1, 3]
    assert set(Volume.objects.values_list("village_id", flat=True)) == {village.pk, other.pk}


def test_an_entry_keeps_who_wrote_it_and_how_long_it_took(village):
    user = UserFactory()
    entry = EntryFactory(village=village, by=user, minutes=90, kind="lecture")
    assert (entry.recorded_by, entry.minutes, str(entry)) == (user, 90, f"{village.pk}-1")


def test_a_mistake_is_corrected_by_a_later_entry(village):
    wrong = EntryFactory(village=village)
    right = EntryFactory(village=village, corrects=wrong, summary="更正：咨询两件")
    assert list(Entry.objects.in_village(village).standing()) == [right]
    with pytest.raises(ValidationError):
        EntryFactory(village=village, corrects=wrong)
    with pytest.raises(ValidationError):
        EntryFactory(corrects=right)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "party"},
        {"summary": "  "},
        {"summary": "字" * 201},
        {"minutes": -1},
        {"happened_on": dt.date(2099, 1, 1)},
    ],
)
def test_bad_input_is_refused_and_takes_no_number(village, changes):
    with pytest.raises(ValidationError):
        EntryFactory(village=village, **changes)
    assert EntryFactory(village=village).number == 1


def test_only_villages_have_a_ledger(db):
    with pytest.raises(ValidationError):
        EntryFactory(village=TownshipFactory())


@pytest.mark.parametrize("number", [1, 3, 0, -1, 99])
def test_raw_numbers_with_a_gap_or_twice_are_refused(village, number):
    entry = EntryFactory(village=village)
    with pytest.raises(IntegrityError):
        insert(village, number, entry.adviser)
    insert(village, 2, entry.adviser)


def test_raw_corrections_stay_in_their_volume(village):
    foreign = EntryFactory()
    EntryFactory(village=village)
    with pytest.raises(IntegrityError):
        insert(village, 2, foreign.adviser, corrects_id=foreign.pk)


def test_raw_entries_cannot_take_the_place_of_others(village):
    first = EntryFactory(village=village)
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(IntegrityError):
        sql(
            f"{verb} INTO ledger_entry (id, volume_id, number, kind, happened_on, adviser_id,"
            " summary, recorded_at) VALUES (%s, %s, 2, 'visit', '2026-11-02', %s, 'x', %s)",
            first.pk,
            village.pk,
            first.adviser_id,
            "2026-11-02 08:00",
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET summary = 'x' WHERE id = %s",
        "UPDATE ledger_entry SET number = number WHERE id = %s",
        "DELETE FROM ledger_entry WHERE id = %s",
    ],
)
def test_raw_changes_are_refused(village, statement):
    entry = EntryFactory(village=village)
    with pytest.raises(IntegrityError):
        sql(statement, entry.pk)


def test_the_model_cannot_change_or_delete_either(village):
    entry = EntryFactory(village=village)
    entry.summary = "改了"
    for change in [entry.save, entry.delete]:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_guards_come_off_and_on(village):
    connection.check_constraints()
    GUARDS.remove(connection)
    GUARDS.install(connection)
    assert GUARDS.missing(connection) == set()
    entry = EntryFactory(village=village)
    with pytest.raises(IntegrityError):
        sql("DELETE FROM ledger_entry WHERE id = %s", entry.pk)


@pytest.mark.django_db(transaction=True)
def test_twenty_writers_at_once_get_twenty_numbers():
    village, adviser = VillageFactory(), AdviserFactory()
    errors = []

    def write():
        try:
            record(village=village, kind="visit", happened_on=DAY, adviser=adviser, summary="到村")
        except Exception as error:
            errors.append(error)
        finally:
            close_old_connections()
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(20)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert errors == []
    numbers = Entry.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 21))
