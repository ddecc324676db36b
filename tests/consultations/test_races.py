"""Two at once: exactly one wins, nothing is written twice, nobody sees a crash."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations import actions
from consultations.models import Consultation, EventKind, Message, Status
from directory.ledger.models import Entry
from tests.factories.consultations import ANSWER, QUESTION, Township

pytestmark = pytest.mark.usefixtures("committed")


def at_once(*works):
    """Run the works in threads at the same moment; return the kinds of errors they raised."""
    barrier, errors = threading.Barrier(len(works)), []

    def run(work):
        barrier.wait()
        try:
            work()
        except (PermissionDenied, ValidationError) as error:
            errors.append(type(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_closed_by_both_sides_it_is_one_entry():
    place = Township()
    row, now = place.ask(answered=True), timezone.now()
    at_once(
        lambda: actions.solve(row, at=now),
        lambda: actions.close(row, by=place.lead.user, at=now),
        lambda: actions.solve(row, at=now),
    )
    assert Entry.objects.count() == 1
    assert row.events.filter(kind=EventKind.CLOSE).count() == 1


def test_answered_and_withdrawn_at_once_it_is_withdrawn():
    place = Township()
    row, now = place.ask(), timezone.now()
    errors = at_once(
        lambda: actions.answer(row, text=ANSWER, by=place.lead.user, at=now),
        lambda: actions.withdraw(row, at=now),
    )
    row.refresh_from_db()
    assert row.status == Status.WITHDRAWN
    assert Message.objects.count() == 1 - len(errors)
    assert Entry.objects.count() == Message.objects.count()


def test_the_same_answer_tapped_four_times_is_one_message():
    place = Township()
    row, now = place.ask(), timezone.now()
    at_once(*[lambda: actions.answer(row, text=ANSWER, by=place.lead.user, at=now)] * 4)
    assert Message.objects.count() == 1


def test_two_villages_closed_at_once_number_their_own_volumes():
    place = Township()
    now = timezone.now()
    rows = [place.ask(answered=True), place.ask(answered=True)]
    rows += [place.ask(answered=True, village=place.other_village)]
    errors = at_once(*[lambda row=row: actions.solve(row, at=now) for row in rows])
    assert errors == []
    numbers = sorted(Entry.objects.values_list("volume", "number"))
    assert numbers == [
        (place.village.pk, 1),
        (place.village.pk, 2),
        (place.other_village.pk, 1),
    ]


def test_sent_from_two_tabs_at_once_it_is_one_consultation():
    place = Township()
    client = Client()
    client.post(reverse("consultations:ask_start"), {"village": place.village.code})
    for name, data in [
        ("question", {"question": QUESTION}),
        ("topic", {"topic": place.topic.pk}),
        ("parties", {"concerns_committee": "no"}),
        ("contact", {}),
    ]:
        client.post(reverse(f"consultations:ask_{name}"), data)
    key, pages = client.cookies["draft"].value, []

    def send():
        tab = Client()
        tab.cookies["draft"] = key
        target = reverse("consultations:ask_check")
        pages.append(tab.post(target, {"consent": "on"}, follow=True).context["code"])

    at_once(*[send] * 5)
    assert Consultation.objects.count() == 1
    assert len(pages) == 5
    assert len(set(pages)) == 1
