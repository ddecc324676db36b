"""Two clerks write contracts at once: a village is covered once, and the loser is told in words."""

import datetime as dt
import threading
from functools import partial

import pytest
from django.db import DatabaseError, connection

from directory import actions
from directory.models import Contract, ContractVillage
from tests.directory.test_races import all_at_once, split
from tests.factories.directory import FirmFactory, TownshipFactory, UserFactory, VillageFactory
from tests.factories.register import ContractFactory

pytestmark = pytest.mark.django_db(transaction=True)
JUNE, JULY, DECEMBER = dt.date(2026, 6, 30), dt.date(2026, 7, 1), dt.date(2026, 12, 31)


@pytest.fixture
def township():
    return TownshipFactory()


@pytest.fixture
def villages(township):
    return [VillageFactory(parent=township) for _ in range(3)]


def recording(township, root, firm, number, starts_on=dt.date(2026, 1, 1)):
    days = {"starts_on": starts_on, "ends_on": DECEMBER}
    facts = {"number": number, "kind": "township", "party": township, "firm": firm}
    return lambda: actions.record_contract(by=root, **facts, **days)


def covered_twice():
    """Pairs of lines that put one village under two contracts on one day."""
    lines = list(ContractVillage.objects.select_related("contract"))
    return [
        (one, other)
        for one in lines
        for other in lines
        if one.pk < other.pk
        and one.village_id == other.village_id
        and one.contract.starts_on <= other.contract.ends_on
        and other.contract.starts_on <= one.contract.ends_on
    ]


def test_four_contracts_for_one_township_become_one(township, villages):
    root, firm = UserFactory(superuser=True), FirmFactory()
    calls = [recording(township, root, firm, f"号{number}") for number in range(4)]
    assert split(all_at_once(*calls)) == (1, 3)
    assert Contract.objects.get().villages.count() == 3


def test_the_same_number_from_two_clerks_is_one_contract(township, villages):
    root, firm = UserFactory(superuser=True), FirmFactory()
    direct = [
        lambda village=village: actions.record_contract(
            by=root,
            number="同号",
            kind="direct",
            party=village,
            firm=firm,
            starts_on=JULY,
            ends_on=DECEMBER,
        )
        for village in villages[:2]
    ]
    assert split(all_at_once(*direct)) == (1, 1)


def test_an_extension_and_the_next_contract_do_not_meet(township, villages):
    root, firm = UserFactory(superuser=True), FirmFactory()
    present = ContractFactory(party=township, villages=villages, ends_on=JUNE)
    extend = partial(actions.change_contract, present, by=root, ends_on=DECEMBER)
    assert split(all_at_once(extend, recording(township, root, firm, "下一份", JULY))) == (1, 1)
    assert covered_twice() == []


def test_raw_sql_at_once_does_not_get_past_the_database(township, villages):
    """One stretches a term over a village that the other puts under the next contract."""
    present = ContractFactory(party=township, villages=villages, ends_on=JUNE)
    following = ContractFactory(party=township, starts_on=JULY, ends_on=DECEMBER)
    line = "INSERT INTO directory_contractvillage (contract_id, village_id) VALUES (%s, %s)"
    stretch = "UPDATE directory_contract SET ends_on = %s WHERE id = %s"
    outcomes, gate = [], threading.Barrier(2)

    def run(statement, values):
        try:
            gate.wait()
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
            outcomes.append(True)
        except DatabaseError:
            outcomes.append(False)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=[line, [following.pk, villages[0].pk]]),
        threading.Thread(target=run, args=[stretch, [DECEMBER, present.pk]]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False, True]
    assert covered_twice() == []
