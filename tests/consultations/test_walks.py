"""Whatever people press in whatever order, a consultation stays whole."""

import datetime as dt
import random

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consultations import actions
from consultations.models import Consultation, EventKind, Referral, Status
from consultations.transitions import MAX_REOPENINGS, TRANSITIONS, step
from directory.ledger.models import Entry
from tests.factories.consultations import ANSWER

STEPS = 30
TEXTS = ("白条上有名字", "还没给", "请先去投诉", ANSWER)


class Crowd:
    """Everybody who can press something, each at his own pages and in no order at all."""

    def __init__(self, township, seed):
        self.random = random.Random(seed)
        self.row = township.ask()
        self.staff = [
            township.lead.user,
            township.neighbour.user,
            township.office_staff.user,
            township.staff("bureau"),
            township.staff("clerk"),
        ]
        self.at = self.row.submitted_at

    def press(self):
        """Press one button some hours later; tell whether it was possible."""
        self.at += dt.timedelta(hours=self.random.randint(0, 40))
        action, words = self.random.choice([self._villager, self._desk])()
        try:
            action(self.row, at=self.at, **words)
        except (PermissionDenied, ValidationError):
            return False
        return True

    def _villager(self):
        text = {"text": self.random.choice(TEXTS)}
        buttons = [
            (actions.reply, text),
            (actions.reopen, text),
            (actions.solve, {}),
            (actions.rate, {"rating": self.random.randint(1, 5)}),
        ]
        taken_back = [(actions.withdraw, {})] if self.random.random() < 0.02 else []
        return self.random.choice(buttons + taken_back)

    def _desk(self):
        text, reason = {"text": self.random.choice(TEXTS)}, {"reason": "有利害关系"}
        action, words = self.random.choice(
            [
                (actions.accept, {}),
                (actions.answer, text),
                (actions.answer, text),
                (actions.ask_back, text),
                (actions.decline, reason),
                (actions.transfer, reason),
                (actions.refer, text | {"to": Referral.LEGAL_AID}),
                (actions.close, {}),
                (actions.mark_spam, {}),
                (actions.release, {}),
                (actions.open_by_bureau, reason),
            ]
        )
        return action, words | {"by": self.random.choice(self.staff)}


def check(row, at):
    """Everything that must be true of a consultation at any moment."""
    assert (row.adviser_id is None) != (row.office_id is None)
    assert row.reopened_count <= MAX_REOPENINGS
    assert row.submitted_at <= row.waiting_since <= at
    assert (row.closed_at is not None) or row.status != Status.CLOSED
    assert (row.rating is None) or row.closed_at
    assert Entry.objects.count() == (row.ledger_entry_id is not None)
    assert not row.ledger_entry_id or row.answered_at


def check_history(row):
    """The events are a chain along the table, and the last one is the present state."""
    before = ""
    for event in row.events.order_by("pk"):
        assert event.from_status == before
        taken = step(event.from_status or None, event.kind, event.actor_kind)
        assert taken, (event.from_status, event.kind, event.actor_kind)
        assert taken.status == event.to_status
        before = event.to_status
    assert before == row.status


@pytest.mark.parametrize("seed", range(12))
def test_a_consultation_stays_whole_whatever_is_pressed(township, seed):
    crowd = Crowd(township, seed)
    done = 0
    for _step in range(STEPS):
        events = crowd.row.events.count()
        possible = crowd.press()
        crowd.row = Consultation.objects.get(pk=crowd.row.pk)
        assert possible or crowd.row.events.count() == events
        check(crowd.row, crowd.at)
        done += possible
    check_history(crowd.row)
    assert done


def test_from_every_state_but_one_some_way_leads_to_the_end():
    ends = {Status.CLOSED, Status.WITHDRAWN}
    for status in set(Status) - {Status.WITHDRAWN}:
        reached, fringe = {status}, {status}
        while fringe:
            following = {s.status for state in fringe for s in TRANSITIONS[state].values()}
            fringe = following - reached
            reached |= fringe
        assert ends <= reached, status


def test_no_event_but_looking_keeps_the_actor_out_of_the_table():
    in_table = {event for row in TRANSITIONS.values() for event in row}
    assert set(EventKind) - in_table == {EventKind.OPEN}
