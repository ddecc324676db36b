"""People of the admin who send, with all fields filled in, what lies beyond their rights."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Adviser, Appointment, Attendance, Cover, Place
from tests.factories.directory import AdviserFactory, AssignmentFactory
from tests.factories.register import ApplicationFactory
from tests.trust.admin_world import AdminWorld

REPORTS = ("distances", "distances_results", "cap_exceptions", "cap_exceptions_results")


@pytest.fixture
def world(db, caplog, settings, tmp_path):
    caplog.set_level("CRITICAL")
    settings.PRIVATE_ROOT = tmp_path
    return AdminWorld()


def send(world, actor, name, data, *args):
    return world.client(actor).post(reverse(name, args=args), data)


def role(world, actor, place, name):
    user = world.users[actor]
    return {"user": user.pk, "role": name, "place": place.pk, "starts_on": timezone.localdate()}


class TestNobodyTakesRoles:
    @pytest.mark.parametrize("actor", ["office", "leader", "other bureau", "editor", "clerk"])
    @pytest.mark.parametrize("name", ["bureau", "office", "leader", "clerk"])
    def test_for_oneself_here(self, world, actor, name):
        before = Appointment.objects.count()
        village = world.rows["village"]
        places = {"clerk": village, "office": village.parent}
        place = places.get(name, village.parent.parent)
        answer = send(world, actor, "register/appointments:add", role(world, actor, place, name))
        assert answer.status_code in (200, 302, 403)
        assert Appointment.objects.count() == before

    def test_the_bureau_gives_them_in_its_county(self, world):
        """The same request, where it is right: the test above does not fail for a typing error."""
        county = world.rows["village"].parent.parent
        send(world, "bureau", "register/appointments:add", role(world, "nobody", county, "leader"))
        assert world.users["nobody"].appointments.get().place == county

    def test_nor_above_the_county(self, world):
        county = world.rows["village"].parent.parent
        county.parent = Place.objects.create(code="430800000000", name="张家界市", level="city")
        county.save()
        asked = role(world, "nobody", county.parent, "bureau")
        send(world, "bureau", "register/appointments:add", asked)
        assert not world.users["nobody"].appointments.exists()

    def test_nobody_becomes_superuser_by_a_role(self, world):
        for actor in ("bureau", "office", "leader"):
            user = world.users[actor]
            assert not user.is_superuser
            rights = user.get_all_permissions()
            assert not [one for one in rights if one.startswith(("accounts.", "auth."))]
            assert not [one for one in rights if ".delete_" in one]


class TestNobodyReachesElsewhere:
    def test_another_bureau_lists_nobody_of_ours_as_trained(self, world):
        adviser, before = world.rows["adviser"], Attendance.objects.count()
        data = {"title": "x", "held_on": "2026-01-05", "location": "x", "advisers": [adviser.pk]}
        answer = send(world, "other bureau", "register/trainings:add", data)
        assert answer.status_code == 200
        assert Attendance.objects.count() == before

    def test_another_bureau_neither_edits_nor_hands_over_our_adviser(self, world):
        adviser = world.rows["adviser"]
        data = {"name": "x", "kind": "lawyer", "last_day": "2030-01-01", "reason": "x"}
        for name in ("register/advisers:edit", "register/advisers:hand_over"):
            assert send(world, "other bureau", name, data, adviser.pk).status_code == 404
        assert Adviser.objects.get(pk=adviser.pk).name == adviser.name

    @pytest.mark.parametrize("actor", ["other office", "other bureau", "leader", "editor"])
    def test_nobody_names_a_cover_here(self, world, actor):
        before, first = Cover.objects.count(), timezone.localdate() + dt.timedelta(days=400)
        free = AdviserFactory()
        data = {
            "village": world.rows["village"].pk,
            "certificate": free.pk,
            "starts_on": first,
            "ends_on": first,
            "reason": "x",
        }
        send(world, actor, "register/covers:add", data)
        assert Cover.objects.count() == before

    def test_an_office_changes_neither_name_nor_use_of_its_village(self, world):
        village = world.rows["village"]
        data = {"name": "x", "kind": "community", "is_active": "", "code": "1", "parent": ""}
        send(world, "office", "register/places:edit", data, village.pk)
        stored = Place.objects.get(pk=village.pk)
        found = (stored.name, stored.is_active, stored.parent_id)
        assert found == (village.name, True, village.parent_id)

    @pytest.mark.parametrize("actor", ["other office", "other bureau"])
    @pytest.mark.parametrize("name", REPORTS)
    @pytest.mark.parametrize("query", ["", "?export=xlsx", "?export=csv"])
    def test_reports_name_nobody_of_ours(self, world, actor, name, query):
        AssignmentFactory(
            village__parent=world.rows["village"].parent, slot=None, exception_reason="山高路远"
        )
        answer = world.client(actor).get(f"{reverse(name)}{query}")
        content = b"".join(answer) if answer.streaming else answer.content
        assert world.rows["adviser"].name.encode() not in content
        assert "山高路远".encode() not in content

    def test_the_dashboard_of_another_county_is_not_there(self, world):
        county = world.rows["village"].parent.parent
        for name in ("register/coverage:index", "register/coverage:export"):
            for actor in ("other bureau", "other office"):
                answer = world.client(actor).get(reverse(name), {"place": county.pk})
                assert answer.status_code == 404


class TestApplicationsStayPrivate:
    """Licence number, phone, statement and pictures: read by who decides, found nowhere else."""

    SECRETS = ("CANARY-LICENCE", "13987650001", "CANARY-STATEMENT")

    def test_lists_exports_and_search_hold_none(self, world):
        licence, phone, statement = self.SECRETS
        row = ApplicationFactory(licence_number=licence, phone=phone, statement=statement)
        client, index = world.client("bureau"), reverse("register/applications:index")
        for query in ("", "?status=submitted", "?export=xlsx"):
            answer = client.get(f"{index}{query}")
            content = b"".join(answer) if answer.streaming else answer.content
            assert not [secret for secret in self.SECRETS if secret.encode() in content]
        for secret in self.SECRETS:
            assert row not in client.get(index, {"q": secret}).context["object_list"]
        shown = client.get(reverse("register/applications:inspect", args=[row.pk]))
        assert all(secret in shown.content.decode() for secret in self.SECRETS)
        history = client.get(reverse("register/applications:history", args=[row.pk]))
        assert not [secret for secret in self.SECRETS if secret in history.content.decode()]

    @pytest.mark.parametrize("actor", ["office", "leader", "other office", "editor", "clerk"])
    def test_nobody_else_opens_one(self, world, actor):
        row, position = world.rows["application"], world.rows["position"]
        client = world.client(actor)
        for name, args in (
            *[(f"register/applications:{a}", [row.pk]) for a in ("inspect", "edit", "history")],
            ("register/applications:proof", [row.pk, position]),
        ):
            answer = client.get(reverse(name, args=args))
            assert answer.status_code in (302, 403, 404), name
            assert row.phone not in answer.content.decode()
