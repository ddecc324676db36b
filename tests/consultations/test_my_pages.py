"""The villager's own pages: look-up, thread, ways out."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations import actions, receipts
from consultations.models import Consultation, Status
from consultations.views import my
from tests.factories.consultations import ANSWER, QUESTION

ACTIONS = ["reply", "solve", "reopen", "rate", "withdraw"]


def url(name):
    return reverse(f"consultations:my_{name}")


def enter(client, row, tail=""):
    code = receipts.of_form(row.form_key)
    return client.post(url("lookup"), {"code": code, "tail": tail})


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} "])
def test_the_receipt_opens_the_thread(client, township, typed):
    row = township.ask(answered=True)
    code = typed.format(receipts.grouped(receipts.of_form(row.form_key)))
    assert client.post(url("lookup"), {"code": code}).url == url("thread")
    page = client.get(url("thread"))
    assert QUESTION in page.content.decode()
    assert ANSWER in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] in ("no-referrer", "same-origin")


def test_full_width_digits_open_it_too(client, township):
    row = township.ask()
    wide = receipts.of_form(row.form_key).translate({48 + n: 0xFF10 + n for n in range(10)})
    assert client.post(url("lookup"), {"code": wide}).status_code == 302


def test_every_miss_says_the_same(client, township):
    row = township.ask(phone="13974401234")
    code = receipts.of_form(row.form_key)
    tries = [{"code": code, "tail": ""}, {"code": code, "tail": "9999"}, {"code": "1" * 16}]
    forms = [client.post(url("lookup"), data).context["form"] for data in tries]
    texts = {str(form.non_field_errors()) for form in forms}
    assert len(texts) == 1
    assert "errorlist" in texts.pop()


def test_a_typing_error_costs_no_look_up(client, township, django_assert_max_num_queries):
    client.get(url("lookup"))
    with django_assert_max_num_queries(2):
        assert client.post(url("lookup"), {"code": "123"}).status_code == 200


def test_guessing_stops_after_five_tries_a_minute(client, township, now):
    row = township.ask()
    with time_machine.travel(now.replace(second=1), tick=False):
        for guess in range(5):
            client.post(url("lookup"), {"code": str(guess) * 16})
        assert enter(client, row).status_code == 200
        elsewhere = Client(REMOTE_ADDR="10.1.2.3")
        assert enter(elsewhere, row).status_code == 302


def test_finding_it_is_not_guessing(client, township, now):
    row = township.ask()
    with time_machine.travel(now.replace(second=1), tick=False):
        for _visit in range(8):
            assert enter(client, row).status_code == 302


def test_with_a_broken_counter_nobody_looks_up(client, township, monkeypatch):
    row = township.ask()

    def broken(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(my, "allow", broken)
    assert enter(client, row).status_code == 200


@pytest.mark.parametrize("name", ["thread", *ACTIONS])
def test_a_stranger_is_sent_to_the_look_up(client, township, name):
    township.ask(answered=True)
    method = client.get if name == "thread" else client.post
    assert method(url(name)).url == url("lookup")


@pytest.mark.parametrize("name", ACTIONS)
def test_looking_changes_nothing(client, township, name):
    enter(client, township.ask(answered=True))
    assert client.get(url(name)).status_code == 405


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (16, 302)])
def test_left_alone_it_closes_after_a_quarter_of_an_hour(client, township, now, minutes, status):
    enter(client, township.ask())
    with time_machine.travel(now + dt.timedelta(minutes=minutes)):
        assert client.get(url("thread")).status_code == status


def test_looking_keeps_it_open(client, township, now):
    enter(client, township.ask())
    for minutes in (10, 20, 30):
        with time_machine.travel(now + dt.timedelta(minutes=minutes)):
            assert client.get(url("thread")).status_code == 200


@pytest.mark.parametrize(("data", "target"), [({}, "/my/"), ({"quick": "1"}, "/")])
def test_both_ways_out_forget_the_case(client, township, data, target):
    enter(client, township.ask())
    response = client.post(url("leave"), data)
    assert response.url == target
    assert response["Clear-Site-Data"] == '"cache"'
    assert client.get(url("thread")).status_code == 302


def test_the_session_holds_no_words(client, township):
    enter(client, township.ask())
    assert set(client.session["case"]) == {"id", "seen"}


def test_the_whole_exchange(client, township, now):
    row = township.ask(waiting=True)
    enter(client, row)
    client.post(url("reply"), {"text": "是包工头写的"})
    actions.answer(row, text=ANSWER, by=township.lead.user, at=now)
    client.post(url("reopen"), {"open-text": "他还是不给"})
    actions.answer(row, text="申请支付令", by=township.lead.user, at=now)
    client.post(url("solve"))
    client.post(url("rate"), {"rating": "4", "note": "说得明白"})
    row = Consultation.objects.get()
    assert (row.status, row.rating, row.rating_note) == (Status.CLOSED, 4, "说得明白")
    page = client.get(url("thread")).content.decode()
    for words in ("是包工头写的", "他还是不给", "申请支付令"):
        assert words in page


@pytest.mark.parametrize(
    ("name", "data", "trait"),
    [
        ("reply", {"text": " "}, "waiting"),
        ("reopen", {"open-text": ""}, "answered"),
        ("rate", {"rating": "9"}, "closed"),
        ("rate", {}, "closed"),
    ],
)
def test_bad_input_shows_the_thread_with_the_error(client, township, name, data, trait):
    row = township.ask(**{trait: True})
    enter(client, row)
    response = client.post(url(name), data)
    assert response.status_code == 200
    assert "field__error" in response.content.decode()
    assert Consultation.objects.get().status == row.status


@pytest.mark.parametrize(("name", "data"), [("solve", {}), ("rate", {"rating": "5"})])
def test_what_is_not_possible_now_is_said(client, township, name, data):
    enter(client, township.ask())
    page = client.post(url(name), data, follow=True).content.decode()
    assert "callout--urgent" in page
    assert Consultation.objects.get().status == Status.ROUTED


def test_taken_back_it_stays_readable_for_the_villager_only(client, township):
    row = township.ask()
    enter(client, row)
    client.post(url("withdraw"))
    assert client.get(url("thread")).status_code == 200
    assert not Consultation.objects.visible_to(township.lead.user).exists()


def test_the_thread_costs_the_same_however_long_it_is(client, township, now):
    row = township.ask(waiting=True)
    enter(client, row)

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url("thread"))
        return len(queries)

    client.get(url("thread"))
    before = cost()
    for number in range(20):
        actions.reply(row, text=f"补充{number}", at=now)
    assert cost() == before <= 8
