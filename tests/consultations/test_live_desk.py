"""A desk is live: somebody can sit at it; what it stores is in the language of the site."""

import datetime as dt
import re

import pytest
from django.utils import translation

from consultations import actions
from consultations.actions import desks
from consultations.models import Consultation, DeskRole, EventKind, Referral, Status
from directory.models import Appointment, Certificate, Office
from tests.factories.consultations import ANSWER
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    LeaveFactory,
    VillageFactory,
)

LATIN = re.compile(r"[A-Za-z]{3}")


def suspend(adviser):
    Certificate.objects.filter(pk=adviser.pk).update(suspended_on=dt.date(2026, 1, 1))


def close_login(adviser):
    adviser.user.is_active = False
    adviser.user.save()


def test_an_adviser_without_log_in_gets_no_question(township):
    close_login(township.lead)
    assert township.ask().adviser == township.neighbour
    close_login(township.neighbour)
    AssignmentFactory(village=VillageFactory(parent=township.place), adviser=AdviserFactory())
    assert township.ask().office == township.office


def test_a_closed_log_in_strands_what_lay_there(township, now):
    row = township.ask()
    close_login(township.lead)
    assert actions.route_stranded(at=now) == 1
    assert Consultation.objects.get(pk=row.pk).adviser == township.neighbour


def test_an_office_where_nobody_works_is_no_desk(township, now):
    Appointment.objects.filter(pk=township.office_staff.pk).update(ends_on=dt.date(2025, 1, 1))
    row = actions.transfer(township.ask(), reason="要调查", by=township.lead.user, at=now)
    assert (row.desk_role, row.office) == (DeskRole.BUREAU, township.bureau_office)


def test_what_found_a_desk_meanwhile_is_left_there(township, now, monkeypatch):
    """Taken back between looking and locking: the rest is routed all the same."""
    first, second = township.ask(), township.ask()
    suspend(township.lead)
    locked = desks._route_if_stranded

    def late(pk, at):
        if pk == first.pk:
            actions.withdraw(first, at=at)
        return locked(pk, at)

    monkeypatch.setattr(desks, "_route_if_stranded", late)
    assert actions.route_stranded(at=now) == 1
    assert Consultation.objects.get(pk=first.pk).status == Status.WITHDRAWN
    assert Consultation.objects.get(pk=second.pk).adviser == township.neighbour


@pytest.mark.parametrize("case", ["held", "spam", "transfer", "office", "bureau", "made"])
def test_the_reason_is_stored_in_the_language_of_the_site(township, now, case):
    with translation.override("en"):
        if case == "made":
            Office.objects.all().delete()
        if case in ("office", "bureau", "made"):
            Certificate.objects.update(suspended_on=dt.date(2026, 1, 1))
        if case == "bureau":
            township.office_staff.delete()
        row = township.ask(held=case == "held")
        if case == "spam":
            row = actions.mark_spam(row, by=township.lead.user, at=now)
        if case == "transfer":
            row = actions.transfer(row, reason="要调查", by=township.lead.user, at=now)
    assert not LATIN.search(row.route_reason), row.route_reason
    assert case != "made" or not LATIN.search(row.office.name)


def test_the_place_referred_to_is_noted_in_the_language_of_the_site(township, now):
    row = township.ask()
    with translation.override("en"):
        actions.refer(row, to=Referral.MEDIATION, text=ANSWER, by=township.lead.user, at=now)
    assert not LATIN.search(row.events.get(kind=EventKind.REFER).note)


def test_who_only_asked_back_did_not_answer(township, now):
    """The adviser asked, the office answered: nothing to count for the adviser."""
    row, lead = township.ask(waiting=True), township.lead.user
    actions.transfer(row, reason="要现场调查", by=lead, at=now)
    actions.answer(row, text=ANSWER, by=township.office_staff.user, at=now)
    assert actions.solve(row, at=now).ledger_entry is None


def test_what_the_adviser_answered_first_counts(township, now):
    row, lead = township.ask(answered=True), township.lead.user
    actions.reopen(row, text="还没解决", at=now)
    actions.transfer(row, reason="要现场调查", by=lead, at=now)
    actions.answer(row, text="我们去看看。", by=township.office_staff.user, at=now)
    assert actions.solve(row, at=now).ledger_entry.adviser == township.lead


def test_leave_alone_strands_nothing(township, now):
    township.ask()
    LeaveFactory(adviser=township.lead)
    assert actions.route_stranded(at=now) == 0
