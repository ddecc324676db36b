"""Receiving a question: once per form, on exactly one desk."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from consultations import actions, receipts
from consultations.models import ActorKind, Consultation, DeskRole, Event, EventKind, Status
from directory.models import Assignment, Certificate, Office
from tests.factories.consultations import QUESTION, ConsultationFactory, Township
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CoverFactory,
    LeaveFactory,
    VillageFactory,
)


def test_it_lands_on_the_lead_of_the_village(township):
    row = township.ask()
    assert (row.adviser, row.office) == (township.lead, None)
    assert (row.status, row.desk_role) == (Status.ROUTED, DeskRole.LEAD)
    assert row.route_reason.startswith("向明远 · ")


def test_two_events_tell_how_it_came_there(township):
    row = township.ask()
    found = [(e.kind, e.from_status, e.to_status, e.actor_kind) for e in row.events.all()]
    assert found == [
        (EventKind.SUBMIT, "", Status.SUBMITTED, ActorKind.VILLAGER),
        (EventKind.ROUTE, Status.SUBMITTED, Status.ROUTED, ActorKind.SYSTEM),
    ]


def test_the_same_form_key_gives_the_same_consultation(township):
    first, second = township.ask(form_key="k"), township.ask(form_key="k")
    assert first.pk == second.pk
    assert Consultation.objects.count() == 1
    assert Event.objects.count() == 2


def test_only_hashes_of_form_and_receipt_are_stored(township):
    row = township.ask(form_key="k", phone="13974401234")
    code = receipts.of_form("k")
    assert row.receipt_hash == receipts.hash_of(code)
    stored = str(Consultation.objects.values_list("form_key_hash", "receipt_hash").get())
    assert code not in stored


def test_private_words_are_tokens_in_the_database(township):
    row = township.ask(asker_name="李桂香", phone="13974401234", other_party="陈老板")
    columns = "question, asker_name, phone, other_party"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM consultations_consultation")  # noqa: S608 (constant)
        stored = cursor.fetchone()
    assert all(value.startswith("gAAAA") for value in stored)
    assert Consultation.objects.get(pk=row.pk).question == QUESTION


def test_on_leave_the_cover_gets_it(township):
    LeaveFactory(adviser=township.lead)
    cover = AdviserFactory(with_login=True)
    CoverFactory(village=township.village, adviser=cover)
    row = township.ask()
    assert (row.adviser, row.desk_role) == (cover, DeskRole.COVER)


def test_without_cover_a_neighbour_gets_it(township):
    LeaveFactory(adviser=township.lead)
    row = township.ask()
    assert (row.adviser, row.desk_role) == (township.neighbour, DeskRole.NEIGHBOUR)


def test_a_question_about_the_committee_goes_to_another_village(township):
    row = township.ask(concerns_committee=True)
    assert row.adviser == township.neighbour


def test_with_no_adviser_the_office_gets_it(township):
    Certificate.objects.update(suspended_on=dt.date(2026, 1, 1))
    row = township.ask()
    assert (row.office, row.desk_role) == (township.office, DeskRole.OFFICE)


def test_without_office_the_bureau_gets_it_and_its_desk_is_made(township):
    Certificate.objects.update(suspended_on=dt.date(2026, 1, 1))
    Office.objects.all().delete()
    row = township.ask()
    assert row.desk_role == DeskRole.BUREAU
    assert row.office.place == township.county


def test_an_ended_assignment_gets_nothing(township):
    Assignment.objects.filter(pk=township.assignment.pk).update(ends_on=dt.date(2025, 1, 1))
    assert township.ask().adviser == township.neighbour


def test_the_neighbour_with_fewer_villages_is_taken(township):
    LeaveFactory(adviser=township.lead)
    village = VillageFactory(parent=township.place)
    AssignmentFactory(village=village, adviser=township.neighbour)
    third = AssignmentFactory(
        village=VillageFactory(parent=township.place), adviser=AdviserFactory(with_login=True)
    ).adviser
    assert township.ask().adviser == third


def test_a_suspicious_question_is_held_not_dropped(township):
    row = township.ask(until=Status.SPAM)
    assert (row.status, row.desk_role) == (Status.SPAM, DeskRole.BUREAU)
    assert row.question == QUESTION


def test_routing_costs_the_same_with_many_advisers(township, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        township.ask()
    for number in range(12):
        village = VillageFactory(parent=township.place)
        AssignmentFactory(village=village)
        township.ask(form_key=f"k{number}")
    with django_assert_max_num_queries(14):
        township.ask()


def _raw(row, **values):
    with transaction.atomic():
        Consultation.objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"adviser": None},
        {"desk_role": DeskRole.OFFICE},
        {"rating": 6},
        {"rating": 0},
        {"status": Status.CLOSED},
        {"status": Status.ANSWERED},
        {"status": "lost"},
        {"reopened_count": 3},
        {"closed_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
    ],
)
def test_the_database_refuses_what_cannot_be(township, values):
    row = township.ask()
    with pytest.raises(IntegrityError):
        _raw(row, **values)


def test_the_database_refuses_two_desks(township):
    row = township.ask()
    with pytest.raises(IntegrityError):
        _raw(row, office=township.office)


def test_the_database_refuses_to_edit_history(township):
    event = township.ask().events.first()
    for change in ({"kind": EventKind.CLOSE}, {"note": "x"}, {"at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()


def test_the_outbox_mark_may_change(township, now):
    event = township.ask().events.first()
    assert Event.objects.filter(pk=event.pk).update(notified_at=now) == 1


@pytest.mark.usefixtures("committed")
def test_parallel_retries_make_one_consultation():
    place = Township()
    found, barrier = [], threading.Barrier(6)

    def post():
        barrier.wait()
        try:
            asked = ConsultationFactory(village=place.village, topic=place.topic, form_key="same")
            found.append(asked.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=post) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == Consultation.objects.count() == 1
    assert Event.objects.count() == 2
    assert actions.find(receipts.of_form("same"), "").pk == found[0]
