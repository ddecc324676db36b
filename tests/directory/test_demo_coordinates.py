"""The demo's points: every place of the demo has one, all lie in the county, twice is once."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

import directory
from directory.distances import great_circle_km
from directory.management.demo import read
from directory.models import Adviser, Firm, Place
from tests.factories.directory import AdviserFactory, FirmFactory, TownshipFactory, VillageFactory

PACKAGE = Path(directory.__file__)
FOUND = read(PACKAGE, "coordinates.json")
LINES = (PACKAGE.parent / "demo" / "divisions.csv").read_text(encoding="utf-8").splitlines()
DIVISIONS = list(csv.DictReader(LINES))


def test_the_file_says_that_it_is_approximate():
    assert "Approximate" in FOUND["note"]


@pytest.mark.parametrize("level", ["township", "village"])
def test_every_place_of_the_demo_has_a_point(level):
    codes = {row["code"] for row in DIVISIONS if row["level"] == level}
    assert codes <= FOUND["places"].keys()


def test_offices_and_firms_of_the_demo_have_a_point():
    assert {row["place"] for row in read(PACKAGE, "offices.json")} == FOUND["offices"].keys()
    assert {row["name"] for row in read(PACKAGE, "firms.json")} == FOUND["firms"].keys()


@pytest.mark.parametrize("part", ["places", "offices", "firms", "advisers"])
def test_all_points_lie_in_the_county(part):
    for latitude, longitude in FOUND[part].values():
        assert 28.8 < latitude < 29.5
        assert 109.9 < longitude < 111.0


def test_villages_lie_around_their_township():
    for row in DIVISIONS:
        if row["level"] == "village":
            ends = FOUND["places"][row["code"]], FOUND["places"][row["parent_code"]]
            assert great_circle_km(*ends) < 9


def load():
    said = StringIO()
    call_command("load_demo_coordinates", stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_a_point_of_ours_stays():
    township = TownshipFactory(code="430802102000", name="教字垭镇")
    village = VillageFactory(code="430802102201", parent=township)
    ours = VillageFactory(code="430802102202", parent=township, latitude=29.0, longitude=110.0)
    FirmFactory(name="湖南禾田律师事务所")
    number = next(iter(FOUND["preferred_townships"]))
    adviser = AdviserFactory(certificate__number=number)
    township_code = FOUND["preferred_townships"][number][0]
    TownshipFactory(code=township_code)
    load()
    before = list(Place.objects.values_list("pk", "latitude", "longitude"))
    assert Place.objects.get(pk=village.pk).point == tuple(FOUND["places"][village.pk])
    assert Place.objects.get(pk=ours.pk).point == (29.0, 110.0)
    assert Firm.objects.get(name="湖南禾田律师事务所").point
    assert [place.pk for place in adviser.preferred_townships.all()] == [township_code]
    assert "0 approximate points, 0 advisers" in load()
    assert list(Place.objects.values_list("pk", "latitude", "longitude")) == before
    assert Adviser.objects.filter(preferred_townships=township_code).count() == 1
