"""The user shows its whole name and knows its second factor."""

import pytest

from portal.accounts.models import manual_key
from tests.factories.accounts import DeviceFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_name_shown():
    assert str(UserFactory(username="li", display_name="李律师")) == "李律师"
    assert str(UserFactory(username="wang", display_name="")) == "wang"
    assert UserFactory(display_name="欧阳修").get_full_name() == "欧阳修"


def test_devices_are_told_apart():
    user = UserFactory()
    assert (user.device, user.pending_device) == (None, None)
    pending = DeviceFactory(user=user, confirmed=False)
    confirmed = DeviceFactory(user=user)
    DeviceFactory()
    assert (user.device, user.pending_device) == (confirmed, pending)


def test_key_for_typing_is_grouped_base32():
    device = DeviceFactory(key="00" * 20)
    assert manual_key(device) == " ".join(["AAAA"] * 8)
    assert manual_key(device).replace(" ", "") in device.config_url
