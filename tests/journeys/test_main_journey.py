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


def lookup(client, code):
    return send(client, "my_lookup", {"code": code})


def test_declined_handed_on_and_answered_by_the_office(place):
    villager, lead, neighbour, office = (Client() for _person in range(4))
    code = ask(villager, place)
    for client, user in [
        (lead, place.lead.user),
        (neighbour, place.neighbour.user),
        (office, place.staff("office")),
    ]:
        client.force_login(user)
    row = Consultation.objects.get()
    send(lead, "desk_decline", {"decline-reason": "我代理过对方"}, row.public_id)
    assert lead.get(row.get_absolute_url()).status_code == 404
    send(neighbour, "desk_transfer", {"transfer-reason": "要现场调查"}, row.public_id)
    assert neighbour.get(row.get_absolute_url()).status_code == 404
    send(office, "desk_answer", {"answer-text": ANSWER}, row.public_id)
    thread = lookup(villager, code)
    assert ANSWER in thread
    assert "我代理过对方" not in thread
    send(villager, "my_solve", {})
    assert not Entry.objects.exists()


def test_asked_back_answered_and_asked_again(place):
    villager, adviser = Client(), Client()
    code = ask(villager, place)
    adviser.force_login(place.lead.user)
    row = Consultation.objects.get()
    send(adviser, "desk_accept", {}, row.public_id)
    send(adviser, "desk_ask_back", {"ask_back-text": "白条上写的是谁？"}, row.public_id)
    assert "白条上写的是谁？" in lookup(villager, code)
    send(villager, "my_reply", {"text": "是包工头写的"})
    assert "是包工头写的" in page(adviser.get(row.get_absolute_url()))
    send(adviser, "desk_answer", {"answer-text": ANSWER}, row.public_id)
    send(villager, "my_reopen", {"open-text": "他还是不给"})
    assert "他还是不给" in page(adviser.get(row.get_absolute_url()))
    to = {"refer-to": "legal_aid", "refer-text": "请到区法律援助中心申请，不收钱。"}
    send(adviser, "desk_refer", to, row.public_id)
    assert "请到区法律援助中心申请" in send(villager, "my_solve", {})
    assert Entry.objects.get().adviser == place.lead


def test_taken_back_nobody_reads_it(place):
    villager, adviser = Client(), Client()
    code = ask(villager, place)
    adviser.force_login(place.lead.user)
    row = Consultation.objects.get()
    lookup(villager, code)
    send(villager, "my_withdraw", {})
    assert adviser.get(row.get_absolute_url()).status_code == 404
    assert QUESTION not in page(adviser.get(reverse("consultations:inbox")))
    assert QUESTION in lookup(Client(), code)


def test_the_bureau_reads_with_a_reason_and_the_villager_is_told(place):
    villager, bureau = Client(), Client()
    code = ask(villager, place)
    bureau.force_login(place.staff("bureau"))
    row = Consultation.objects.get()
    assert QUESTION not in page(bureau.get(row.get_absolute_url()))
    opened = {"opened_by_bureau-reason": "群众来电反映"}
    assert QUESTION in send(bureau, "desk_opened_by_bureau", opened, row.public_id)
    thread = lookup(villager, code)
    assert "司法局查看过" in thread
    assert "群众来电反映" not in thread


def test_a_phone_that_loses_its_cookies_loses_no_words(place):
    villager = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 10) MicroMessenger/8"})
    send(villager, "ask_start", {"village": place.village.code})
    villager.cookies.clear()
    send(villager, "ask_question", {"question": QUESTION})
    send(villager, "ask_village", {"query": place.village.code})
    assert QUESTION in page(villager.get(reverse("consultations:ask_question")))
