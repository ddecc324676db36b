"""The page of a lost form token: what was typed is still there, one press sends it again."""

import html
import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.operations.urls")]
TYPED = {"question": '工钱拖欠<三>个月 & "怎么办"', "phone": "13812345678", "consent": "on"}


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def part(tag, attribute):
    found = re.search(rf'{attribute}="([^"]*)"', tag)
    return found and html.unescape(found[1])


def fields(page):
    """Return name → value of the hidden fields of the page."""
    found = re.findall(r"<(?:input|textarea)[^>]*>", page)
    named = [
        (re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in found
    ]
    return {name[1]: html.unescape(value[1]) for name, value in named if name and value}


def test_the_typed_text_is_kept_and_can_be_sent_again(strict):
    refused = strict.post("/ask/plain/?next=1", TYPED)
    assert refused.status_code == 403
    kept = fields(refused.text)
    assert {name: kept[name] for name in TYPED} == TYPED
    assert 'action="/ask/plain/?next=1"' in refused.text
    again = strict.post("/ask/plain/?next=1", kept)
    assert again.status_code == 200


def test_every_value_of_a_repeated_field_is_kept(strict):
    refused = strict.post("/ask/plain/", {"topic": ["a", "b"]})
    assert refused.context["fields"] == [("topic", "a"), ("topic", "b")]


def test_the_stale_token_is_not_sent_again(strict):
    refused = strict.post("/ask/plain/", {"csrfmiddlewaretoken": "stale", "a": "b"})
    assert refused.context["fields"] == [("a", "b")]


def test_a_password_is_never_repeated(strict):
    refused = strict.post("/desk/plain/", {"username": "wang", "password": "geheim-123"})
    assert refused.context["fields"] == []
    assert "geheim-123" not in refused.text
    assert "wang" not in refused.text


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_form_of_another_site_is_not_repeated(origin, strict):
    refused = strict.post("/ask/plain/", TYPED, headers={"origin": origin})
    assert refused.status_code == 403
    assert refused.context["fields"] == []
    assert TYPED["phone"] not in refused.text


def test_over_https_a_foreign_referrer_is_not_repeated(strict):
    refused = strict.post(
        "/ask/plain/", TYPED, secure=True, headers={"referer": "https://evil.example/"}
    )
    assert refused.status_code == 403
    assert refused.context["fields"] == []


def test_typed_text_cannot_break_out_of_the_page(strict):
    refused = strict.post("/ask/plain/", {"q": '"><script>alert(1)</script>', "<b>": "x"})
    assert "<script>alert" not in refused.text
    assert "<b>" not in refused.text


def test_a_broken_body_is_refused_without_a_crash(strict):
    refused = strict.generic(
        "POST", "/ask/plain/", b"--nonsense", content_type="multipart/form-data; boundary=x"
    )
    assert refused.status_code in {400, 403}


def test_an_empty_form_gives_the_plain_page(strict):
    refused = strict.post("/ask/plain/")
    assert refused.status_code == 403
    assert refused.context["fields"] == []


def test_the_page_is_stored_nowhere(strict):
    assert strict.post("/ask/plain/", TYPED)["Cache-Control"] == "private, no-store"
