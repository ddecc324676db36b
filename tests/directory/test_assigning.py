"""Assign, end, reassign: works, event, wrong person, wrong state, bad input, twice."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from directory import actions
from directory.models import Assignment
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CertificateFactory,
    CountyFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 1)


@pytest.fixture
def bureau():
    return AppointmentFactory(role="bureau").user


def logged(row):
    entries = ModelLogEntry.objects.for_instance(row).order_by("pk")
    return [(entry.action, entry.user) for entry in entries]


def test_assign_takes_the_lowest_free_slot(bureau):
    adviser = AdviserFactory()
    slots = [
        actions.assign(VillageFactory(), adviser, starts_on=DAY, by=bureau).slot for _ in range(3)
    ]
    assert slots == [1, 2, 3]


def test_assign_fills_the_gap_an_ended_term_left(bureau):
    adviser = AdviserFactory()
    first = actions.assign(VillageFactory(), adviser, starts_on=DAY, by=bureau)
    actions.assign(VillageFactory(), adviser, starts_on=DAY, by=bureau)
    actions.end_assignment(first, on=dt.date(2026, 11, 10), reason="调动", by=bureau)
    later = actions.assign(VillageFactory(), adviser, starts_on=dt.date(2026, 11, 11), by=bureau)
    assert later.slot == 1


def test_assign_leaves_one_line_in_the_audit_log(bureau):
    assignment = actions.assign(VillageFactory(), AdviserFactory(), starts_on=DAY, by=bureau)
    assert logged(assignment) == [("directory.assign", bureau)]


def test_a_superuser_may_assign():
    root = UserFactory(superuser=True)
    assert actions.assign(VillageFactory(), AdviserFactory(), starts_on=DAY, by=root).pk


@pytest.mark.parametrize("role", ["clerk", "office", "leader"])
def test_other_roles_may_not_assign(role):
    village = VillageFactory()
    place = {"clerk": village, "office": village.parent, "leader": village.parent.parent}[role]
    user = AppointmentFactory(role=role, place=place).user
    with pytest.raises(PermissionDenied):
        actions.assign(village, AdviserFactory(), starts_on=DAY, by=user)


def test_the_bureau_of_another_county_may_not_assign():
    elsewhere = CountyFactory(code="430811000000", name="武陵源区")
    user = AppointmentFactory(role="bureau", place=elsewhere).user
    with pytest.raises(PermissionDenied):
        actions.assign(VillageFactory(), AdviserFactory(), starts_on=DAY, by=user)


def test_an_ended_appointment_gives_no_right():
    user = AppointmentFactory(role="bureau", ends_on=dt.date(2026, 1, 1)).user
    with pytest.raises(PermissionDenied):
        actions.assign(VillageFactory(), AdviserFactory(), starts_on=DAY, by=user)


@pytest.mark.parametrize("user", [None, "inactive"])
def test_nobody_and_the_locked_out_may_not_assign(user):
    user = user and UserFactory(superuser=True, is_active=False)
    with pytest.raises(PermissionDenied):
        actions.assign(VillageFactory(), AdviserFactory(), starts_on=DAY, by=user)


def test_a_sixth_village_needs_a_written_reason(bureau):
    adviser = AdviserFactory()
    for _ in range(5):
        AssignmentFactory(adviser=adviser)
    village = VillageFactory()
    with pytest.raises(ValidationError) as refusal:
        actions.assign(village, adviser, starts_on=DAY, by=bureau, exception_reason="  ")
    assert "exception_reason" in refusal.value.message_dict
    sixth = actions.assign(village, adviser, starts_on=DAY, by=bureau, exception_reason="山路远")
    assert (sixth.slot, sixth.exception_reason) == (None, "山路远")


def test_a_reason_is_not_kept_where_no_exception_was_needed(bureau):
    assignment = actions.assign(
        VillageFactory(), AdviserFactory(), starts_on=DAY, by=bureau, exception_reason="x"
    )
    assert (assignment.slot, assignment.exception_reason) == (1, "")


def test_a_served_village_is_refused_in_words(bureau):
    served = AssignmentFactory()
    with pytest.raises(ValidationError) as refusal:
        actions.assign(served.village, AdviserFactory(), starts_on=DAY, by=bureau)
    assert "starts_on" in refusal.value.message_dict


def test_assigning_twice_changes_nothing(bureau):
    village, adviser = VillageFactory(), AdviserFactory()
    actions.assign(village, adviser, starts_on=DAY, by=bureau)
    with pytest.raises(ValidationError):
        actions.assign(village, adviser, starts_on=DAY, by=bureau)
    assert Assignment.objects.count() == 1


def test_bad_input_is_refused_in_words(bureau):
    lapsed = AdviserFactory(uncertified=True)
    CertificateFactory(adviser=lapsed, expired=True)
    for village, adviser in [
        (VillageFactory(), AdviserFactory(uncertified=True)),
        (VillageFactory(), lapsed),
        (TownshipFactory(), AdviserFactory()),
    ]:
        with pytest.raises(ValidationError):
            actions.assign(village, adviser, starts_on=DAY, by=bureau)


def test_end_keeps_the_row_as_history(bureau):
    assignment = AssignmentFactory()
    ended = actions.end_assignment(assignment, on=DAY, reason="退休", by=bureau)
    assert (ended.ends_on, ended.end_reason) == (DAY, "退休")
    assert Assignment.objects.current(DAY).get() == ended
    assert not Assignment.objects.current(DAY + dt.timedelta(days=1)).exists()
    assert logged(ended) == [("directory.end", bureau)]


def test_end_needs_the_right_a_reason_and_a_running_term(bureau):
    assignment = AssignmentFactory()
    with pytest.raises(PermissionDenied):
        actions.end_assignment(assignment, on=DAY, reason="x", by=UserFactory())
    with pytest.raises(ValidationError):
        actions.end_assignment(assignment, on=DAY, reason=" ", by=bureau)
    with pytest.raises(ValidationError):
        actions.end_assignment(assignment, on=dt.date(2020, 1, 1), reason="x", by=bureau)
    actions.end_assignment(assignment, on=DAY, reason="x", by=bureau)
    with pytest.raises(ValidationError):
        actions.end_assignment(assignment, on=DAY, reason="x", by=bureau)


def test_reassign_hands_over_without_a_gap_or_an_overlap(bureau):
    old = AssignmentFactory()
    new = actions.reassign(old.village, AdviserFactory(), on=DAY, by=bureau)
    old.refresh_from_db()
    assert old.ends_on == dt.date(2026, 10, 31)
    assert old.end_reason
    assert (new.starts_on, new.ends_on) == (DAY, None)


def test_reassign_changes_nothing_when_the_new_adviser_is_refused(bureau):
    old = AssignmentFactory()
    with pytest.raises(ValidationError):
        actions.reassign(old.village, AdviserFactory(uncertified=True), on=DAY, by=bureau)
    full = AdviserFactory()
    for _ in range(5):
        AssignmentFactory(adviser=full)
    with pytest.raises(ValidationError):
        actions.reassign(old.village, full, on=DAY, by=bureau)
    old.refresh_from_db()
    assert old.ends_on is None
