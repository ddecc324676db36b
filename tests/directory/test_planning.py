"""Planning over values: what must hold for any county, and the best answer for tiny ones."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from directory.distances import imbalance, road_km
from directory.planning import Wishes, propose
from tests.directory.counties import FAR, HERE, NEAR, TOWNSHIPS, adviser, village

POINTS = st.tuples(st.floats(28.9, 29.4), st.floats(110.0, 110.9))


@st.composite
def counties(draw, most_villages=14, most_advisers=6, cap=5, unknown=True):
    """Villages and advisers; the present keeps the cap, some are unserved, some leave."""
    points = st.none() | POINTS if unknown else POINTS
    count = draw(st.integers(1, most_advisers))
    advisers = [
        adviser(
            number,
            draw(points),
            preferred=frozenset(draw(st.sets(st.sampled_from(TOWNSHIPS), max_size=1))),
            cap=cap,
            is_leaving=draw(st.booleans()) if unknown and number > 1 else False,
        )
        for number in range(1, count + 1)
    ]
    villages: list = []
    held: Counter = Counter()
    for number in range(draw(st.integers(1, most_villages))):
        free = [one.id for one in advisers if held[one.id] < cap]
        lead = draw(st.sampled_from([*free, None] if unknown else free)) if free else None
        assume(lead is not None or unknown)
        held[lead] += 1
        township = draw(st.sampled_from(TOWNSHIPS))
        villages.append(village(number, lead, draw(points), township))
    return villages, advisers


WISHES = st.builds(
    Wishes,
    road_factor=st.floats(1, 2),
    change_cost_km=st.floats(0, 60),
    preference_km=st.floats(0, 20),
)


class TestAnyCounty:
    @given(counties(), WISHES)
    @settings(max_examples=60, deadline=None)
    def test_every_village_has_one_adviser_under_the_cap_and_leavers_none(self, county, wishes):
        villages, advisers = county
        found = propose(villages, advisers, wishes)
        if found.problems:
            assert not found.rows
            return
        assert [row.village for row in found.rows] == sorted(one.code for one in villages)
        served = Counter(row.after for row in found.rows)
        assert all(served[one.id] <= one.cap for one in advisers)
        assert not [one for one in advisers if one.is_leaving and served[one.id]]

    @given(counties(), WISHES)
    @settings(max_examples=30, deadline=None)
    def test_it_cannot_be_done_only_without_places(self, county, wishes):
        villages, advisers = county
        found = propose(villages, advisers, wishes)
        ready = [one for one in advisers if one.point and not one.is_leaving]
        if found.problems:
            assert len(villages) > sum(one.cap for one in ready)

    @given(counties(), WISHES)
    @settings(max_examples=30, deadline=None)
    def test_the_same_twice(self, county, wishes):
        assert propose(*county, wishes) == propose(*county, wishes)

    @given(counties(), WISHES)
    @settings(max_examples=30, deadline=None)
    def test_the_order_of_the_rows_does_not_matter(self, county, wishes):
        villages, advisers = county
        turned = propose(villages[::-1], advisers[::-1], wishes)
        assert turned.rows == propose(villages, advisers, wishes).rows

    @given(counties(unknown=False), WISHES)
    @settings(max_examples=60, deadline=None)
    def test_never_worse_than_the_present(self, county, wishes):
        found = propose(*county, wishes)
        assert found.objective <= found.present_objective + 1e-6

    @given(counties(), st.lists(st.floats(0, 300), min_size=2, max_size=4))
    @settings(max_examples=40, deadline=None)
    def test_a_higher_change_cost_never_changes_more(self, county, costs):
        found = [propose(*county, Wishes(change_cost_km=cost)) for cost in sorted(costs)]
        forced = _forced(*county)
        changes = [
            len([row for row in plan.changed if row.village not in forced]) for plan in found
        ]
        assert changes == sorted(changes, reverse=True)

    @given(counties(), WISHES)
    @settings(max_examples=30, deadline=None)
    def test_the_figures_are_those_of_the_rows(self, county, wishes):
        villages, advisers = county
        found = propose(villages, advisers, wishes)
        if found.problems:
            return
        known = sum(row.after_km for row in found.rows if row.after_km is not None)
        assert found.after["total"] == pytest.approx(known)
        assert found.after["unknown"] == sum(row.after_km is None for row in found.rows)


def _forced(villages, advisers):
    staying = {one.id for one in advisers if not one.is_leaving}
    return {one.code for one in villages if one.adviser not in staying}


def _objective(villages, advisers, served, wishes):
    """Value and least-total mean by the definition, without any of the search's code."""
    by_id = {one.id: one for one in advisers}

    def km(pairs):
        loads = dict.fromkeys(by_id, 0.0)
        for one, lead in pairs:
            loads[lead] += road_km(by_id[lead].point, one.point, wishes.road_factor)
        return loads

    choices = list(_choices(villages, advisers))
    least = min(sum(km(zip(villages, chosen, strict=True)).values()) for chosen in choices)
    mean = max(10.0, least / len(advisers))

    def objective(chosen):
        loads = km(zip(villages, chosen, strict=True)).values()
        burden = sum(load * (1 + load / mean) / 2 for load in loads)
        moved = sum(one.adviser != lead for one, lead in zip(villages, chosen, strict=True))
        bonus = _wished(villages, chosen, by_id, wishes)
        return burden - bonus + wishes.change_cost_km * moved

    return objective(served), min(map(objective, choices))


