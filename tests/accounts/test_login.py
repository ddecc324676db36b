"""Login: who gets in, where to, and what a guesser meets."""

import pytest
from django.urls import reverse

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
URL = "/desk/login/"
DESK = "/desk/"


def logged_in(client):
    return "_auth_user_id" in client.session


def test_name_and_address():
    assert reverse("accounts:login") == URL


def test_page_for_a_stranger(client, django_assert_max_num_queries):
    client.get(URL)
    with django_assert_max_num_queries(4):
        response = client.get(URL)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert 'autocomplete="current-password"' in response.content.decode()
    assert 'name="otp_token"' not in response.content.decode()


def test_right_password(client, user, log_in):
    response = log_in()
    assert (response.status_code, response.url) == (302, DESK)
    assert logged_in(client)


def test_session_is_cycled(client, user, log_in):
    client.get(URL)
    session = client.session
    session["something"] = 1
    session.save()
    before = session.session_key
    log_in()
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("username", "password"), [("li", "wrong"), ("nobody", PASSWORD), ("", ""), ("li\0", "guess")]
)
def test_wrong_ones_hear_the_same(client, user, log_in, username, password):
    response = log_in(password, username)
    assert response.status_code == 200
    assert not logged_in(client)
    assert password == "" or password not in response.content.decode()


def test_unknown_name_hears_what_a_wrong_password_hears(client, user, log_in):
    answers = [log_in("wrong", name).context["form"].non_field_errors() for name in ("li", "no")]
    assert answers[0] == answers[1]


def test_closed_account(client, log_in):
    UserFactory(username="li", is_active=False)
    assert log_in().status_code == 200
    assert not logged_in(client)


class TestNext:
    @pytest.mark.parametrize("target", ["/desk/account/", "/desk/consultations/?page=2"])
    def test_own_page(self, user, log_in, target):
        assert log_in(next=target).url == target

    @pytest.mark.parametrize(
        "target",
        [
            "https://evil.example/",
            "//evil.example/",
            "///evil.example",
            "http:evil.example",
            "javascript:alert(1)",
            "/\\evil.example",
            "\\\\evil.example",
            "https:///evil.example",
            "http://testserver@evil.example/",
            "",
        ],
    )
    def test_foreign_page(self, user, log_in, target):
        assert log_in(next=target).url == DESK

    def test_it_is_kept_in_the_form(self, client):
        response = client.get(URL, {"next": "/desk/account/"})
        assert 'name="next" value="/desk/account/"' in response.content.decode()


def test_who_is_logged_in_goes_on(client, user):
    client.force_login(user)
    assert client.get(URL).url == DESK


def test_who_lacks_the_right_may_log_in_as_another(client, user):
    """Wagtail sends such users here with ``next``: going on would send them round for ever."""
    client.force_login(user)
    assert client.get(URL, {"next": "/cms/"}).status_code == 200


def test_logout_needs_post(client, user):
    client.force_login(user)
    assert client.get("/desk/logout/").status_code == 405
    assert logged_in(client)
    assert client.post("/desk/logout/").url == URL
    assert not logged_in(client)
    assert client.post("/desk/logout/").url == URL


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods(client, method):
    assert getattr(client, method)(URL).status_code == 405


def test_forged_form_is_refused(user):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    response = client.post(URL, {"username": "li", "password": PASSWORD})
    assert response.status_code == 403
    assert not logged_in(client)
