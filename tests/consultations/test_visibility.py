"""Whose rows: readable, visible, on the desk; and gone with the right."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from consultations import actions
from consultations.models import Consultation, Draft, Event, Message
from directory.models import Assignment, Certificate
from portal.accounts.models import User
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CoverFactory,
    LeaveFactory,
    PlaceFactory,
    TownshipFactory,
    UserFactory,
)


def sees(user):
    """What the user may: (work on, read, know of) any question; messages and events follow."""
    rows = Consultation.objects
    found = tuple(
        rows_of.exists()
        for rows_of in (rows.on_desk_of(user), rows.readable_by(user), rows.visible_to(user))
    )
    assert Message.objects.visible_to(user).exists() == found[1]
    assert Event.objects.visible_to(user).exists() == found[2]
    assert not Draft.objects.visible_to(user).exists()
    return found


ALL, NOTHING, METADATA = (True, True, True), (False, False, False), (False, False, True)


def test_the_desk_sees_all_and_strangers_nothing(township):
    township.ask(answered=True)
    assert sees(township.lead.user) == ALL
    for stranger in (
        township.neighbour.user,
        AnonymousUser(),
        UserFactory(),
        UserFactory(superuser=True),
        township.staff("clerk"),
        township.staff("office"),
        township.staff("leader"),
    ):
        assert sees(stranger) == NOTHING


def test_the_bureau_knows_that_it_exists(township):
    township.ask(answered=True)
    assert sees(township.staff("bureau")) == METADATA


def test_another_county_s_bureau_does_not(township):
    township.ask(answered=True)
    county = PlaceFactory(code="430811000000", name="武陵源区", level="county")
    assert sees(AppointmentFactory(role="bureau", place=county).user) == NOTHING


def test_opened_with_a_reason_the_bureau_reads_for_a_quarter_of_an_hour(township, now):
    row, bureau = township.ask(answered=True), township.staff("bureau")
    actions.open_by_bureau(row, reason="群众反映", by=bureau, at=now)
    assert sees(bureau) == (False, True, True)
    assert sees(township.staff("bureau")) == METADATA
    with time_machine.travel(now + dt.timedelta(minutes=16)):
        assert sees(bureau) == METADATA


def test_the_office_sees_what_lies_on_its_desk(township, now):
    row = township.ask(answered=False)
    actions.transfer(row, reason="要调查", by=township.lead.user, at=now)
    actions.answer(row, text="好的", by=township.staff("office"), at=now)
    assert sees(township.staff("office")) == ALL
    assert sees(township.lead.user) == NOTHING
    elsewhere = AppointmentFactory(role="office", place=TownshipFactory()).user
    assert sees(elsewhere) == NOTHING


@pytest.mark.parametrize(
    "loss",
    [
        lambda t: Assignment.objects.filter(pk=t.assignment.pk).update(ends_on="2025-12-31"),
        lambda t: Certificate.objects.filter(pk=t.lead.pk).update(suspended_on="2026-01-01"),
        lambda t: Certificate.objects.filter(pk=t.lead.pk).update(valid_until="2025-12-31"),
        lambda t: User.objects.filter(pk=t.lead.user_id).update(is_active=False),
    ],
)
def test_who_loses_the_right_sees_nothing_at_once(township, loss):
    township.ask(answered=True)
    assert sees(township.lead.user) == ALL
    loss(township)
    assert sees(User.objects.get(pk=township.lead.user_id)) == NOTHING


def test_an_ended_appointment_ends_at_once(township):
    township.ask(answered=True)
    appointment = AppointmentFactory(role="bureau", place=township.county)
    assert sees(appointment.user) == METADATA
    appointment.ends_on = dt.date(2025, 1, 1)
    appointment.save()
    assert sees(appointment.user) == NOTHING


def test_a_cover_sees_it_only_while_covering(township, now):
    LeaveFactory(adviser=township.lead)
    cover = CoverFactory(village=township.village, adviser=AdviserFactory(with_login=True))
    township.ask(answered=True)
    assert sees(cover.adviser.user) == ALL
    cover.starts_on, cover.ends_on = dt.date(2024, 1, 1), dt.date(2024, 1, 2)
    cover.save()
    assert sees(cover.adviser.user) == NOTHING


def test_a_question_against_the_committee_is_lost_to_who_comes_to_serve_it(township):
    township.ask(answered=True, concerns_committee=True)
    assert sees(township.neighbour.user) == ALL
    CoverFactory(village=township.village, adviser=township.neighbour)
    assert sees(township.neighbour.user) == NOTHING


def test_what_was_taken_back_nobody_sees(township):
    township.ask(withdrawn=True)
    for user in (township.lead.user, township.staff("bureau"), township.staff("office")):
        assert sees(user)[2] is False


def test_a_held_question_lies_with_the_bureau(township):
    township.ask(held=True)
    bureau = township.staff("bureau")
    assert Consultation.objects.on_desk_of(bureau).exists()
    assert not Consultation.objects.visible_to(township.lead.user).exists()


def test_an_adviser_sees_the_questions_of_all_her_villages(township):
    second = AssignmentFactory(adviser=township.lead)
    township.ask()
    township.ask(village=second.village)
    assert Consultation.objects.visible_to(township.lead.user).count() == 2
    Assignment.objects.filter(pk=second.pk).update(ends_on="2025-12-31")
    assert Consultation.objects.visible_to(township.lead.user).get().village == township.village
