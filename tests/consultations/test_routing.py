"""Routing is total, deterministic, and never names somebody excluded."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from consultations.models import DeskRole
from consultations.routing import Candidate, Desks, is_candidate, route

ROLES = [DeskRole.LEAD, DeskRole.COVER, DeskRole.NEIGHBOUR]
MOMENTS = st.none() | st.datetimes(timezones=st.just(dt.UTC))
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        id=st.integers(1, 50),
        name=st.just("向明远"),
        role=st.sampled_from(ROLES),
        certified=st.booleans(),
        on_leave=st.booleans(),
        declined=st.booleans(),
        knows_topic=st.booleans(),
        villages=st.integers(0, 5),
        open_count=st.integers(0, 9),
        last_routed_at=MOMENTS,
        distance_km=st.none() | st.floats(0, 90),
    ),
    max_size=9,
    unique_by=lambda candidate: candidate.id,
)
DESKS = st.builds(Desks, office=st.none() | st.just("430802001000"), bureau=st.just("430802000000"))


def adviser(number, role=DeskRole.NEIGHBOUR, **kwargs):
    return Candidate(id=number, name=f"顾问{number}", role=role, **kwargs)


def chosen(*candidates, **kwargs):
    return route(candidates, Desks("office", "bureau"), **kwargs)


@given(CANDIDATES, DESKS, st.booleans())
def test_it_is_total_and_names_exactly_one_desk(candidates, desks, committee):
    decision = route(candidates, desks, concerns_committee=committee)
    assert (decision.adviser is None) != (decision.office is None)
    assert decision.reason


@given(CANDIDATES, DESKS, st.booleans())
def test_it_never_names_an_excluded_adviser(candidates, desks, committee):
    decision = route(candidates, desks, concerns_committee=committee)
    by_id = {candidate.id: candidate for candidate in candidates}
    if decision.adviser is not None:
        named = by_id[decision.adviser]
        assert named.certified
        assert not named.on_leave
        assert not named.declined
        assert not (committee and named.role in (DeskRole.LEAD, DeskRole.COVER))


@given(CANDIDATES, DESKS, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(candidates, desks, committee, random):
    first = route(candidates, desks, concerns_committee=committee)
    random.shuffle(candidates)
    assert route(candidates, desks, concerns_committee=committee) == first


@given(CANDIDATES, DESKS, st.booleans())
def test_an_office_is_named_only_if_no_adviser_fits(candidates, desks, committee):
    decision = route(candidates, desks, concerns_committee=committee)
    fits = any(is_candidate(c, concerns_committee=committee) for c in candidates)
    assert (decision.adviser is not None) == fits
    if not fits:
        assert decision.office == (desks.office or desks.bureau)


def test_the_lead_goes_before_cover_and_neighbour():
    rows = adviser(3), adviser(2, DeskRole.COVER), adviser(1, DeskRole.LEAD, villages=5)
    assert chosen(*rows).adviser == 1


@pytest.mark.parametrize("why", [{"on_leave": True}, {"declined": True}, {"certified": False}])
def test_the_cover_steps_in(why):
    lead = adviser(1, DeskRole.LEAD, **why)
    assert chosen(lead, adviser(2, DeskRole.COVER), adviser(3)).adviser == 2


def test_a_question_against_the_committee_leaves_the_village():
    lead, cover = adviser(1, DeskRole.LEAD), adviser(2, DeskRole.COVER)
    assert chosen(lead, cover, adviser(9), concerns_committee=True).adviser == 9
    assert chosen(lead, cover, concerns_committee=True).office == "office"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"villages": 1, "distance_km": 80.0}, {"villages": 2, "distance_km": 1.0}),
        ({"distance_km": 2.0}, {"distance_km": 3.0, "knows_topic": True}),
        ({"knows_topic": True, "open_count": 7}, {"open_count": 0}),
        ({"open_count": 1}, {"open_count": 2}),
        ({}, {"last_routed_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}),
    ],
)
def test_among_neighbours_the_better_one_is_named(better, worse):
    assert chosen(adviser(2, **better), adviser(1, **worse)).adviser == 2


def test_unknown_distances_count_as_equal():
    assert chosen(adviser(2, distance_km=1.0), adviser(1)).adviser == 1


def test_the_lowest_id_breaks_the_last_tie():
    assert chosen(adviser(8), adviser(4), adviser(6)).adviser == 4


def test_the_reason_is_in_plain_words():
    with translation.override("en"):
        assert chosen(adviser(1, DeskRole.LEAD)).reason == (
            "顾问1 · adviser of this village · on duty today"
        )
        assert "kept apart" in chosen(adviser(1), concerns_committee=True).reason


def test_the_bureau_is_the_last_desk():
    decision = route([], Desks(None, "bureau"))
    assert (decision.role, decision.office) == (DeskRole.BUREAU, "bureau")
