"""长辈版 and language: two links that set a cookie and go back."""

import pytest
from django.conf import settings
from django.urls import reverse

pytestmark = pytest.mark.django_db
ELDER = "/elder/"


def test_elder_mode_is_remembered_for_a_year(client):
    answer = client.get(ELDER, {"on": "1", "next": "/search/?q=a&type=page"})
    assert answer.status_code == 302
    assert answer["Location"] == "/search/?q=a&type=page"
    cookie = answer.cookies["elder"]
    assert (cookie.value, cookie["max-age"]) == ("1", 365 * 24 * 3600)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["secure"]


def test_the_cookie_is_secure_where_the_page_is(client):
    assert client.get(ELDER, {"on": "1"}, secure=True).cookies["elder"]["secure"]


def test_elder_mode_is_turned_off(client):
    client.cookies["elder"] = "1"
    answer = client.get(ELDER, {"on": "0", "next": "/"})
    assert answer.cookies["elder"].value == ""
    assert answer.cookies["elder"]["max-age"] == 0


def test_turning_on_twice_is_the_same(client):
    for _ in range(2):
        assert client.get(ELDER, {"on": "1"}).cookies["elder"].value == "1"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "http:///evil.example/",
        "https://testserver.evil.example/",
        "\x00/",
        "",
    ],
)
@pytest.mark.parametrize("name", ["pages:elder", "pages:language"])
def test_nobody_is_led_to_another_site(client, name, target):
    answer = client.get(reverse(name), {"next": target})
    assert answer.status_code == 302
    assert answer["Location"] == "/"


def test_a_switch_is_no_form(client):
    assert client.post(ELDER, {"on": "1"}).status_code == 405
    assert client.post("/language/", {"to": "en"}).status_code == 405


def test_language_is_remembered(client):
    answer = client.get("/language/", {"to": "en", "next": "/"})
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert '<html lang="en"' in client.get("/nothing/").content.decode()


def test_an_unknown_language_changes_nothing(client):
    answer = client.get("/language/", {"to": "xx"})
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies
    assert '<html lang="zh-Hans"' in client.get("/nothing/").content.decode()


def test_every_page_offers_the_switch_and_keeps_its_address(client):
    text = client.get("/search/?q=a%26b").content.decode()
    assert 'href="/elder/?on=1&amp;next=%2Fsearch%2F%3Fq%3Da%2526b"' in text
    client.cookies["elder"] = "1"
    text = client.get("/search/").content.decode()
    assert 'href="/elder/?on=0&amp;next=%2Fsearch%2F"' in text
    assert 'class="elder"' in text


def test_robots_stay_out_of_what_is_private(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    for path in ("/ask/", "/my/", "/desk/", "/cms/"):
        assert f"Disallow: {path}" in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
