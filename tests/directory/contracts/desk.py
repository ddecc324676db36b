"""Who sits in front of the screens of contracts, their addresses, and what is typed there."""

from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories.directory import AppointmentFactory, FirmFactory

RIGHTS = ["access_admin", "view_contract", "add_contract", "change_contract"]


def person(client, role, place, rights=RIGHTS):
    """Log somebody of that role in; return the user."""
    user = AppointmentFactory(role=role, place=place).user
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    return user


def url(action, row=None):
    """Return the address of a screen, of one contract if ``row`` is given."""
    return reverse(f"register/contracts:{action}", args=[row.pk] if row else [])


def typed(township, **others):
    """Return a filled-in form for a contract of the township."""
    given = {
        "number": "永法顾1号",
        "kind": "township",
        "party": township.pk,
        "firm": FirmFactory().pk,
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "covers": "all",
    }
    return given | others
