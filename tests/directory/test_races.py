"""Two clerks of the bureau at once: the register stays true, and the loser is told in words."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from directory import actions
from directory.models import Assignment
from tests.factories.directory import AdviserFactory, UserFactory, VillageFactory

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2026, 11, 1)


def all_at_once(*calls):
    """Runs ``calls`` at the same moment; gives back what each returned or raised."""
    outcomes, gate = [], threading.Barrier(len(calls))

    def run(call):
        try:
            gate.wait()
            outcomes.append(call())
        except ValidationError as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def split(outcomes):
    refused = [outcome for outcome in outcomes if isinstance(outcome, ValidationError)]
    return len(outcomes) - len(refused), len(refused)


def assigning(village, adviser, root):
    return lambda: actions.assign(village, adviser, starts_on=DAY, by=root)


def test_one_village_gets_one_of_four_advisers():
    root, village = UserFactory(superuser=True), VillageFactory()
    advisers = [AdviserFactory() for _ in range(4)]
    outcomes = all_at_once(*[assigning(village, adviser, root) for adviser in advisers])
    assert split(outcomes) == (1, 3)
    assert Assignment.objects.count() == 1


def test_one_adviser_gets_five_of_seven_villages():
    root, adviser = UserFactory(superuser=True), AdviserFactory()
    villages = [VillageFactory() for _ in range(7)]
    outcomes = all_at_once(*[assigning(village, adviser, root) for village in villages])
    assert split(outcomes) == (5, 2)
    slots = Assignment.objects.order_by("slot").values_list("slot", flat=True)
    assert list(slots) == [1, 2, 3, 4, 5]


def test_handing_over_twice_at_once_leaves_one_lead():
    root, village = UserFactory(superuser=True), VillageFactory()
    actions.assign(village, AdviserFactory(), starts_on=dt.date(2026, 1, 1), by=root)
    new = [AdviserFactory() for _ in range(3)]
    handovers = [
        lambda adviser=adviser: actions.reassign(village, adviser, on=DAY, by=root)
        for adviser in new
    ]
    assert split(all_at_once(*handovers)) == (1, 2)
    assert Assignment.objects.current(DAY).filter(village=village).count() == 1
