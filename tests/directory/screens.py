"""Who uses the bureau's screens, and their addresses."""

from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories.directory import AppointmentFactory, UserFactory


def officer(role, place, *models):
    """Somebody with the screens of ``models`` by right, and the role at ``place``."""
    user = UserFactory()
    names = ["access_admin", *(f"{act}_{m}" for m in models for act in ("add", "change", "view"))]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    AppointmentFactory(role=role, place=place, user=user)
    return user


def url(screen, action, pk=None):
    return reverse(f"register/{screen}:{action}", args=[pk] if pk else [])
