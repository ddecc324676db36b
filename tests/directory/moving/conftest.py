"""A closed village, its successor, and the bureau that moves what hangs on it."""

import datetime as dt

import pytest

from directory.actions import move_services, record_change
from tests.directory.moving.days import ON, SINCE
from tests.factories.directory import AppointmentFactory, CountyFactory, VillageFactory


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 1, tzinfo=dt.UTC))


@pytest.fixture
def bureau():
    return AppointmentFactory(role="bureau", place=CountyFactory()).user


@pytest.fixture
def village():
    return VillageFactory(name="老村委会")


@pytest.fixture
def heir(village):
    return VillageFactory(name="新村委会", parent=village.parent)


@pytest.fixture
def merge(village, heir, bureau):
    """Closes the village into its successor and moves its services."""

    def act(on=ON):
        [change] = record_change("merged", village, heir, happened_on=SINCE, by=bureau)
        move_services(change, {}, on=on, by=bureau)
        change.refresh_from_db()
        return change

    return act
