"""One's own account: password and second step."""

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import manual_key
from tests.factories.accounts import PASSWORD, DeviceFactory

pytestmark = pytest.mark.django_db
URL = "/desk/account/"
NEW = "quite-another-password"
POSTS = ["password", "start_device", "confirm_device", "remove_device"]


@pytest.fixture
def own(client, user):
    client.force_login(user)
    return client


def change(client, old=PASSWORD, new=NEW, again=NEW):
    data = {"old_password": old, "new_password1": new, "new_password2": again}
    return client.post(reverse("accounts:password"), data)


def test_stranger_is_sent_to_login(client):
    assert client.get(URL).url == f"/desk/login/?next={URL}"


@pytest.mark.parametrize("name", POSTS)
def test_stranger_changes_nothing(client, name):
    assert client.post(reverse(f"accounts:{name}")).url.startswith("/desk/login/")


@pytest.mark.parametrize("name", POSTS)
def test_changes_need_post(own, name):
    assert own.get(reverse(f"accounts:{name}")).status_code == 405


def test_page(own, user, django_assert_max_num_queries):
    own.get(URL)
    with django_assert_max_num_queries(9):
        response = own.get(URL)
    assert response.status_code == 200
    assert "李律师" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


class TestPassword:
    def test_works_and_ends_other_sessions(self, own, user):
        other = Client()
        other.force_login(user)
        assert change(own).url == URL
        assert own.get(URL).status_code == 200
        assert other.get(URL).status_code == 302
        user.refresh_from_db()
        assert user.check_password(NEW)

    @pytest.mark.parametrize(
        ("old", "new", "again"),
        [
            ("wrong", NEW, NEW),
            (PASSWORD, NEW, "different"),
            (PASSWORD, "short", "short"),
            (PASSWORD, "1234567890", "1234567890"),
            (PASSWORD, "password123", "password123"),
            ("", "", ""),
        ],
    )
    def test_refused(self, own, user, old, new, again):
        response = change(own, old, new, again)
        assert response.status_code == 200
        assert response.context["password_form"].errors
        user.refresh_from_db()
        assert user.check_password(PASSWORD)

    def test_old_password_cannot_be_guessed_here(self, own, user, settings):
        settings.AXES_ENABLED = True
        statuses = [change(own, old="guess").status_code for _ in range(6)]
        assert statuses[-1] == 429
        assert change(own).status_code == 429


class TestSecondStep:
    def start(self, client):
        return client.post(reverse("accounts:start_device"))

    def confirm(self, client, token):
        return client.post(reverse("accounts:confirm_device"), {"token": token})

    def remove(self, client, password=PASSWORD):
        return client.post(reverse("accounts:remove_device"), {"password": password})

    def test_key_is_shown_for_typing_and_as_link(self, own, user):
        assert self.start(own).status_code == 302
        html = own.get(URL).content.decode()
        assert manual_key(user.pending_device) in html
        assert 'href="otpauth://totp/' in html

    def test_first_code_switches_on_and_hides_the_key(self, own, user, code_of):
        self.start(own)
        assert self.confirm(own, code_of(user.pending_device)).url == URL
        assert own.session["otp_device_id"] == user.device.persistent_id
        assert manual_key(user.device) not in own.get(URL).content.decode()

    @pytest.mark.parametrize("token", ["", "000000", "abc"])
    def test_wrong_code(self, own, user, token):
        self.start(own)
        response = self.confirm(own, token)
        assert response.context["confirm_form"].errors
        assert user.device is None

    def test_confirming_without_start(self, own):
        assert self.confirm(own, "123456").context["confirm_form"].errors

    def test_starting_beside_one_in_use_changes_nothing(self, own, device):
        self.start(own)
        assert TOTPDevice.objects.get() == device

    def test_removing_asks_for_the_password(self, own, device):
        assert self.remove(own, "wrong").context["remove_form"].errors
        assert device.user.device == device
        assert self.remove(own).url == URL
        assert device.user.device is None

    def test_others_are_not_touched(self, own, user):
        other = DeviceFactory()
        self.remove(own)
        assert TOTPDevice.objects.get() == other
