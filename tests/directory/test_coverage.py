"""Coverage: never two leads, over random histories; and the small rules."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory import actions
from directory.coverage import Coverage, coverage_in, lowest_free_slot, with_coverage
from directory.models import Assignment, Cover, Place
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CoverFactory,
    LeaveFactory,
    UserFactory,
    VillageFactory,
)

START = dt.date(2026, 1, 1)
DAYS = st.integers(0, 40).map(lambda days: START + dt.timedelta(days=days))
STEP = st.tuples(
    st.sampled_from(["assign", "reassign", "end", "cover", "leave"]),
    st.integers(0, 2),
    st.integers(0, 6),
    DAYS,
    st.integers(0, 20),
)


@pytest.mark.parametrize(
    ("taken", "slot"),
    [([], 1), ([1, 2], 3), ([2, 3], 1), ([1, 2, 3, 4, 5], None), ([None, 1], 2), ([5, 4, 2, 1], 3)],
)
def test_the_lowest_slot_not_taken(taken, slot):
    assert lowest_free_slot(taken) == slot


def test_who_is_called():
    lead, cover = object(), object()
    assert Coverage(lead, None).serving is lead
    assert Coverage(lead, cover).serving is lead
    assert Coverage(lead, cover, is_lead_away=True).serving is cover
    assert Coverage(lead, None, is_lead_away=True).serving is None
    assert Coverage(None, cover).serving is cover
    assert Coverage().serving is None
    assert Coverage(lead, cover, is_lead_away=True).is_covered
    assert not Coverage(lead, cover).is_covered
    assert not Coverage().is_covered


def coverage(village, on=None):
    return coverage_in(with_coverage(Place.objects.filter(pk=village.pk), on).get())


@pytest.mark.django_db
def test_coverage_is_read_from_the_register():
    village = VillageFactory()
    assert coverage(village) == Coverage()
    lead = AssignmentFactory(village=village).adviser
    cover = CoverFactory(village=village).adviser
    assert coverage(village) == Coverage(lead, cover)
    LeaveFactory(adviser=lead)
    assert coverage(village).serving == cover
    LeaveFactory(adviser=cover)
    assert coverage(village).serving is None
    assert coverage(village, dt.date(2020, 1, 1)) == Coverage()


def take(step, villages, advisers, root):
    """Tries one step of a history; what is refused is simply not done."""
    kind, where, who, day, length = step
    village, adviser, last = villages[where], advisers[who], day + dt.timedelta(days=length)
    if kind == "assign":
        actions.assign(village, adviser, starts_on=day, by=root)
    elif kind == "reassign":
        actions.reassign(village, adviser, on=day, by=root)
    elif kind == "end":
        for row in village.assignments.current(day):
            actions.end_assignment(row, on=day, reason="x", by=root)
    elif kind == "cover":
        actions.cover(village, adviser, starts_on=day, ends_on=last, reason="x", by=root)
    else:
        actions.grant_leave(adviser, starts_on=day, ends_on=last, by=root)


@pytest.mark.django_db
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(STEP, min_size=3, max_size=12))
def test_no_history_gives_a_village_two_advisers_or_an_adviser_six_villages(history):
    root = UserFactory(superuser=True)
    villages = [VillageFactory() for _ in range(3)]
    advisers = [AdviserFactory() for _ in range(7)]
    for step in history:
        try:
            take(step, villages, advisers, root)
        except ValidationError:
            continue
    for offset in range(0, 62, 3):
        day = START + dt.timedelta(days=offset)
        for model in [Assignment, Cover]:
            served = model.objects.current(day).filter(village__in=villages)
            codes = list(served.values_list("village", flat=True))
            assert len(codes) == len(set(codes))
        slots = Assignment.objects.current(day).values_list("certificate", "slot")
        assert len(set(slots)) == len(slots)
        for village in villages:
            found = coverage(village, day)
            assert not found.is_covered or found.cover == found.serving
