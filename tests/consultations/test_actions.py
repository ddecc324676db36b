"""What desk and villager do: works · event · wrong person · wrong state · bad input · twice."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consultations import actions
from consultations.models import (
    ActorKind,
    Consultation,
    DeskRole,
    EventKind,
    Referral,
    Status,
)
from consultations.transitions import step
from directory.models import Office
from tests.factories.consultations import ANSWER
from tests.factories.directory import UserFactory

DESK_ACTIONS = {
    EventKind.ACCEPT: (actions.accept, {}),
    EventKind.ANSWER: (actions.answer, {"text": "请先投诉"}),
    EventKind.ASK_BACK: (actions.ask_back, {"text": "一共欠多少？"}),
    EventKind.DECLINE: (actions.decline, {"reason": "我代理过对方"}),
    EventKind.TRANSFER: (actions.transfer, {"reason": "要现场调查"}),
    EventKind.REFER: (actions.refer, {"to": Referral.LEGAL_AID, "text": "请到法律援助中心申请。"}),
    EventKind.CLOSE: (actions.close, {}),
    EventKind.SPAM: (actions.mark_spam, {}),
}
VILLAGER_ACTIONS = {
    EventKind.REPLY: (actions.reply, {"text": "是包工头写的"}),
    EventKind.WITHDRAW: (actions.withdraw, {}),
    EventKind.REOPEN: (actions.reopen, {"text": "他还是不给"}),
    EventKind.CLOSE: (actions.solve, {}),
    EventKind.RATE: (actions.rate, {"rating": 5}),
}
STATES = [Status.ROUTED, Status.ACCEPTED, Status.WAITING, Status.ANSWERED, Status.CLOSED]
TEXT_ACTIONS = [EventKind.ANSWER, EventKind.ASK_BACK, EventKind.REFER]


def fresh(row):
    return Consultation.objects.get(pk=row.pk)


def last_event(row):
    return row.events.order_by("-pk").first()


@pytest.mark.parametrize("status", STATES)
@pytest.mark.parametrize("event", DESK_ACTIONS)
def test_the_desk_does_what_the_table_allows_and_nothing_else(township, now, status, event):
    row = township.ask(until=status)
    action, values = DESK_ACTIONS[event]
    before = row.events.count()
    if step(status, event, ActorKind.ADVISER):
        action(row, by=township.lead.user, at=now, **values)
        found = row.events.filter(kind=event).last()
        assert found.actor == township.lead.user
        assert found.from_status == status
    else:
        with pytest.raises(ValidationError):
            action(row, by=township.lead.user, at=now, **values)
        assert (row.events.count(), fresh(row).status) == (before, status)


@pytest.mark.parametrize("status", STATES)
@pytest.mark.parametrize("event", [e for e in VILLAGER_ACTIONS if e != EventKind.CLOSE])
def test_the_villager_does_what_the_table_allows_and_nothing_else(township, now, status, event):
    row = township.ask(until=status)
    action, values = VILLAGER_ACTIONS[event]
    before = row.events.count()
    if step(status, event, ActorKind.VILLAGER):
        action(row, at=now, **values)
        found = last_event(row)
        assert (found.kind, found.actor, found.actor_kind) == (event, None, ActorKind.VILLAGER)
    else:
        with pytest.raises(ValidationError):
            action(row, at=now, **values)
        assert row.events.count() == before


@pytest.mark.parametrize("event", DESK_ACTIONS)
def test_nobody_else_acts_on_it(township, now, event):
    row = township.ask(answered=True) if event == EventKind.CLOSE else township.ask()
    action, values = DESK_ACTIONS[event]
    strangers = [township.neighbour.user, UserFactory(), UserFactory(superuser=True)]
    strangers += [township.staff(role) for role in ("clerk", "office", "bureau", "leader")]
    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            action(row, by=stranger, at=now, **values)


@pytest.mark.parametrize("event", TEXT_ACTIONS)
@pytest.mark.parametrize("text", ["", "  \n", "长" * 2001])
def test_an_empty_or_endless_text_changes_nothing(township, now, event, text):
    row = township.ask()
    action, values = DESK_ACTIONS[event]
    with pytest.raises(ValidationError):
        action(row, by=township.lead.user, at=now, **(values | {"text": text}))
    assert fresh(row).status == Status.ROUTED
    assert not row.messages.exists()


@pytest.mark.parametrize("action", [actions.decline, actions.transfer])
def test_giving_it_away_needs_a_reason(township, now, action):
    with pytest.raises(ValidationError):
        action(township.ask(), reason=" ", by=township.lead.user, at=now)


def test_the_same_answer_twice_is_one_message(township, now):
    row = township.ask()
    for _tap in range(2):
        actions.answer(row, text=ANSWER, by=township.lead.user, at=now)
    assert row.messages.count() == 1
    assert row.events.filter(kind=EventKind.ANSWER).count() == 1


def test_another_answer_adds_to_the_first(township, now):
    row = township.ask(answered=True)
    actions.answer(row, text="补充一点", by=township.lead.user, at=now)
    assert row.messages.count() == 2


def test_asked_back_the_villager_is_on_turn_and_then_the_desk(township, now):
    row = township.ask(waiting=True)
    assert row.waiting_since < now
    for _tap in range(2):
        actions.reply(row, text="是包工头写的", at=now)
    after = fresh(row)
    assert (after.status, after.waiting_since) == (Status.ACCEPTED, now)
    assert row.messages.filter(sender=ActorKind.VILLAGER).count() == 1


def test_accepting_does_not_restart_the_wait(township, now):
    row = township.ask()
    actions.accept(row, by=township.lead.user, at=now)
    assert fresh(row).waiting_since == row.submitted_at


def test_declined_it_goes_to_the_next_desk_at_once(township, now):
    row = township.ask()
    after = actions.decline(row, reason="我代理过对方", by=township.lead.user, at=now)
    assert (after.status, after.adviser) == (Status.ROUTED, township.neighbour)
    assert row.events.get(kind=EventKind.DECLINE).note == "我代理过对方"
    after = actions.decline(after, reason="也不行", by=township.neighbour.user, at=now)
    assert (after.adviser, after.office) == (None, township.office)


def test_transferred_the_office_answers(township, now):
    row = township.ask()
    actions.transfer(row, reason="要现场调查", by=township.lead.user, at=now)
    assert (fresh(row).office, fresh(row).desk_role) == (township.office, DeskRole.OFFICE)
    with pytest.raises(PermissionDenied):
        actions.answer(row, text=ANSWER, by=township.lead.user, at=now)
    message = actions.answer(row, text=ANSWER, by=township.staff("office"), at=now)
    assert message.sender == ActorKind.OFFICE


def test_without_an_office_it_is_handed_to_the_bureau(township, now):
    Office.objects.filter(pk=township.office.pk).delete()
    row = actions.transfer(township.ask(), reason="要调查", by=township.lead.user, at=now)
    assert row.desk_role == DeskRole.BUREAU


def test_referring_tells_the_villager_where_to_go(township, now):
    row = township.ask()
    to = Referral.LEGAL_AID
    actions.refer(row, to=to, text="请到法律援助中心。", by=township.lead.user, at=now)
    assert fresh(row).status == Status.REFERRED
    assert row.messages.get().text == "请到法律援助中心。"