def _wished(villages, chosen, by_id, wishes):
    pairs = zip(villages, chosen, strict=True)
    return wishes.preference_km * sum(v.township in by_id[a].preferred for v, a in pairs)


def _choices(villages, advisers):
    for chosen in product([one.id for one in advisers], repeat=len(villages)):
        counts = Counter(chosen)
        if all(counts[one.id] <= one.cap for one in advisers):
            yield chosen


@given(counties(most_villages=5, most_advisers=3, cap=2, unknown=False), WISHES)
@settings(max_examples=60, deadline=None)
def test_tiny_counties_come_within_a_tenth_of_the_best_there_is(county, wishes):
    villages, advisers = sorted(county[0], key=lambda one: one.code), county[1]
    found = propose(villages, advisers, wishes)
    served = [row.after for row in found.rows]
    ours, best = _objective(villages, advisers, served, wishes)
    present = found.present_objective
    assert ours == pytest.approx(found.objective, abs=1e-6)
    assert best - 1e-6 <= ours <= best + 0.1 * (present - best) + 1e-6


def test_two_who_pass_each_other_on_the_road_swap():
    villages = [village(1, 1, point=FAR), village(2, 2, point=HERE)]
    found = propose(villages, [adviser(1), adviser(2, FAR)], Wishes())
    assert [row.after for row in found.rows] == [2, 1]
    assert found.before["total"] > 80
    assert found.after["total"] == 0
    assert found.changed[0].before_km > 40


def test_a_county_becomes_both_shorter_and_fairer():
    towns = [(29.0 + 0.1 * (n % 4), 110.2 + 0.15 * (n // 4)) for n in range(12)]
    advisers = [adviser(n + 1, towns[n]) for n in range(12)]
    villages = [village(n, (n * 5) % 12 + 1, towns[n % 12]) for n in range(48)]
    found = propose(villages, advisers, Wishes())
    assert found.after["total"] < found.before["total"] / 2
    assert found.after["most"] < found.before["most"]


def test_the_way_is_shared_and_not_only_short():
    """The least total leaves all of it to one adviser; the fair one costs little more."""
    advisers = [adviser(1, (29.1, 110.40)), adviser(2, (29.1, 110.39))]
    villages = [village(n, 1, (29.1, 110.60 + n / 1000)) for n in range(4)]
    found = propose(villages, advisers, Wishes(change_cost_km=0))
    loads = imbalance(load[1][0] for load in found.loads.values())
    assert loads.gini < 0.1
    assert Counter(row.after for row in found.rows) == {1: 2, 2: 2}


def test_a_preferred_township_draws():
    advisers = [adviser(1), adviser(2, NEAR, preferred=frozenset(TOWNSHIPS[:1]))]
    villages = [village(1, 1)]
    assert propose(villages, advisers, Wishes(change_cost_km=0, preference_km=0)).changed == []
    drawn = propose(villages, advisers, Wishes(change_cost_km=0, preference_km=20))
    assert drawn.rows[0].after == 2


def test_a_high_change_cost_leaves_all_as_it_is():
    villages = [village(1, 1, point=FAR), village(2, 2, point=HERE)]
    found = propose(villages, [adviser(1), adviser(2, FAR)], Wishes(change_cost_km=1000))
    assert found.changed == []
    assert found.before == found.after


def test_the_curve_begins_with_the_present_and_falls():
    villages = [village(n, n % 3 + 1, point=(29.0 + n / 50, 110.4)) for n in range(12)]
    advisers = [adviser(n, (29.0 + n / 12, 110.4)) for n in (1, 2, 3)]
    curve = propose(villages, advisers, Wishes()).curve
    assert curve[0][0] == 0
    assert [point[0] for point in curve] == sorted({point[0] for point in curve})
    assert curve[-1][1] < curve[0][1]


def test_what_leaves_is_shared_among_those_who_stay():
    villages = [village(n, 1, NEAR) for n in range(4)]
    advisers = [adviser(1, is_leaving=True), adviser(2), adviser(3)]
    found = propose(villages, advisers, Wishes(change_cost_km=500))
    assert Counter(row.after for row in found.rows) == {2: 2, 3: 2}


def test_who_serves_elsewhere_carries_that_way_too():
    advisers = [adviser(1, base_km=200.0, cap=3), adviser(2, NEAR)]
    found = propose([village(1, 1, (29.15, 110.45))], advisers, Wishes(change_cost_km=1))
    assert found.rows[0].after == 2
    assert [round(load[0]) for load in found.loads[1]] == [210, 200]


def test_an_exception_written_down_may_stay():
    villages = [village(n, 1) for n in range(6)]
    assert propose(villages, [adviser(1, cap=6), adviser(2, FAR)], Wishes()).changed == []


def test_no_village_at_all():
    assert propose([], [adviser(1)], Wishes()).rows == ()
