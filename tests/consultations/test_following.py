"""After the answer: closing with its ledger entry, asking again, rating, opening, finding."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consultations import actions, receipts
from consultations.models import Consultation, DeskRole, EventKind, Status
from directory.ledger.models import Entry
from directory.models import Certificate
from tests.factories.consultations import ANSWER, ConsultationFactory
from tests.factories.directory import UserFactory


def fresh(row):
    return Consultation.objects.get(pk=row.pk)


def test_closing_writes_the_ledger_in_the_same_breath(township, now):
    row = actions.solve(township.ask(answered=True), at=now)
    entry = row.ledger_entry
    assert (row.status, row.closed_at) == (Status.CLOSED, now)
    assert (entry.volume_id, entry.number) == (township.village.pk, 1)
    assert (entry.adviser, entry.kind) == (township.lead, "consultation")
    assert row.question not in entry.summary


def test_closing_twice_is_one_entry(township, now):
    row = township.ask(answered=True)
    for _tap in range(2):
        actions.solve(row, at=now)
    assert Entry.objects.count() == 1


def test_asked_again_and_closed_again_it_keeps_its_entry(township, now):
    row = township.ask(closed=True)
    entry = row.ledger_entry
    actions.reopen(row, text="他还是不给", at=now)
    actions.answer(row, text="那就申请支付令。", by=township.lead.user, at=now)
    assert actions.close(row, by=township.lead.user, at=now).ledger_entry == entry
    assert Entry.objects.count() == 1


def test_what_only_an_office_answered_writes_no_entry(township, now):
    row = township.ask()
    actions.transfer(row, reason="要现场调查", by=township.lead.user, at=now)
    actions.answer(row, text=ANSWER, by=township.staff("office"), at=now)
    assert actions.solve(row, at=now).ledger_entry is None


def test_it_can_be_asked_again_twice(township, now):
    row = township.ask(answered=True)
    for turn in range(2):
        actions.reopen(row, text=f"还没解决{turn}", at=now)
        actions.answer(row, text=f"再试试{turn}", by=township.lead.user, at=now)
    assert fresh(row).reopened_count == 2
    with pytest.raises(ValidationError):
        actions.reopen(row, text="第三次", at=now)


def test_asking_again_by_double_tap_counts_once(township, now):
    row = township.ask(answered=True)
    for _tap in range(2):
        actions.reopen(row, text="还没解决", at=now)
    assert fresh(row).reopened_count == 1


@pytest.mark.parametrize(("days", "possible"), [(29, True), (31, False)])
def test_it_can_be_asked_again_for_thirty_days(township, now, days, possible):
    row = township.ask(answered=True)
    at = now + dt.timedelta(days=days)
    if possible:
        assert actions.reopen(row, text="还没解决", at=at).status == Status.REOPENED
    else:
        with pytest.raises(ValidationError):
            actions.reopen(row, text="还没解决", at=at)


def test_asked_again_after_the_adviser_left_it_finds_a_new_desk(township, now):
    row = township.ask(answered=True)
    Certificate.objects.filter(pk=township.lead.pk).update(suspended_on=dt.date(2026, 1, 1))
    assert actions.reopen(row, text="还没解决", at=now).adviser == township.neighbour


def test_stranded_questions_are_sent_on(township, now):
    row, done = township.ask(), township.ask(closed=True)
    assert actions.route_stranded(at=now) == 0
    Certificate.objects.filter(pk=township.lead.pk).update(suspended_on=dt.date(2026, 1, 1))
    assert actions.route_stranded(at=now) == 1
    assert fresh(row).adviser == township.neighbour
    assert fresh(done).adviser == township.lead


def test_a_rating_is_given_once(township, now):
    row = actions.rate(township.ask(closed=True), rating=4, note="说得明白", at=now)
    assert (fresh(row).rating, fresh(row).rating_note) == (4, "说得明白")
    with pytest.raises(ValidationError):
        actions.rate(row, rating=1, at=now)


@pytest.mark.parametrize("rating", [0, 6, None])
def test_a_rating_is_between_one_and_five(township, now, rating):
    with pytest.raises(ValidationError):
        actions.rate(township.ask(closed=True), rating=rating, at=now)


def test_the_bureau_opens_with_a_reason_and_it_is_history(township, now):
    row, bureau = township.ask(), township.staff("bureau")
    with pytest.raises(ValidationError):
        actions.open_by_bureau(row, reason=" ", by=bureau, at=now)
    actions.open_by_bureau(row, reason="群众来电反映无人答复", by=bureau, at=now)
    event = row.events.order_by("-pk").first()
    assert (event.kind, event.actor) == (EventKind.OPEN, bureau)
    assert event.note == "群众来电反映无人答复"
    assert fresh(row).status == Status.ROUTED


def test_nobody_but_the_bureau_opens(township, now):
    row = township.ask()
    others = [township.lead.user, township.neighbour.user, UserFactory(superuser=True)]
    others += [township.staff(role) for role in ("clerk", "office", "leader")]
    for other in others:
        with pytest.raises(PermissionDenied):
            actions.open_by_bureau(row, reason="看看", by=other, at=now)


def test_a_nuisance_is_held_and_released_by_the_bureau(township, now):
    row = township.ask()
    actions.mark_spam(row, by=township.lead.user, at=now)
    assert (fresh(row).status, fresh(row).desk_role) == (Status.SPAM, DeskRole.BUREAU)
    with pytest.raises(PermissionDenied):
        actions.release(row, by=township.lead.user, at=now)
    after = actions.release(row, by=township.staff("bureau"), at=now)
    assert (after.status, after.adviser) == (Status.ROUTED, township.lead)


def test_the_receipt_finds_it(township):
    row = ConsultationFactory(village=township.village, topic=township.topic, form_key="k")
    code = receipts.grouped(receipts.of_form("k"))
    assert actions.find(code, "").pk == row.pk
    assert actions.find(code, "1234").pk == row.pk
    assert actions.find("0" * 16, "") is None


@pytest.mark.parametrize(("tail", "found"), [("1234", True), ("", False), ("4321", False)])
def test_with_a_phone_its_tail_is_needed(township, tail, found):
    township.ask(form_key="k", phone="13974401234")
    assert bool(actions.find(receipts.of_form("k"), tail)) == found


def test_a_look_up_is_one_query_hit_or_miss(township, django_assert_num_queries):
    township.ask(form_key="k", phone="13974401234")
    for code, tail in [
        (receipts.of_form("k"), "1234"),
        (receipts.of_form("k"), ""),
        ("1" * 16, ""),
    ]:
        with django_assert_num_queries(1):
            actions.find(code, tail)
