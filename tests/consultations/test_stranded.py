"""Unfinished questions whose desk was lost: each way to lose it, each state it may be in."""

import datetime as dt

import pytest

from consultations import actions
from consultations.models import Consultation, DeskRole, EventKind, Status
from directory.models import Assignment, Certificate
from portal.accounts.models import User
from tests.factories.directory import AdviserFactory, AssignmentFactory, CoverFactory, LeaveFactory

PAST = dt.date(2025, 12, 31)
UNFINISHED = ["accepted", "waiting"]
FINISHED = ["answered", "closed", "withdrawn", "held"]
LOSSES = {
    "assignment ended": lambda t: Assignment.objects.filter(pk=t.assignment.pk).update(
        ends_on=PAST
    ),
    "certificate expired": lambda t: Certificate.objects.filter(pk=t.lead.pk).update(
        valid_until=PAST
    ),
    "suspended": lambda t: Certificate.objects.filter(pk=t.lead.pk).update(suspended_on=PAST),
    "log-in closed": lambda t: User.objects.filter(pk=t.lead.user_id).update(is_active=False),
}


def fresh(row):
    return Consultation.objects.get(pk=row.pk)


@pytest.mark.parametrize("loss", LOSSES)
def test_however_the_desk_was_lost_the_next_one_gets_it(township, now, loss):
    row = township.ask()
    LOSSES[loss](township)
    assert actions.route_stranded(at=now) == 1
    assert actions.route_stranded(at=now) == 0
    assert fresh(row).adviser == township.neighbour
    assert row.events.filter(kind=EventKind.ROUTE, actor=None).count() == 2


@pytest.mark.parametrize("trait", UNFINISHED)
def test_in_every_unfinished_state_it_begins_anew(township, now, trait):
    row = township.ask(**{trait: True})
    LOSSES["suspended"](township)
    actions.route_stranded(at=now)
    assert (fresh(row).status, fresh(row).adviser) == (Status.ROUTED, township.neighbour)


@pytest.mark.parametrize("trait", FINISHED)
def test_what_is_finished_or_held_stays_where_it_is(township, now, trait):
    row = township.ask(**{trait: True})
    before = fresh(row)
    LOSSES["suspended"](township)
    assert actions.route_stranded(at=now) == 0
    after = fresh(row)
    assert (after.status, after.adviser, after.office) == (
        before.status,
        before.adviser,
        before.office,
    )


def test_a_cover_that_ended_gives_it_back_to_the_village_s_adviser(township, now):
    leave = LeaveFactory(adviser=township.lead)
    cover = CoverFactory(village=township.village, adviser=AdviserFactory(with_login=True))
    row = township.ask()
    assert row.desk_role == DeskRole.COVER
    cover.ends_on = leave.ends_on = PAST
    cover.save()
    leave.save()
    actions.route_stranded(at=now)
    assert (fresh(row).adviser, fresh(row).desk_role) == (township.lead, DeskRole.LEAD)


def test_a_conflict_that_came_later_moves_it_out_of_reach(township, now):
    """The neighbour begins to serve the village whose committee the question is about."""
    row = township.ask(concerns_committee=True)
    assert row.adviser == township.neighbour
    CoverFactory(village=township.village, adviser=township.neighbour)
    actions.route_stranded(at=now)
    assert (fresh(row).adviser, fresh(row).office) == (None, township.office)


def test_the_new_adviser_of_the_village_gets_it(township, now):
    row = township.ask()
    LOSSES["assignment ended"](township)
    new = AdviserFactory(with_login=True)
    AssignmentFactory(village=township.village, adviser=new, starts_on=dt.date(2026, 1, 1))
    actions.route_stranded(at=now)
    assert (fresh(row).adviser, fresh(row).desk_role) == (new, DeskRole.LEAD)


def test_who_declined_it_does_not_get_it_back(township, now):
    row = actions.decline(township.ask(), reason="有利害关系", by=township.lead.user, at=now)
    Certificate.objects.filter(pk=township.neighbour.pk).update(suspended_on=PAST)
    actions.route_stranded(at=now)
    assert fresh(row).office == township.office


def test_written_to_after_the_desk_was_lost_it_finds_the_next(township, now):
    """An answered question waits for nobody; a new word from the villager brings it back."""
    row = township.ask(answered=True)
    LOSSES["suspended"](township)
    actions.reply(row, text="还有一件事", at=now)
    actions.route_stranded(at=now)
    assert fresh(row).adviser == township.neighbour


def test_it_costs_nothing_when_nothing_is_stranded(township, now, django_assert_num_queries):
    for _row in range(5):
        township.ask()
    with django_assert_num_queries(1):
        assert actions.route_stranded(at=now) == 0
