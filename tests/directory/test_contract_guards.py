"""The database itself keeps contracts true: every rule is broken with raw SQL."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from directory.models import Contract, ContractVillage
from directory.models.contract_guards import GUARDS
from tests.factories.directory import (
    CountyFactory,
    FirmFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.register import ContractFactory

pytestmark = pytest.mark.django_db
START, END = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
FAR, FURTHER = dt.date(2098, 1, 1), dt.date(2098, 12, 31)


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def insert_contract(party, kind="township", starts_on=START, ends_on=END, signed_on=None):
    number = f"合同{Contract.objects.count()}"
    sql(
        "INSERT INTO directory_contract (number, kind, party_id, firm_id, starts_on, ends_on,"
        " signed_on, procurement_reference, amount, file)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, '', NULL, '')",
        *[number, kind, party.pk, FirmFactory().pk, starts_on, ends_on, signed_on],
    )
    return Contract.objects.get(number=number)


def insert_line(contract, village):
    sql(
        "INSERT INTO directory_contractvillage (contract_id, village_id) VALUES (%s, %s)",
        *[contract.pk, village.pk],
    )


@pytest.fixture
def township():
    return TownshipFactory()


@pytest.fixture
def village(township):
    return VillageFactory(parent=township)


def test_right_rows_are_taken(township, village):
    insert_line(insert_contract(township), village)
    other = VillageFactory(parent=township)
    insert_line(insert_contract(other, "direct"), other)
    assert ContractVillage.objects.count() == 2


@pytest.mark.parametrize("kind", ["direct", "township", "gift"])
def test_a_county_is_no_party(kind):
    with pytest.raises(DatabaseError):
        insert_contract(CountyFactory(), kind)


def test_the_party_fits_the_kind(township, village):
    with pytest.raises(IntegrityError):
        insert_contract(township, "direct")
    with pytest.raises(IntegrityError):
        insert_contract(village, "township")


@pytest.mark.parametrize("kind", ["direct", "township"])
def test_an_update_cannot_change_to_a_party_of_another_kind(township, village, kind):
    party, wrong = (village, township) if kind == "direct" else (township, village)
    contract = insert_contract(party, kind)
    with pytest.raises(IntegrityError):
        sql("UPDATE directory_contract SET party_id = %s WHERE id = %s", wrong.pk, contract.pk)


def test_a_township_covers_its_own_villages_only(township):
    with pytest.raises(IntegrityError):
        insert_line(insert_contract(township), VillageFactory())


def test_only_villages_are_covered(township):
    with pytest.raises(IntegrityError):
        insert_line(insert_contract(township), township)


def test_a_direct_contract_covers_its_own_village_only(township, village):
    with pytest.raises(IntegrityError):
        insert_line(insert_contract(village, "direct"), VillageFactory(parent=township))


def test_a_party_cannot_move_away_from_its_villages(township, village):
    contract = insert_contract(township)
    insert_line(contract, village)
    elsewhere = TownshipFactory()
    with pytest.raises(IntegrityError):
        sql("UPDATE directory_contract SET party_id = %s WHERE id = %s", elsewhere.pk, contract.pk)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "overlaps"),
    [
        (dt.date(2026, 12, 31), dt.date(2027, 12, 31), True),
        (dt.date(2027, 1, 1), dt.date(2027, 12, 31), False),
        (dt.date(2025, 1, 1), dt.date(2026, 1, 1), True),
        (dt.date(2025, 1, 1), dt.date(2025, 12, 31), False),
        (dt.date(2026, 5, 1), dt.date(2026, 5, 1), True),
        (dt.date(2020, 1, 1), dt.date(2030, 1, 1), True),
    ],
)
def test_a_village_is_covered_once_a_day(township, village, starts_on, ends_on, overlaps):
    insert_line(insert_contract(township), village)
    other = insert_contract(village, "direct", starts_on, ends_on)
    if overlaps:
        with pytest.raises(IntegrityError):
            insert_line(other, village)
    else:
        insert_line(other, village)


def test_the_same_village_stands_once_on_a_contract(township, village):
    contract = insert_contract(township)
    insert_line(contract, village)
    with pytest.raises(IntegrityError):
        insert_line(contract, village)


@pytest.mark.parametrize("column", ["ends_on", "starts_on"])
def test_a_term_cannot_be_stretched_over_the_next(township, village, column):
    year = {"starts_on": dt.date(2027, 1, 1), "ends_on": dt.date(2027, 12, 31)}
    first = ContractFactory(party=township, villages=[village])
    second = ContractFactory(party=township, villages=[village], **year)
    row, day = (first, year["starts_on"]) if column == "ends_on" else (second, END)
    with pytest.raises(IntegrityError):
        sql(f"UPDATE directory_contract SET {column} = %s WHERE id = %s", day, row.pk)  # noqa: S608 (own names)


def test_a_coming_line_cannot_move_to_a_covered_village(township, village):
    ContractFactory(party=township, villages=[village], starts_on=FAR, ends_on=FURTHER)
    free = VillageFactory(parent=township)
    other = ContractFactory(party=township, villages=[free], starts_on=FAR, ends_on=FURTHER)
    move = "UPDATE directory_contractvillage SET village_id = %s WHERE contract_id = %s"
    with pytest.raises(IntegrityError):
        sql(move, village.pk, other.pk)
    sql(move, VillageFactory(parent=township).pk, other.pk)


def test_what_has_begun_stays(township, village):
    contract = ContractFactory(party=township, villages=[village])
    with pytest.raises(IntegrityError):
        sql("DELETE FROM directory_contractvillage WHERE contract_id = %s", contract.pk)
    with pytest.raises(IntegrityError):
        sql(
            "UPDATE directory_contractvillage SET village_id = %s WHERE contract_id = %s",
            *[VillageFactory(parent=township).pk, contract.pk],
        )
    empty = ContractFactory(party=township)
    with pytest.raises(IntegrityError):
        sql("DELETE FROM directory_contract WHERE id = %s", empty.pk)


def test_what_is_yet_to_come_may_be_taken_back(township, village):
    contract = ContractFactory(party=township, villages=[village], starts_on=FAR, ends_on=FURTHER)
    sql("DELETE FROM directory_contractvillage WHERE contract_id = %s", contract.pk)
    sql("DELETE FROM directory_contract WHERE id = %s", contract.pk)
    assert not Contract.objects.exists()


@pytest.mark.parametrize(
    "days",
    [
        {"ends_on": dt.date(2025, 12, 31)},
        {"signed_on": dt.date(2027, 1, 1)},
        {"starts_on": "soon"},
        {"signed_on": "2026-13-01"},
    ],
)
def test_days_are_days_in_order(township, days):
    with pytest.raises(DatabaseError):
        insert_contract(township, **days)


@pytest.mark.parametrize("day", [dt.date(2025, 12, 1), START, dt.date(2026, 3, 1), END])
def test_it_may_be_signed_late(township, day):
    assert insert_contract(township, signed_on=day).signed_on == day


def test_amounts_are_not_below_zero(township):
    contract = insert_contract(township)
    with pytest.raises(IntegrityError):
        sql("UPDATE directory_contract SET amount = -1 WHERE id = %s", contract.pk)


def test_guards_come_off_and_on(township, village):
    connection.check_constraints()
    GUARDS.remove(connection)
    GUARDS.install(connection)
    GUARDS.install(connection)
    assert GUARDS.missing(connection) == set()
    insert_line(insert_contract(township), village)
    with pytest.raises(IntegrityError):
        insert_line(insert_contract(township), village)
