"""Planning where something is unknown, missing or short: what it does, and says in words."""

import builtins

import pytest
from django.utils import translation

from directory.planning import SolverMissingError, Wishes, propose
from directory.planning.problem import some
from tests.directory.counties import FAR, HERE, NEAR, adviser, village


class TestUnknownPoints:
    @pytest.fixture(autouse=True)
    def _in_english(self):
        with translation.override("en"):
            yield

    def test_a_village_without_a_point_keeps_its_adviser(self):
        villages = [village(1, 1, point=None), village(2, 2)]
        found = propose(villages, [adviser(1, FAR), adviser(2)], Wishes())
        assert found.rows[0].after == 1
        assert found.rows[0].after_km is None
        assert "1 village without coordinates keeps its adviser." in found.notes

    def test_an_unserved_one_goes_by_the_middle_of_its_township(self):
        villages = [village(1, None, point=None), village(2, 1, NEAR), village(3, 1, NEAR)]
        found = propose(villages, [adviser(1, HERE, cap=3), adviser(2, FAR)], Wishes())
        assert found.rows[0].after == 1
        assert any("middle of its township" in note for note in found.notes)

    def test_a_township_of_which_nothing_is_known_is_served_all_the_same(self):
        found = propose([village(1, None, point=None)], [adviser(1)], Wishes())
        assert found.rows[0].after == 1

    def test_who_has_no_start_point_keeps_villages_and_gets_none(self):
        villages = [village(1, 1, FAR), village(2, None)]
        found = propose(villages, [adviser(1, None), adviser(2, FAR)], Wishes())
        assert [row.after for row in found.rows] == [1, 2]
        assert "向明1" in found.notes[0]


class TestNotEnoughPlaces:
    @pytest.fixture(autouse=True)
    def _in_english(self):
        with translation.override("en"):
            yield

    def test_it_says_how_many_are_short_and_where(self):
        villages = [village(n, 1 if n < 5 else 2) for n in range(10)]
        advisers = [adviser(1), adviser(2, is_leaving=True)]
        found = propose(villages, advisers, Wishes())
        assert found.problems == (
            "10 villages need 10 places; 1 advisers under the cap have 5: 5 short.",
            "教字垭镇: 5 villages need a new adviser.",
        )
        assert found.rows == ()

    def test_it_names_who_has_no_start_point(self):
        found = propose([village(1)], [adviser(1, None)], Wishes())
        assert "Without a start point nobody gets new villages: 向明1." in found.problems

    def test_many_names_are_cut(self):
        assert some([str(n) for n in range(10)]) == "0、1、2、3、4、5、6、7 and 2 more"


def test_without_scipy_it_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def absent(name, *rest, **more):
        if name.startswith("scipy"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(SolverMissingError, match="planner"):
        propose([village(1, 1)], [adviser(1)], Wishes())
