"""Inbox and answer screen: who sees what, what each button does, what it costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations import actions
from consultations.models import Consultation, DeskRole, EventKind, Status
from consultations.urls import DESK_EVENTS
from tests.factories.consultations import ANSWER, QUESTION
from tests.factories.directory import UserFactory

INBOX = reverse("consultations:inbox")
DATA = {
    EventKind.ANSWER: {"text": ANSWER},
    EventKind.ASK_BACK: {"text": "白条上写的是谁？"},
    EventKind.DECLINE: {"reason": "我代理过对方"},
    EventKind.TRANSFER: {"reason": "要现场调查"},
    EventKind.REFER: {"to": "legal_aid", "text": "请到法律援助中心。"},
    EventKind.OPEN: {"reason": "群众反映"},
}


def act(client, row, event, **data):
    address = reverse(f"consultations:desk_{event.value}", args=[row.public_id])
    return client.post(address, {f"{event.value}-{name}": value for name, value in data.items()})


def as_user(client, user):
    client.force_login(user)
    return client


def test_the_adviser_finds_her_questions_with_their_words(client, township):
    township.ask(question="工钱要不回来")
    page = as_user(client, township.lead.user).get(INBOX)
    assert "工钱要不回来" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_another_adviser_finds_nothing(client, township):
    row = township.ask()
    as_user(client, township.neighbour.user)
    assert QUESTION[:10] not in client.get(INBOX).content.decode()
    assert client.get(row.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("event", DESK_EVENTS)
def test_strangers_get_404_for_every_button(client, township, event):
    row = township.ask()
    for user in (township.neighbour.user, UserFactory(), township.staff("clerk")):
        assert act(as_user(client, user), row, event, **DATA.get(event, {})).status_code == 404
    assert Consultation.objects.get().status == Status.ROUTED


@pytest.mark.parametrize("event", DESK_EVENTS)
def test_without_login_every_button_leads_to_the_login(client, township, event):
    row = township.ask()
    assert "/login/" in act(client, row, event, **DATA.get(event, {})).url
    assert "/login/" in client.get(row.get_absolute_url()).url
    assert "/login/" in client.get(INBOX).url


@pytest.mark.parametrize(
    ("event", "status"),
    [
        (EventKind.ACCEPT, Status.ACCEPTED),
        (EventKind.ANSWER, Status.ANSWERED),
        (EventKind.ASK_BACK, Status.WAITING),
        (EventKind.DECLINE, Status.ROUTED),
        (EventKind.TRANSFER, Status.TRANSFERRED),
        (EventKind.REFER, Status.REFERRED),
        (EventKind.SPAM, Status.SPAM),
    ],
)
def test_each_button_does_its_thing(client, township, event, status):
    row = township.ask()
    as_user(client, township.lead.user)
    response = act(client, row, event, **DATA.get(event, {}))
    assert response.status_code == 302
    assert Consultation.objects.get().status == status
    gone = event in (EventKind.DECLINE, EventKind.TRANSFER, EventKind.SPAM)
    assert response.url == (INBOX if gone else row.get_absolute_url())


def test_closing_at_the_desk(client, township):
    row = township.ask(answered=True)
    act(as_user(client, township.lead.user), row, EventKind.CLOSE)
    assert Consultation.objects.get().ledger_entry is not None


@pytest.mark.parametrize("event", [e for e in DATA if e != EventKind.OPEN])
def test_bad_input_shows_the_screen_again(client, township, event):
    row = township.ask()
    response = act(as_user(client, township.lead.user), row, event)
    assert response.status_code == 200
    assert "field__error" in response.content.decode()
    assert Consultation.objects.get().status == Status.ROUTED


def test_what_is_not_possible_now_is_said(client, township):
    row = township.ask()
    as_user(client, township.lead.user)
    assert act(client, row, EventKind.CLOSE).status_code == 302
    assert "callout--urgent" in client.get(row.get_absolute_url()).content.decode()


def test_only_fitting_tools_are_shown(client, township):
    row = township.ask(answered=True)
    page = as_user(client, township.lead.user).get(row.get_absolute_url())
    assert set(page.context["tools"]) == {"answer", "ask_back", "refer", "close"}


def test_the_bureau_reads_no_words_until_it_says_why(client, township):
    row = township.ask(asker_name="李桂香", phone="13974401234")
    as_user(client, township.staff("bureau"))
    assert QUESTION[:10] not in client.get(INBOX).content.decode()
    page = client.get(row.get_absolute_url()).content.decode()
    for words in (QUESTION, "李桂香", "139 7440 1234"):
        assert words not in page
    assert act(client, row, EventKind.OPEN).status_code == 200
    act(client, row, EventKind.OPEN, reason="群众反映")
    page = client.get(row.get_absolute_url())
    assert QUESTION in page.content.decode()
    assert page.context["tools"] == {}


def test_the_bureau_cannot_answer_for_the_adviser(client, township):
    row = township.ask()
    as_user(client, township.staff("bureau"))
    act(client, row, EventKind.OPEN, reason="群众反映")
    assert act(client, row, EventKind.ANSWER, text=ANSWER).status_code == 403


def test_the_office_works_on_its_own_desk(client, township):
    row = township.ask()
    act(as_user(client, township.lead.user), row, EventKind.TRANSFER, reason="要调查")
    as_user(client, township.staff("office"))
    assert QUESTION[:10] in client.get(INBOX).content.decode()
    act(client, row, EventKind.ANSWER, text=ANSWER)
    assert Consultation.objects.get().status == Status.ANSWERED


def test_held_questions_are_released_by_the_bureau(client, township):
    row = township.ask(held=True)
    as_user(client, township.staff("bureau"))
    assert client.get(INBOX, {"state": "held"}).context["page"].paginator.count == 1
    act(client, row, EventKind.ROUTE)
    assert Consultation.objects.get().desk_role == DeskRole.LEAD


@pytest.mark.parametrize(
    ("state", "trait"), [("due", {}), ("villager", {"waiting": True}), ("closed", {"closed": True})]
)
def test_the_list_is_sorted_by_state(client, township, state, trait):
    row = township.ask(**trait)
    township.ask(answered=True)
    page = as_user(client, township.lead.user).get(INBOX, {"state": state})
    assert [found.pk for found in page.context["page"]] == [row.pk]


def test_the_longest_waiting_comes_first(client, township, now):
    young = township.ask(at=now - dt.timedelta(hours=1))
    old = township.ask(at=now - dt.timedelta(hours=9))
    page = as_user(client, township.lead.user).get(INBOX)
    assert [row.pk for row in page.context["page"]] == [old.pk, young.pk]


@pytest.mark.parametrize("query", [{"state": "nonsense"}, {"page": "999"}, {"page": "x"}])
def test_a_strange_address_shows_the_list(client, township, query):
    township.ask()
    assert as_user(client, township.lead.user).get(INBOX, query).status_code == 200


@pytest.mark.parametrize("role", ["adviser", "bureau"])
def test_the_list_costs_the_same_with_many_rows(client, township, role):
    user = township.lead.user if role == "adviser" else township.staff("bureau")
    as_user(client, user)
    township.ask()

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(INBOX)
        return len(queries)

    client.get(INBOX)
    before = cost()
    for _more in range(19):
        township.ask()
    assert cost() == before <= 15


def test_the_screen_costs_the_same_with_a_long_thread(client, township, now):
    row = township.ask(waiting=True)
    as_user(client, township.lead.user)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(row.get_absolute_url())
        return len(queries)

    client.get(row.get_absolute_url())
    before = cost()
    for number in range(20):
        actions.reply(row, text=f"补充{number}", at=now)
        actions.ask_back(row, text=f"还有呢{number}", by=township.lead.user, at=now)
    assert cost() == before <= 12
