"""The second step is asked of those who switched it on, at both doors, and cannot be skipped."""

from datetime import timedelta

import pytest
import time_machine

from tests.factories.accounts import PASSWORD, DeviceFactory

pytestmark = pytest.mark.django_db
LOGINS = ["/desk/login/", "/cms/login/"]
NOON = "2026-11-21T12:00:05+08:00"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def logged_in(client):
    return "_auth_user_id" in client.session


def first_step(client, url=LOGINS[0], **data):
    response = client.post(url, {"username": "li", "password": PASSWORD, **data})
    return response.context["form"]


def second_step(client, form, token, url=LOGINS[0]):
    ticket = form["ticket"].value()
    return client.post(url, {"username": "li", "ticket": ticket, "otp_token": token})


@pytest.mark.parametrize("url", LOGINS)
def test_password_then_code(client, device, code_of, url):
    form = first_step(client, url)
    assert form.asks_for_token
    assert not logged_in(client)
    response = second_step(client, form, code_of(device), url)
    assert response.status_code == 302
    assert client.session["otp_device_id"] == device.persistent_id


@pytest.mark.parametrize("url", LOGINS)
def test_page_shows_the_code_field_and_not_the_password(client, device, url):
    response = client.post(url, {"username": "li", "password": PASSWORD})
    html = response.content.decode()
    assert 'name="otp_token"' in html
    assert 'name="ticket"' in html
    assert PASSWORD not in html


def test_all_in_one_post(client, device, code_of):
    data = {"username": "li", "password": PASSWORD, "otp_token": code_of(device)}
    assert client.post(LOGINS[0], data).status_code == 302


def test_spaces_in_the_code_are_forgiven(client, device, code_of):
    code = code_of(device)
    response = second_step(client, first_step(client), f"{code[:3]} {code[3:]}")
    assert response.status_code == 302


def test_neighbouring_codes_count_older_ones_do_not(client, device, code_of, clock):
    code = code_of(device)
    clock.shift(30)
    form = first_step(client)
    assert second_step(client, form, code_of(device, -5)).status_code == 200
    clock.shift(2)
    assert second_step(client, form, code).status_code == 302


def test_used_code_is_worthless(client, device, code_of):
    code = code_of(device)
    assert second_step(client, first_step(client), code).status_code == 302
    client.post("/desk/logout/")
    assert second_step(client, first_step(client), code).status_code == 200
    assert not logged_in(client)


@pytest.mark.parametrize("token", ["", "000000", "abc", "12345678901234567890"])
def test_wrong_code_asks_again_without_the_password(client, device, token):
    form = second_step(client, first_step(client), token).context["form"]
    assert form.asks_for_token
    assert form["ticket"].value()
    assert not logged_in(client)


def test_guessing_codes_is_slowed_down(client, device, code_of):
    form = first_step(client)
    for _ in range(5):
        second_step(client, form, "000000")
    assert second_step(client, form, code_of(device)).status_code == 200


def test_code_of_another_user(client, device, code_of):
    assert second_step(client, first_step(client), code_of(DeviceFactory())).status_code == 200
    assert not logged_in(client)


def test_there_is_no_third_door(client, device):
    """Wagtail's login for private pages asks for a password only; it leads to ours."""
    response = client.post("/_util/login/", {"username": "li", "password": PASSWORD})
    assert response.url.startswith("/desk/login/")
    assert not logged_in(client)


class TestTicket:
    def test_ticket_alone_is_not_enough(self, client, device):
        ticket = first_step(client)["ticket"].value()
        client.post(LOGINS[0], {"ticket": ticket})
        assert not logged_in(client)

    def test_it_lives_five_minutes(self, client, device, code_of, clock):
        form = first_step(client)
        clock.shift(timedelta(minutes=6))
        response = second_step(client, form, code_of(device))
        assert not logged_in(client)
        assert not response.context["form"].asks_for_token

    def test_new_password_voids_it(self, client, device, code_of):
        form = first_step(client)
        device.user.set_password("another-long-password")
        device.user.save()
        second_step(client, form, code_of(device))
        assert not logged_in(client)

    def test_closed_account_voids_it(self, client, device, code_of):
        form = first_step(client)
        device.user.is_active = False
        device.user.save()
        second_step(client, form, code_of(device))
        assert not logged_in(client)

    @pytest.mark.parametrize("ticket", ["1", "1:x", "x:y:z", ":", "²:a:b", "9" * 40, "\0"])
    def test_forged(self, client, device, code_of, ticket):
        client.post(LOGINS[0], {"ticket": ticket, "otp_token": code_of(device)})
        assert not logged_in(client)

    def test_of_another_user(self, client, device, code_of):
        other = DeviceFactory()
        ticket = first_step(client)["ticket"].value()
        forged = f"{other.user.pk}:{ticket.partition(':')[2]}"
        client.post(LOGINS[0], {"ticket": forged, "otp_token": code_of(other)})
        assert not logged_in(client)


def test_unfinished_device_is_not_asked_for(client, user):
    DeviceFactory(user=user, confirmed=False)
    client.post(LOGINS[0], {"username": "li", "password": PASSWORD})
    assert logged_in(client)
