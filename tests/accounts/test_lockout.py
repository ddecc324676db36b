"""Guessing ends after five tries, for this device and this name, in the desk and in the admin."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lockout")]
LOGINS = ["/desk/login/", "/cms/login/"]


def post(client, url, password, username="li", **extra):
    return client.post(url, {"username": username, "password": password}, **extra)


@pytest.mark.parametrize("url", LOGINS)
def test_fifth_failure_locks(client, user, url):
    statuses = [post(client, url, "wrong").status_code for _ in range(6)]
    assert statuses == [200, 200, 200, 200, 429, 429]
    response = post(client, url, PASSWORD)
    assert response.status_code == 429
    assert "_auth_user_id" not in client.session
    assert "accounts/locked_out.html" in [template.name for template in response.templates]


def test_both_doors_count_together(client, user):
    for number in range(5):
        post(client, LOGINS[number % 2], "wrong")
    assert post(client, LOGINS[0], PASSWORD).status_code == 429


def test_owner_gets_in_from_elsewhere(client, user):
    for _ in range(6):
        post(client, LOGINS[0], "wrong")
    assert post(client, LOGINS[0], PASSWORD, REMOTE_ADDR="198.51.100.9").status_code == 302


def test_rotating_forwarded_addresses_gains_nothing(client, user):
    headers = [{"HTTP_X_FORWARDED_FOR": f"10.0.0.{i}"} for i in range(6)]
    for header in headers:
        post(client, LOGINS[0], "wrong", **header)
    answer = post(client, LOGINS[0], PASSWORD, HTTP_X_FORWARDED_FOR="10.9.9.9")
    assert answer.status_code == 429


def test_other_names_from_the_same_place_still_get_in(client, user):
    UserFactory(username="wang")
    for _ in range(6):
        post(client, LOGINS[0], "wrong")
    assert post(client, LOGINS[0], PASSWORD, username="wang").status_code == 302


def test_after_a_quarter_of_an_hour_it_opens(client, user):
    with time_machine.travel("2026-11-21T10:01:00+08:00", tick=False) as clock:
        for _ in range(6):
            post(client, LOGINS[0], "wrong")
        clock.shift(timedelta(minutes=14))
        assert post(client, LOGINS[0], PASSWORD).status_code == 429
        clock.shift(timedelta(minutes=2))
        assert post(client, LOGINS[0], PASSWORD).status_code == 302


def test_success_forgives_earlier_failures(client, user):
    for _ in range(3):
        for _ in range(4):
            post(client, LOGINS[0], "wrong")
        assert post(client, LOGINS[0], PASSWORD).status_code == 302
        client.post("/desk/logout/")


def test_page_says_what_to_do(client, user):
    for _ in range(5):
        response = post(client, LOGINS[0], "wrong")
    html = response.content.decode()
    assert reverse("accounts:login") in html
    assert "wrong" not in [part.strip() for part in html.split('"')]


def test_password_is_never_kept(client, user):
    from axes.models import AccessAttempt

    post(client, LOGINS[0], "my-secret-guess")
    attempt = AccessAttempt.objects.get()
    assert "my-secret-guess" not in attempt.post_data
