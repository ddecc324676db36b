"""The main job over plain HTTP, without JavaScript: a villager asks, her adviser answers, the
ledger knows.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation, Status
from directory.ledger.models import Entry
from tests.factories.consultations import ANSWER, QUESTION, Township


@pytest.fixture
def place(db):
    return Township()


def page(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def send(client, name, data, *args):
    """Post a form and return the page it leads to."""
    return page(client.post(reverse(f"consultations:{name}", args=args), data, follow=True))


def ask(villager, place, **contact):
    """Walk through the whole flow and return the receipt as it is printed."""
    villager.get(reverse("directory:choose", args=[place.village.code]))
    page(villager.get(reverse("consultations:ask_start")))
    send(villager, "ask_start", {})
    send(villager, "ask_question", {"question": QUESTION})
    send(villager, "ask_topic", {"topic": place.topic.pk})
    send(villager, "ask_parties", {"concerns_committee": "no", "other_party": "陈老板"})
    send(villager, "ask_contact", contact)
    slip = send(villager, "ask_check", {"consent": "on"})
    return re.search(r"\d{4} \d{4} \d{4} \d{4}", slip).group()


def test_from_the_village_to_the_ledger(place):
    villager, adviser = Client(), Client()

    village = page(villager.get(reverse("directory:village", args=[place.village.code])))
    assert place.lead.name in village
    code = ask(villager, place, asker_name="李桂香", phone="139 7440 1234")

    adviser.force_login(place.lead.user)
    consultation = Consultation.objects.get()
    inbox = page(adviser.get(reverse("consultations:inbox")))
    assert QUESTION[:20] in inbox
    screen = page(adviser.get(consultation.get_absolute_url()))
    assert QUESTION in screen
    assert "李桂香" in screen
    send(adviser, "desk_answer", {"answer-text": ANSWER}, consultation.public_id)

    at_home = Client()
    missed = send(at_home, "my_lookup", {"code": code, "tail": "0000"})
    assert ANSWER not in missed
    thread = send(at_home, "my_lookup", {"code": code, "tail": "1234"})
    assert ANSWER in thread
    send(at_home, "my_solve", {})
    send(at_home, "my_rate", {"rating": "5", "note": "说得明白"})
    page(at_home.post(reverse("consultations:my_leave")), 302)
    assert page(at_home.get(reverse("consultations:my_thread")), 302) == ""

    consultation.refresh_from_db()
    entry = Entry.objects.get()
    assert (consultation.status, consultation.rating) == (Status.CLOSED, 5)
    assert consultation.ledger_entry == entry
    assert (entry.volume_id, entry.adviser, entry.number) == (place.village.pk, place.lead, 1)


def test_a_question_against_the_committee_reaches_another_village(place):
    villager = Client()
    villager.cookies["village"] = place.village.code
    send(villager, "ask_start", {})
    send(villager, "ask_question", {"question": "村委会把我家的地补偿款扣了"})
    send(villager, "ask_topic", {"topic": place.topic.pk})
    send(villager, "ask_parties", {"concerns_committee": "yes"})
    send(villager, "ask_contact", {})
    slip = send(villager, "ask_check", {"consent": "on"})
    assert place.neighbour.name in slip
    lead = Client()
    lead.force_login(place.lead.user)
    screen = lead.get(Consultation.objects.get().get_absolute_url())
    assert screen.status_code == 404
