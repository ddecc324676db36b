"""The bureau's screens of joining: who decides sees the facts, the rest nothing."""

import base64
from io import BytesIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry, ReferenceIndex

from directory.models import Adviser, Application
from tests.factories.directory import (
    AppointmentFactory,
    FirmFactory,
    UserFactory,
)
from tests.factories.media import photo
from tests.factories.register import (
    ApplicationFactory,
    ProofFactory,
)

pytestmark = pytest.mark.django_db
JPEG = photo()
SECRET_LICENCE, SECRET_PHONE = "14308202010998877", "13907440099"


def url(screen, action, *args):
    return reverse(f"register/{screen}:{action}", args=args)


@pytest.fixture
def bureau(client):
    user = AppointmentFactory(role="bureau").user
    user.groups.add(Group.objects.get(name="司法局"))
    for codename in ["view_application", "change_application", *_all("training")]:
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)
    return user


def _all(model):
    return [f"{action}_{model}" for action in ("add", "change", "view")]


@pytest.fixture
def application():
    proof = ProofFactory(
        application__licence_number=SECRET_LICENCE,
        application__phone=SECRET_PHONE,
        application__statement="愿意跑山路",
        position=1,
        picture=base64.b64encode(JPEG).decode(),
    )
    return proof.application


class TestApplications:
    def test_the_decide_page_shows_what_is_to_be_checked(self, client, bureau, application):
        page = client.get(url("applications", "edit", application.pk)).content.decode()
        for fact in [application.name, SECRET_LICENCE, SECRET_PHONE, "愿意跑山路"]:
            assert fact in page
        assert url("applications", "proof", application.pk, 1) in page

    def test_the_list_and_its_export_keep_what_is_private(self, client, bureau, application):
        index = client.get(url("applications", "index"))
        assert application.name in index.content.decode()
        sheet = client.get(url("applications", "index"), {"export": "xlsx"})
        book = load_workbook(BytesIO(b"".join(sheet.streaming_content)))
        cells = str([cell.value for row in book.active.iter_rows() for cell in row])
        assert application.name in cells
        for text in [index.content.decode(), cells]:
            assert SECRET_LICENCE not in text
            assert SECRET_PHONE not in text

    def test_accepting_makes_the_adviser(self, client, bureau, application):
        firm = FirmFactory(name=application.firm_name)
        form = client.get(url("applications", "edit", application.pk)).context["form"]
        assert form["firm"].value() == firm.pk
        typed = {"accepted": "yes", "firm": firm.pk, "reason": "证照齐全"}
        response = client.post(url("applications", "edit", application.pk), typed)
        assert response.status_code == 302
        application.refresh_from_db()
        assert (application.status, application.decided_by) == ("accepted", bureau)
        assert application.adviser.firm == firm

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"accepted": "no", "reason": ""}, "reason"),
            ({"accepted": "no", "reason": "长" * 301}, "reason"),
            ({"accepted": "", "reason": "好"}, "accepted"),
            ({"accepted": "perhaps", "reason": "好"}, "accepted"),
            ({"accepted": "yes", "reason": "好"}, "firm"),
        ],
    )
    def test_faults_stand_beside_their_field(self, client, bureau, application, typed, field):
        response = client.post(url("applications", "edit", application.pk), typed)
        assert response.status_code == 200
        assert set(response.context["form"].errors) == {field}
        assert Application.objects.get().status == "submitted"

    def test_what_was_decided_is_only_shown(self, client, bureau):
        row = ApplicationFactory(refused=True)
        shown = url("applications", "inspect", row.pk)
        assert client.get(url("applications", "edit", row.pk)).url == shown
        typed = {"accepted": "yes", "reason": "改了", "creates_firm": "on"}
        assert client.post(url("applications", "edit", row.pk), typed).status_code == 200
        assert row.decision_reason in client.get(shown).content.decode()
        assert not Adviser.objects.exists()

    @pytest.mark.parametrize("then", ["submitted", "accepted", "refused", "withdrawn"])
    def test_every_state_can_be_read_and_filtered(self, client, bureau, then):
        row = ApplicationFactory(then=then)
        assert client.get(url("applications", "inspect", row.pk)).status_code == 200
        assert client.get(url("applications", "history", row.pk)).status_code == 200
        index = client.get(url("applications", "index"), {"status": then})
        assert row.name in index.content.decode()

    def test_a_picture_is_private_and_each_look_is_logged(self, client, bureau, application):
        for _look in range(2):
            response = client.get(url("applications", "proof", application.pk, 1))
            assert response.content == JPEG
        assert response["Content-Type"] == "image/jpeg"
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
        assert response["X-Content-Type-Options"] == "nosniff"
        looks = ModelLogEntry.objects.filter(action="directory.proof", user=bureau)
        assert looks.count() == 2

    @pytest.mark.parametrize("position", [0, 2, 99])
    def test_no_other_picture(self, client, bureau, application, position):
        address = url("applications", "proof", application.pk, position)
        assert client.get(address).status_code == 404
        assert not ModelLogEntry.objects.filter(action="directory.proof").exists()

    def test_nobody_adds_or_deletes_one(self, client, application):
        client.force_login(UserFactory(superuser=True))
        client.post(url("applications", "delete", application.pk))
        client.post(url("applications", "add"), {"accepted": "yes", "reason": "x"})
        assert Application.objects.get() == application

    def test_nothing_of_it_is_in_the_reference_index(self, bureau, application):
        assert Application not in ReferenceIndex.tracked_models


@pytest.mark.parametrize("action", ["index", "edit", "inspect", "history", "proof"])
class TestStrangers:
    def address(self, application, action):
        args = {"index": [], "proof": [application.pk, 1]}.get(action, [application.pk])
        return url("applications", action, *args)

    @pytest.mark.parametrize("role", ["office", "leader", "clerk", None])
    def test_others_get_nothing(self, client, application, action, role):
        user = UserFactory()
        if role == "leader":
            AppointmentFactory(user=user, role=role)
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        response = client.get(self.address(application, action))
        assert response.status_code in (302, 403, 404)
        assert not ModelLogEntry.objects.filter(action="directory.proof").exists()

    def test_who_may_only_view_reads_no_private_facts(self, client, application, action):
        user = AppointmentFactory(role="leader").user
        for codename in ["access_admin", "view_application"]:
            user.user_permissions.add(Permission.objects.get(codename=codename))
        client.force_login(user)
        response = client.get(self.address(application, action))
        assert SECRET_PHONE not in response.content.decode()
        assert response.status_code == (200 if action in ("index", "history") else 302)

    def test_without_a_login_to_the_login(self, client, application, action):
        assert "/login" in client.get(self.address(application, action)).url
