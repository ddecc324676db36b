"""Words that arrive too late: somebody else was quicker, nothing typed is lost."""

import pytest
import time_machine
from django.test import Client

from consultations import actions
from consultations.models import Consultation, EventKind, Status
from consultations.views import my
from tests.consultations.test_desk_pages import act, as_user
from tests.consultations.test_my_pages import enter, url
from tests.factories.consultations import ANSWER

WORDS = "还有一件事：白条上的名字是他弟弟。"


def test_a_reply_that_the_answer_overtook_reaches_the_desk(client, township, now):
    row = township.ask(accepted=True)
    enter(client, row)
    actions.answer(row, text=ANSWER, by=township.lead.user, at=now)
    client.post(url("reply"), {"text": WORDS})
    row = Consultation.objects.on_desk_of(township.lead.user).due().get()
    assert row.status == Status.ACCEPTED
    assert row.messages.last().text == WORDS


def test_the_answered_page_offers_one_way_to_go_on(client, township):
    enter(client, township.ask(answered=True))
    page = client.get(url("thread")).content.decode()
    assert url("reopen") in page
    assert url("reply") not in page


def test_a_reply_to_a_closed_question_is_kept_in_the_form(client, township, now):
    row = township.ask(answered=True)
    enter(client, row)
    actions.close(row, by=township.lead.user, at=now)
    page = client.post(url("reply"), {"text": WORDS}).content.decode()
    assert WORDS in page
    assert "callout--urgent" in page
    assert "<details open>" in page
    assert not Consultation.objects.get().messages.filter(sender="villager").exists()


def test_when_it_cannot_be_asked_again_a_new_question_is_offered(client, township, now):
    row = township.ask(answered=True)
    Consultation.objects.update(reopened_count=2)
    enter(client, row)
    page = client.get(url("thread")).content.decode()
    assert url("reopen") not in page
    assert 'href="/ask/"' in page.split("<main")[1].split("</main")[0]


@pytest.mark.parametrize(
    ("event", "field"), [(EventKind.ANSWER, "text"), (EventKind.REFER, "text")]
)
def test_what_the_adviser_typed_stays_when_it_was_closed(client, township, now, event, field):
    row = township.ask(answered=True)
    as_user(client, township.lead.user)
    actions.solve(row, at=now)
    response = act(client, row, event, **{field: WORDS, "to": "legal_aid"})
    page = response.content.decode()
    assert response.status_code == 200
    assert WORDS in page
    assert "callout--urgent" in page
    assert Consultation.objects.get().status == Status.CLOSED


def test_one_guesser_does_not_lock_the_others_out(client, township, now, monkeypatch):
    monkeypatch.setattr(my, "EVERYBODY", (8, 3600))
    row = township.ask()
    with time_machine.travel(now.replace(minute=1, second=1), tick=False):
        for guess in range(20):
            client.post(url("lookup"), {"code": f"{guess:016d}"})
        assert enter(Client(REMOTE_ADDR="10.1.2.3"), row).status_code == 302


def test_many_guessers_together_are_stopped_and_it_is_told(township, now, monkeypatch, caplog):
    monkeypatch.setattr(my, "EVERYBODY", (8, 3600))
    row = township.ask()
    with time_machine.travel(now.replace(minute=1, second=1), tick=False):
        for guess in range(8):
            guesser = Client(REMOTE_ADDR=f"10.1.2.{guess}")
            guesser.post(url("lookup"), {"code": f"{guess:016d}"})
        assert enter(Client(REMOTE_ADDR="10.1.3.1"), row).status_code == 200
    told = [record for record in caplog.records if record.levelname == "ERROR"]
    assert len(told) == 1
    assert "10.1.3" not in told[0].getMessage()
