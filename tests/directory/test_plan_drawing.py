"""Maps, bars and curves as numbers; and km in SQL against the formula in Python."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.distances import great_circle_km, road_km
from directory.models import Assignment
from directory.planning import with_km
from directory.planning.drawing import WIDTH, Frame, Spot, draw_bars, draw_curve, draw_map, hull
from tests.factories.directory import AdviserFactory, AssignmentFactory, VillageFactory

POINTS = st.tuples(st.floats(28.9, 29.4), st.floats(110.0, 110.9))


def spot(point, township="教字垭镇", **facts):
    return Spot("竹园坪村", point, township, facts.pop("start", None), **facts)


@given(st.lists(POINTS, min_size=1, max_size=20))
def test_all_marks_lie_on_the_map(points):
    found = draw_map([spot(point) for point in points], {points[0]: "向明"})
    for dot in found.dots:
        assert 0 <= dot.x <= WIDTH
        assert 0 <= dot.y <= found.height
    assert found.scale < WIDTH


def test_north_is_up_and_a_km_is_as_long_both_ways():
    middle, north, east = (29.1, 110.4), (29.2, 110.4), (29.1, 110.5)
    frame = Frame([middle, north, east])
    x, y = frame.at(middle)
    assert frame.at(north)[1] < y
    assert frame.at(east)[0] > x
    up = (y - frame.at(north)[1]) / great_circle_km(middle, north)
    right = (frame.at(east)[0] - x) / great_circle_km(middle, east)
    assert up == pytest.approx(right, rel=0.01)


def test_emphasised_villages_are_kept_apart():
    found = draw_map([spot((29.1, 110.4)), spot((29.2, 110.5), emphasised=True)], {})
    assert (len(found.quiet), len(found.emphasised)) == (1, 1)
    assert found.quiet[0].start is None


def test_names_do_not_stand_on_each_other():
    near = [spot((29.1, 110.4), "永定街道"), spot((29.1001, 110.4), "崇文街道")]
    found = draw_map([*near, spot((29.4, 110.9), "三家馆乡")], {})
    assert sum(area.label is not None for area in found.areas) == 2


def test_no_village_no_map():
    assert draw_map([], {}) is None


def test_a_hull_leaves_out_what_lies_inside():
    square = [(0, 0), (0, 4), (4, 0), (4, 4)]
    assert sorted(hull([*square, (2, 2), (1, 3)])) == square
    assert hull([(1, 1), (1, 1)]) == [(1, 1)]


def test_bars_are_sorted_and_as_long_as_their_way():
    bars = draw_bars([("向明", (10, 1), (40, 4)), ("田芳", (80, 5), (20, 2))])
    assert [bar.name for bar in bars] == ["田芳", "向明"]
    assert (bars[0].before_length, bars[0].after_length) == (100, 25)
    assert draw_bars([("向明", (0, 0), (0, 0))])[0].before_length == 0


def test_the_curve_falls_from_left_to_right():
    curve = draw_curve([(0, 100, 0.5), (4, 50, 0.4), (9, 40, 0.3)], (4, 50))
    points = [tuple(map(float, pair.split(","))) for pair in curve.line.split()]
    assert points[0] == (curve.left, curve.top)
    assert [x for x, _y in points] == sorted(x for x, _y in points)
    assert curve.chosen == points[1]
    assert draw_curve([(0, 100, 0.5)], (0, 100)) is None


@pytest.mark.django_db
class TestKmInSql:
    @pytest.mark.parametrize("at", ["adviser", "firm"])
    def test_it_is_the_formula_s(self, at):
        adviser = AdviserFactory()
        start = adviser if at == "adviser" else adviser.firm
        start.latitude, start.longitude = 29.117, 110.479
        start.save()
        village = VillageFactory(latitude=28.93, longitude=110.71)
        AssignmentFactory(adviser=adviser, village=village)
        row = with_km(Assignment.objects.all(), 1.4).get()
        assert row.km == pytest.approx(road_km((29.117, 110.479), village.point, 1.4))

    def test_at_the_door_it_is_nothing(self):
        place = {"latitude": 29.117, "longitude": 110.479}
        AssignmentFactory(adviser=AdviserFactory(**place), village=VillageFactory(**place))
        assert with_km(Assignment.objects.all(), 1.4).get().km == 0

    def test_an_unknown_end_makes_it_unknown(self):
        AssignmentFactory(village=VillageFactory(latitude=29.1, longitude=110.4))
        AssignmentFactory(adviser=AdviserFactory(latitude=29.1, longitude=110.4))
        assert [row.km for row in with_km(Assignment.objects.all(), 1.4)] == [None, None]
