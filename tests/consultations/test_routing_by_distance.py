"""Among neighbours with equal load the nearest gets the question, at no further query."""

import pytest

from consultations.models import DeskRole
from directory.models import Firm, Place
from tests.factories.consultations import Township
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    LeaveFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
HERE = {"latitude": 29.10, "longitude": 110.40}
NEAR = {"latitude": 29.12, "longitude": 110.42}
FAR = {"latitude": 29.40, "longitude": 110.90}


@pytest.fixture
def township():
    """The lead is away; a first neighbour lives far off, a second (with a higher key) near."""
    found = Township()
    LeaveFactory(adviser=found.lead)
    Place.objects.filter(pk=found.village.pk).update(**HERE)
    _move(found.neighbour, FAR)
    found.near = _neighbour(found, **NEAR)
    return found


def _neighbour(township, **facts):
    adviser = AdviserFactory(with_login=True, **facts)
    AssignmentFactory(village=VillageFactory(parent=township.place), adviser=adviser)
    return adviser


def _move(adviser, point):
    type(adviser).objects.filter(pk=adviser.pk).update(**point)


def test_the_nearest_neighbour_is_taken(township):
    row = township.ask()
    assert (row.adviser, row.desk_role) == (township.near, DeskRole.NEIGHBOUR)


def test_the_way_begins_at_the_firm_of_who_has_no_point_of_her_own(township):
    _move(township.near, {"latitude": None, "longitude": None})
    Firm.objects.filter(pk=township.near.firm_id).update(**NEAR)
    assert township.ask().adviser == township.near


@pytest.mark.parametrize("unknown", ["village", "adviser"])
def test_with_one_distance_unknown_none_counts(township, unknown):
    nowhere = {"latitude": None, "longitude": None}
    if unknown == "village":
        Place.objects.filter(pk=township.village.pk).update(**nowhere)
    else:
        _move(township.near, nowhere)
    assert township.ask().adviser == township.neighbour


def test_load_comes_before_the_way(township):
    AssignmentFactory(village=VillageFactory(parent=township.place), adviser=township.near)
    assert township.ask().adviser == township.neighbour


def test_distances_ask_nothing_more_however_many_advisers(township, django_assert_max_num_queries):
    for number in range(12):
        _neighbour(township, latitude=29.2 + number / 100, longitude=110.5)
    with django_assert_max_num_queries(14):
        township.ask()
