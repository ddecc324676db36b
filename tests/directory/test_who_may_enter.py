"""Wagtail's rights on the bureau's screens: reading is not writing, and neither reaches others."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    FirmFactory,
)
from tests.factories.ledger import EntryFactory

pytestmark = pytest.mark.django_db


def staff(*codenames):
    """Somebody of the bureau who may enter the admin with the rights named."""
    user = AppointmentFactory(role="bureau").user
    names = ["access_admin", *codenames]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


@pytest.fixture
def enter(client):
    def log_in(*codenames):
        client.force_login(staff(*codenames))
        return client

    return log_in


def test_reading_the_list_is_not_writing(enter):
    firm = FirmFactory()
    reader = enter("view_firm")
    page = reader.get(reverse("register/firms:index"))
    assert page.status_code == 200
    assert reverse("register/firms:add") not in page.content.decode()
    for name, args in [("add", []), ("edit", [firm.pk]), ("delete", [firm.pk])]:
        address = reverse(f"register/firms:{name}", args=args)
        assert reader.get(address).status_code == 302
        assert reader.post(address, {"name": "改名", "kind": "law_firm"}).status_code == 302
    firm.refresh_from_db()
    assert firm.name != "改名"


def test_one_screen_does_not_open_another(enter):
    visitor = enter("view_firm", "change_firm", "add_firm")
    for screen in ["assignments", "covers", "leaves", "advisers", "certificates", "appointments"]:
        assert visitor.get(reverse(f"register/{screen}:index")).status_code == 302
    assert visitor.get(reverse("ledger:index")).status_code == 302


def test_the_menu_shows_what_may_be_opened(enter):
    home = enter("view_firm").get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("register/firms:index") in home
    assert reverse("register/advisers:index") not in home
    assert reverse("ledger:index") not in home


def test_an_editor_has_no_screen_of_the_register(enter):
    home = enter().get(reverse("wagtailadmin_home")).content.decode()
    assert "/register/" not in home
    assert reverse("ledger:index") not in home


@pytest.mark.parametrize("right", ["add_entry", "change_entry", "delete_entry"])
def test_no_right_writes_into_the_ledger_by_hand(enter, right):
    entry = EntryFactory()
    clerk = enter(right)
    assert clerk.get(reverse("ledger:add")).status_code == 302
    for name in ["edit", "delete"]:
        assert clerk.post(reverse(f"ledger:{name}", args=[entry.pk])).status_code == 302
    assert clerk.get(reverse("ledger:index")).status_code == 302


def test_who_may_read_the_ledger_reads_and_exports_it(enter):
    entry = EntryFactory(summary="到村讲解土地流转")
    reader = enter("view_entry")
    assert "到村讲解土地流转" in reader.get(reverse("ledger:index")).content.decode()
    inspection = reader.get(reverse("ledger:inspect", args=[entry.pk]))
    assert "到村讲解土地流转" in inspection.content.decode()
    export = reader.get(reverse("ledger:index"), {"export": "xlsx"})
    assert export["Content-Disposition"] == 'attachment; filename="ledger.xlsx"'


def test_the_right_to_delete_ends_no_assignment(enter):
    row = AssignmentFactory()
    enter("delete_assignment", "view_assignment").post(
        reverse("register/assignments:delete", args=[row.pk])
    )
    row.refresh_from_db()
    assert row.ends_on is None


def test_an_adviser_who_served_cannot_be_deleted(enter):
    row = AssignmentFactory()
    free = AdviserFactory(uncertified=True)
    keeper = enter("delete_adviser", "view_adviser")
    for adviser in [row.adviser, free]:
        keeper.post(reverse("register/advisers:delete", args=[adviser.pk]))
    assert type(free).objects.filter(pk=row.adviser.pk).exists()
    assert not type(free).objects.filter(pk=free.pk).exists()
