"""Errors speak plainly, in both views, and lead on."""

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory

pytestmark = pytest.mark.django_db
WITH_REQUEST = ["403.html", "403_csrf.html", "404.html", "429.html", "503.html"]
WITHOUT_REQUEST = ["400.html", "500.html"]


@pytest.mark.parametrize("elder", [False, True])
@pytest.mark.parametrize("name", WITH_REQUEST)
def test_an_error_page_in_both_views(name, elder):
    request = RequestFactory().get("/somewhere/")
    if elder:
        request.COOKIES["elder"] = "1"
    text = render_to_string(name, {}, request)
    assert ('class="elder"' in text) is elder
    assert text.count("<h1>") == 1
    assert 'href="tel:12348"' in text
    assert 'href="/"' in text
    assert "next=%2Fsomewhere%2F" in text


@pytest.mark.parametrize("name", WITHOUT_REQUEST)
def test_a_page_without_a_request_is_always_large_and_needs_no_database(
    name, django_assert_num_queries
):
    with django_assert_num_queries(0):
        text = render_to_string(name)
    assert 'class="elder"' in text
    assert text.count("<h1>") == 1
    assert 'href="tel:12348"' in text
    assert "elder/?on" not in text


def test_a_missing_page(client):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert 'href="/villages/"' in answer.content.decode()
    client.cookies["elder"] = "1"
    assert 'class="elder"' in client.get("/nothing/here/").content.decode()


@pytest.mark.parametrize("name", ["404.html", "500.html"])
def test_who_is_lost_can_search_at_once(name):
    text = render_to_string(name, {}, RequestFactory().get("/somewhere/"))
    assert text.count('<form class="picker" action="/search/" method="get" role="search"') == 1
    assert text.index('name="q"') < text.index('class="button-row"')


def test_a_broken_view_shows_no_trace(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(settings, "ROOT_URLCONF", "tests.pages.broken_urls")
    answer = client.get("/broken/")
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "secret detail" not in text
    assert 'class="elder"' in text


def test_a_lost_token_gives_the_typed_words_back():
    request = RequestFactory().get("/ask/question/")
    context = {"fields": [("question", "他说<打>我")], "action": "/ask/question/"}
    text = render_to_string("403_csrf.html", context, request)
    assert 'name="question" value="他说&lt;打&gt;我"' in text
    assert 'action="/ask/question/"' in text
    assert "csrfmiddlewaretoken" in text


def test_a_lost_token_without_words_has_no_form():
    text = render_to_string("403_csrf.html", {"fields": []}, RequestFactory().get("/"))
    assert "<form" not in text
