"""The second factor counts from its first right code."""

import pytest
from django.core.exceptions import ValidationError
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts import actions
from tests.factories.accounts import DeviceFactory

pytestmark = pytest.mark.django_db


class TestStart:
    def test_key_is_made_and_does_not_count_yet(self, user):
        pending = actions.start_device(user)
        assert (user.device, user.pending_device) == (None, pending)

    def test_twice_replaces_the_key(self, user):
        first = actions.start_device(user)
        second = actions.start_device(user)
        assert first.key != second.key
        assert TOTPDevice.objects.get() == second

    def test_not_beside_one_in_use(self, device):
        with pytest.raises(ValidationError):
            actions.start_device(device.user)


class TestConfirm:
    def test_first_code_switches_on(self, user, code_of):
        pending = actions.start_device(user)
        actions.confirm_device(user, token=code_of(pending))
        assert user.device == pending

    def test_wrong_code_does_not(self, user, code_of):
        pending = actions.start_device(user)
        wrong = f"{(int(code_of(pending)) + 1) % 1_000_000:06d}"
        with pytest.raises(ValidationError) as caught:
            actions.confirm_device(user, token=wrong)
        assert caught.value.code == "token_wrong"
        assert user.device is None

    @pytest.mark.parametrize("token", ["", "abcdef", "１２３４５６", "9" * 40])
    def test_bad_input(self, user, token):
        actions.start_device(user)
        with pytest.raises(ValidationError):
            actions.confirm_device(user, token=token)

    def test_not_without_start(self, user):
        with pytest.raises(ValidationError) as caught:
            actions.confirm_device(user, token="123456")
        assert caught.value.code == "not_started"

    def test_code_of_somebody_else_is_wrong(self, user, device, code_of):
        other = DeviceFactory()
        actions.remove_device(user)
        actions.start_device(user)
        with pytest.raises(ValidationError):
            actions.confirm_device(user, token=code_of(other))


def test_removing_takes_all_and_twice_is_fine(device):
    other = DeviceFactory()
    actions.remove_device(device.user)
    actions.remove_device(device.user)
    assert list(TOTPDevice.objects.all()) == [other]


def test_new_password_counts(user):
    actions.change_password(user, password="another-long-password")
    user.refresh_from_db()
    assert user.check_password("another-long-password")
