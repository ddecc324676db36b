"""People who log in."""

import factory
from django.contrib.auth.hashers import make_password
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import User

PASSWORD = "a-long-enough-password"


class UserFactory(factory.django.DjangoModelFactory):
    """An active person of staff with ``PASSWORD`` and no right yet; ``superuser`` is a trait."""

    username = factory.Sequence(lambda n: f"user{n}")
    display_name = factory.Sequence(lambda n: f"张{n}")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))

    class Meta:
        model = User

    class Params:
        superuser = factory.Trait(is_superuser=True, is_staff=True)


class DeviceFactory(factory.django.DjangoModelFactory):
    """A confirmed second factor."""

    user = factory.SubFactory(UserFactory)
    name = "phone"
    confirmed = True

    class Meta:
        model = TOTPDevice
