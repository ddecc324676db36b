"""Forms without token, markup in texts, wrong methods, and the look of every page."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from consultations import receipts, urls
from consultations.models import Consultation, Draft, Event, Message
from tests.factories.consultations import QUESTION

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:7 }}'
PUBLIC_POSTS = [
    "ask_start",
    *[f"ask_{name}" for name in urls.ASK_STEPS],
    "ask_check",
    "my_lookup",
    "my_reply",
    "my_solve",
    "my_reopen",
    "my_rate",
    "my_withdraw",
    "my_leave",
]


@pytest.mark.parametrize("name", PUBLIC_POSTS)
def test_without_a_token_nothing_is_taken(db, name):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse(f"consultations:{name}"), {"question": QUESTION}).status_code == 403
    assert not Draft.objects.exists()


@pytest.mark.parametrize("event", urls.DESK_EVENTS)
def test_without_a_token_the_desk_takes_nothing(township, event):
    row = township.ask()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(township.lead.user)
    target = reverse(f"consultations:desk_{event.value}", args=[row.public_id])
    assert strict.post(target).status_code == 403
    assert row.events.count() == 2


@pytest.mark.parametrize("event", urls.DESK_EVENTS)
def test_a_button_is_no_link(client, township, event):
    row = township.ask()
    client.force_login(township.lead.user)
    target = reverse(f"consultations:desk_{event.value}", args=[row.public_id])
    assert client.get(target).status_code == 405


def test_a_form_that_lost_its_token_keeps_the_words(db):
    strict = Client(enforce_csrf_checks=True)
    target = reverse("consultations:ask_question")
    page = strict.post(target, {"question": QUESTION}).content.decode()
    assert QUESTION in page


def pages(client, township):
    """Every page of a hostile consultation, as villager and desk see it."""
    row = township.ask(
        question=HOSTILE, asker_name=HOSTILE, other_party=HOSTILE, phone="13974401234"
    )
    client.post(
        reverse("consultations:my_lookup"),
        {"code": receipts.of_form(row.form_key), "tail": "1234"},
    )
    client.post(reverse("consultations:my_reply"), {"text": HOSTILE})
    yield client.get(reverse("consultations:my_thread"))
    yield client.get(reverse("consultations:my_lookup"))
    yield client.get(reverse("consultations:ask_start"), {"q": HOSTILE, "village": HOSTILE})
    desk = Client()
    desk.force_login(township.lead.user)
    yield desk.get(reverse("consultations:inbox"))
    yield desk.get(row.get_absolute_url())
    target = reverse("consultations:desk_decline", args=[row.public_id])
    yield desk.post(target, {"decline-reason": HOSTILE * 20})


def test_markup_in_a_text_stays_text(client, township):
    for response in pages(client, township):
        assert response.status_code == 200
        page = response.content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert not re.search(r"\son\w+=|\sstyle=|javascript:", page.replace("onerror=", ""))


def test_every_page_has_one_heading_and_a_language(client, township):
    for response in pages(client, township):
        page = response.content.decode()
        assert page.count("<h1") == 1
        assert '<html lang="zh-Hans"' in page
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))


def test_private_pages_are_kept_by_nobody(client, township):
    for response in pages(client, township):
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("model", [Consultation, Message, Event, Draft])
def test_a_row_says_what_it_is_without_its_words(client, township, model):
    list(pages(client, township))
    client.post(reverse("consultations:ask_question"), {"question": HOSTILE})
    row = model.objects.first()
    assert str(row)
    assert "script" not in str(row) + repr(row)


@pytest.mark.parametrize("name", ["ask_nothing", "thread.css"])
def test_a_guessed_address_is_not_found(client, db, name):
    assert client.get(f"/my/{name}", follow=True).status_code == 404
