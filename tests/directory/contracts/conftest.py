"""A township with three villages, and the bureau's clerk in front of the screens."""

import pytest

from tests.directory.contracts.desk import person
from tests.factories.directory import TownshipFactory, VillageFactory


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-22 09:00+08:00")


@pytest.fixture
def township():
    return TownshipFactory(name="教字垭镇")


@pytest.fixture
def villages(township):
    names = ("沙田村委会", "板坪村委会", "竹园居委会")
    return [VillageFactory(parent=township, name=name) for name in names]


@pytest.fixture
def bureau(client, township):
    return person(client, "bureau", township.parent)
