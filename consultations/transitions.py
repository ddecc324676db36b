"""What may follow what (product.md §3.2): one table, status × event → next status and who may.

``None`` stands for "there is no consultation yet". An event that is not in the table is refused.
"""

from typing import NamedTuple

from consultations.models import ActorKind as Actor
from consultations.models import EventKind as Event
from consultations.models import Status

MAX_REOPENINGS = 2
REOPEN_WITHIN_DAYS = 30

DESK = frozenset({Actor.ADVISER, Actor.OFFICE, Actor.BUREAU})
OFFICES = frozenset({Actor.OFFICE, Actor.BUREAU})
VILLAGER = frozenset({Actor.VILLAGER})
SYSTEM = frozenset({Actor.SYSTEM})
BUREAU = frozenset({Actor.BUREAU})
ADVISER = frozenset({Actor.ADVISER})


class Step(NamedTuple):
    """The state an event leads to, and the kinds of actor that may cause it."""

    status: Status
    actors: frozenset


# Consent can be taken back at any time, whatever the state (个人信息保护法 第十五条).
TAKEN_BACK = Step(Status.WITHDRAWN, VILLAGER)

_AT_DESK = {
    Event.ACCEPT: Step(Status.ACCEPTED, DESK),
    Event.ANSWER: Step(Status.ANSWERED, DESK),
    Event.ASK_BACK: Step(Status.WAITING, DESK),
    Event.DECLINE: Step(Status.DECLINED, ADVISER),
    Event.TRANSFER: Step(Status.TRANSFERRED, ADVISER),
    Event.REFER: Step(Status.REFERRED, DESK),
    Event.WITHDRAW: TAKEN_BACK,
    Event.SPAM: Step(Status.SPAM, DESK),
    # The desk that had it has left: the portal looks for the next one.
    Event.ROUTE: Step(Status.ROUTED, SYSTEM),
}


def _without(*events):
    return {event: step for event, step in _AT_DESK.items() if event not in events}


TRANSITIONS: dict[Status | None, dict[Event, Step]] = {
    None: {Event.SUBMIT: Step(Status.SUBMITTED, VILLAGER)},
    Status.SUBMITTED: {
        Event.ROUTE: Step(Status.ROUTED, SYSTEM),
        Event.SPAM: Step(Status.SPAM, SYSTEM),
        Event.WITHDRAW: TAKEN_BACK,
    },
    Status.ROUTED: _AT_DESK | {Event.REPLY: Step(Status.ROUTED, VILLAGER)},
    Status.TRANSFERRED: _AT_DESK | {Event.REPLY: Step(Status.TRANSFERRED, VILLAGER)},
    Status.ACCEPTED: _without(Event.ACCEPT) | {Event.REPLY: Step(Status.ACCEPTED, VILLAGER)},
    Status.REOPENED: _AT_DESK | {Event.REPLY: Step(Status.REOPENED, VILLAGER)},
    Status.WAITING: _without(Event.ACCEPT) | {Event.REPLY: Step(Status.ACCEPTED, VILLAGER)},
    Status.ANSWERED: {
        Event.ANSWER: Step(Status.ANSWERED, DESK),
        Event.ASK_BACK: Step(Status.WAITING, DESK),
        Event.REFER: Step(Status.REFERRED, DESK),
        # The answer may overtake what the villager is writing: her words still reach the desk.
        Event.REPLY: Step(Status.ACCEPTED, VILLAGER),
        Event.REOPEN: Step(Status.REOPENED, VILLAGER),
        Event.CLOSE: Step(Status.CLOSED, DESK | VILLAGER),
        Event.WITHDRAW: TAKEN_BACK,
    },
    Status.REFERRED: {
        Event.REOPEN: Step(Status.REOPENED, VILLAGER),
        Event.CLOSE: Step(Status.CLOSED, DESK | VILLAGER),
        Event.WITHDRAW: TAKEN_BACK,
    },
    Status.CLOSED: {
        Event.REOPEN: Step(Status.REOPENED, VILLAGER),
        Event.RATE: Step(Status.CLOSED, VILLAGER),
        Event.WITHDRAW: TAKEN_BACK,
    },
    Status.DECLINED: {Event.ROUTE: Step(Status.ROUTED, SYSTEM), Event.WITHDRAW: TAKEN_BACK},
    Status.SPAM: {Event.ROUTE: Step(Status.ROUTED, BUREAU), Event.WITHDRAW: TAKEN_BACK},
    Status.WITHDRAWN: {},
}


def step(status, event, actor):
    """Return the ``Step`` that ``event`` by ``actor`` takes from ``status``, or None."""
    if event == Event.OPEN:
        return Step(status, BUREAU) if actor in BUREAU and status is not None else None
    found = TRANSITIONS.get(status, {}).get(event)
    return found if found and actor in found.actors else None


def allowed(status, actor):
    """Return the set of events that ``actor`` may cause in ``status``."""
    return {event for event in TRANSITIONS.get(status, {}) if step(status, event, actor)}
