"""Distances and how evenly they are shared: known values and what must hold for any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.distances import gini, great_circle_km, imbalance, road_km

COUNTY_SEAT = (29.117, 110.479)
TIANMEN = (29.052, 110.482)
POINTS = st.tuples(st.floats(3, 54), st.floats(73, 136))
KM = st.lists(st.floats(0, 500), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        (COUNTY_SEAT, COUNTY_SEAT, 0),
        ((29.0, 110.0), (30.0, 110.0), 111.195),
        ((0.0, 0.0), (0.0, 180.0), 20015.1),
        (COUNTY_SEAT, TIANMEN, 7.233),
    ],
)
def test_great_circle(a, b, km):
    assert great_circle_km(a, b) == pytest.approx(km, rel=1e-3)


@given(POINTS, POINTS, POINTS)
def test_a_distance_is_the_same_both_ways_and_no_detour_is_shorter(a, b, c):
    assert great_circle_km(a, b) == pytest.approx(great_circle_km(b, a), abs=1e-6)
    assert great_circle_km(a, b) <= great_circle_km(a, c) + great_circle_km(c, b) + 1e-6


def test_a_road_is_longer_by_the_factor():
    assert road_km(COUNTY_SEAT, TIANMEN, 1.4) == pytest.approx(
        1.4 * great_circle_km(COUNTY_SEAT, TIANMEN)
    )


@pytest.mark.parametrize(
    ("a", "b"), [(None, TIANMEN), (COUNTY_SEAT, None), (None, None)], ids=["from", "to", "both"]
)
def test_an_unknown_end_makes_the_road_unknown(a, b):
    assert road_km(a, b, 1.4) is None


def test_figures_of_a_small_county():
    found = imbalance([10, 20, 30, 100], far_km=60)
    assert (found.advisers, found.total, found.mean, found.median) == (4, 160, 40, 25)
    assert (found.most, found.far_share, found.ratio) == (100, 0.25, 4)
    assert found.gini == pytest.approx(0.4375)


def test_nobody_travels():
    assert imbalance([]).total == 0
    nobody = imbalance([0, 0])
    assert (nobody.gini, nobody.ratio) == (0, None)


@given(KM)
def test_gini_lies_between_equal_and_one_for_all(km):
    assert 0 <= gini(km) <= 1


@given(st.floats(0.1, 500), st.integers(1, 40))
def test_equal_ways_have_no_gini(km, count):
    assert gini([km] * count) == pytest.approx(0, abs=1e-9)


@given(KM, st.floats(0.5, 10))
def test_gini_knows_no_unit(km, scale):
    assert gini([scale * value for value in km]) == pytest.approx(gini(km), abs=1e-6)


@given(KM)
def test_gini_is_the_mean_difference(km):
    pairs = sum(abs(x - y) for x in km for y in km)
    total = sum(km)
    expected = pairs / (2 * len(km) * total) if total > 1e-9 else gini(km)
    assert gini(km) == pytest.approx(expected, abs=1e-6)
