"""Cover and leave: works, event, wrong person, wrong state, bad input, twice."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from directory import actions
from directory.models import Cover, Leave
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    LeaveFactory,
    TownshipFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 11, 2), dt.date(2026, 11, 8)


def cover(village, adviser, by, **changes):
    facts = {"starts_on": FIRST, "ends_on": LAST, "reason": "出差"} | changes
    return actions.cover(village, adviser, by=by, **facts)


@pytest.mark.parametrize("role", ["bureau", "office"])
def test_bureau_and_township_office_may_name_a_cover(role):
    village = VillageFactory()
    place = village.parent if role == "office" else village.parent.parent
    user = AppointmentFactory(role=role, place=place).user
    stand_in = cover(village, AdviserFactory(), user)
    assert Cover.objects.current(LAST).get() == stand_in
    assert ModelLogEntry.objects.for_instance(stand_in).get().action == "directory.cover"


def test_another_townships_office_and_the_clerk_may_not():
    village = VillageFactory()
    county = village.parent.parent
    for role, place in [("office", TownshipFactory()), ("clerk", village), ("leader", county)]:
        user = AppointmentFactory(role=role, place=place).user
        with pytest.raises(PermissionDenied):
            cover(village, AdviserFactory(), user)
    with pytest.raises(PermissionDenied):
        cover(village, AdviserFactory(), None)


@pytest.fixture
def bureau():
    return AppointmentFactory(role="bureau").user


def test_somebody_who_is_away_is_no_cover(bureau):
    leave = LeaveFactory(starts_on=LAST, ends_on=LAST)
    with pytest.raises(ValidationError):
        cover(VillageFactory(), leave.adviser, bureau)
    assert cover(VillageFactory(), leave.adviser, bureau, ends_on=dt.date(2026, 11, 7)).pk


def test_the_lead_is_no_cover_of_his_own_village(bureau):
    lead = AssignmentFactory()
    with pytest.raises(ValidationError):
        cover(lead.village, lead.adviser, bureau)


def test_cover_twice_or_with_bad_input_is_refused(bureau):
    village = VillageFactory()
    cover(village, AdviserFactory(), bureau)
    with pytest.raises(ValidationError):
        cover(village, AdviserFactory(), bureau)
    for changes in [
        {"ends_on": dt.date(2026, 11, 1)},
        {"reason": ""},
        {"reason": "x" * 201},
    ]:
        with pytest.raises(ValidationError):
            cover(VillageFactory(), AdviserFactory(), bureau, **changes)
    with pytest.raises(ValidationError):
        cover(VillageFactory(), AdviserFactory(uncertified=True), bureau)


def test_leave_works_once(bureau):
    adviser = AdviserFactory()
    leave = actions.grant_leave(adviser, starts_on=FIRST, ends_on=LAST, by=bureau, reason="病假")
    assert Leave.objects.current(FIRST).get() == leave
    assert ModelLogEntry.objects.for_instance(leave).get().user == bureau
    with pytest.raises(ValidationError):
        actions.grant_leave(adviser, starts_on=LAST, ends_on=LAST, by=bureau)


def test_leave_is_the_bureaus_to_give():
    for role, place in [("office", TownshipFactory()), ("clerk", VillageFactory())]:
        user = AppointmentFactory(role=role, place=place).user
        with pytest.raises(PermissionDenied):
            actions.grant_leave(AdviserFactory(), starts_on=FIRST, ends_on=LAST, by=user)
    with pytest.raises(PermissionDenied):
        actions.grant_leave(AdviserFactory(), starts_on=FIRST, ends_on=LAST, by=None)


def test_leave_days_are_in_order(bureau):
    with pytest.raises(ValidationError):
        actions.grant_leave(AdviserFactory(), starts_on=LAST, ends_on=FIRST, by=bureau)


def test_terms_can_be_made_shorter_only(bureau):
    stand_in = cover(VillageFactory(), AdviserFactory(), bureau)
    leave = actions.grant_leave(AdviserFactory(), starts_on=FIRST, ends_on=LAST, by=bureau)
    for term in [stand_in, leave]:
        assert actions.shorten(term, on=FIRST, by=bureau).ends_on == FIRST
        with pytest.raises(ValidationError):
            actions.shorten(term, on=LAST, by=bureau)
        with pytest.raises(ValidationError):
            actions.shorten(term, on=dt.date(2026, 11, 1), by=bureau)
        with pytest.raises(PermissionDenied):
            actions.shorten(term, on=FIRST, by=None)
