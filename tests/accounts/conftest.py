"""Login as it is in production: with lockout and limits on."""

import pytest
from django_otp.oath import totp

from tests.factories.accounts import PASSWORD, DeviceFactory, UserFactory


@pytest.fixture
def user(db):
    return UserFactory(username="li", display_name="李律师")


@pytest.fixture
def device(user):
    return DeviceFactory(user=user)


@pytest.fixture
def lockout(settings):
    settings.AXES_ENABLED = True


@pytest.fixture
def code_of():
    """Return a function that gives the six digits a device's app shows, ``steps`` from now."""

    def code(device, steps=0):
        return str(totp(device.bin_key, drift=steps)).zfill(6)

    return code


@pytest.fixture
def log_in(client):
    """Return a function that posts the login form of the desk."""

    def post(password=PASSWORD, username="li", **data):
        return client.post("/desk/login/", {"username": username, "password": password, **data})

    return post
