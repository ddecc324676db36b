"""Transitions and receipts."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations import receipts
from consultations.models import ActorKind, EventKind, Status
from consultations.transitions import TRANSITIONS, allowed, step


def test_every_state_is_in_the_table():
    assert set(TRANSITIONS) == {None, *Status}


def test_every_state_can_be_reached():
    reached = {found.status for row in TRANSITIONS.values() for found in row.values()}
    assert reached == set(Status)


@pytest.mark.parametrize("status", list(Status))
def test_nobody_goes_where_the_table_does_not_lead(status):
    for event, actor in itertools.product(EventKind, ActorKind):
        found = step(status, event, actor)
        if event == EventKind.OPEN:
            assert (found is not None) == (actor == ActorKind.BUREAU)
        elif found:
            assert actor in TRANSITIONS[status][event].actors
            assert found.status in Status


def test_what_is_withdrawn_stays_withdrawn():
    assert not TRANSITIONS[Status.WITHDRAWN]


@pytest.mark.parametrize("status", [s for s in Status if s != Status.WITHDRAWN])
def test_no_state_but_withdrawn_is_a_dead_end(status):
    assert any(allowed(status, actor) for actor in ActorKind)


@pytest.mark.parametrize("status", list(Status))
def test_only_advisers_decline_and_only_villagers_withdraw(status):
    for actor in ActorKind:
        events = allowed(status, actor)
        assert EventKind.DECLINE not in events or actor == ActorKind.ADVISER
        assert EventKind.WITHDRAW not in events or actor == ActorKind.VILLAGER


@pytest.mark.parametrize("status", [s for s in Status if s != Status.WITHDRAWN])
def test_it_can_be_taken_back_at_any_time(status):
    assert step(status, EventKind.WITHDRAW, ActorKind.VILLAGER).status == Status.WITHDRAWN


def test_after_the_answer_both_sides_may_still_write():
    assert step(Status.ANSWERED, EventKind.ASK_BACK, ActorKind.ADVISER).status == Status.WAITING
    assert step(Status.WAITING, EventKind.ANSWER, ActorKind.ADVISER).status == Status.ANSWERED
    assert step(Status.ANSWERED, EventKind.REPLY, ActorKind.VILLAGER).status == Status.ACCEPTED


def test_an_answered_question_is_closed_or_asked_again():
    assert step(Status.ANSWERED, EventKind.CLOSE, ActorKind.VILLAGER).status == Status.CLOSED
    assert step(Status.ANSWERED, EventKind.REOPEN, ActorKind.VILLAGER).status == Status.REOPENED
    assert step(Status.ROUTED, EventKind.CLOSE, ActorKind.ADVISER) is None


def test_the_same_form_gives_the_same_receipt():
    assert receipts.of_form("a") == receipts.of_form("a") != receipts.of_form("b")


@given(st.text())
def test_a_receipt_is_sixteen_digits(form_key):
    code = receipts.of_form(form_key)
    assert len(code) == 16
    assert code.isdigit()
    assert receipts.is_code(receipts.grouped(code))


def test_a_receipt_is_printed_in_groups():
    assert receipts.grouped("6217408399251140") == "6217 4083 9925 1140"


@pytest.mark.parametrize(
    "typed",
    [
        "6217408399251140",
        " 6217 4083-9925 1140 ",
        "６２１７ ４０８３ ９９２５ １１４０",
        "6217\u30004083 99251140",
    ],
)
def test_however_it_is_typed_it_is_the_same_code(typed):
    assert receipts.is_code(typed)
    assert receipts.hash_of(typed) == receipts.hash_of("6217408399251140")


@pytest.mark.parametrize("typed", ["", "621740839925114", "62174083992511400", "abcd", "٦٢١٧"])
def test_anything_else_is_no_code(typed):
    assert not receipts.is_code(typed)


def test_the_hash_does_not_show_the_code():
    assert "6217" not in receipts.hash_of("6217408399251140")


def test_the_tail_of_a_phone_is_bound_to_its_receipt():
    assert receipts.tail_of("139 7440 １２３４") == "1234"
    assert receipts.tail_of("12") == ""
    assert receipts.tail_hash("a", "1234") != receipts.tail_hash("b", "1234")
    assert receipts.tail_hash("a", "") == ""
