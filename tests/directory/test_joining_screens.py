"""The bureau's screens of joining: who decides sees the facts, the rest nothing."""

import base64
import datetime as dt
from io import BytesIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry, ReferenceIndex

from directory.actions import certifying
from directory.models import Adviser, Application, Certificate, Training
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    CertificateFactory,
    FirmFactory,
    UserFactory,
)
from tests.factories.media import photo
from tests.factories.register import (
    ApplicationFactory,
    AttendanceFactory,
    ProofFactory,
    TrainingFactory,
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


class TestTrainings:
    TYPED = {"title": "岗前培训", "held_on": "2026-03-10", "location": "四楼", "hours": "6"}

    def test_a_training_with_its_list(self, client, bureau):
        advisers = AdviserFactory.create_batch(2)
        typed = self.TYPED | {"advisers": [adviser.pk for adviser in advisers]}
        assert client.post(url("trainings", "add"), typed).status_code == 302
        training = Training.objects.get(title="岗前培训", held_on="2026-03-10")
        assert training.attendances.count() == 2
        page = client.get(url("trainings", "inspect", training.pk)).content.decode()
        assert all(adviser.name in page for adviser in advisers)

    def test_the_names_stand_in_one_order(self, client, bureau):
        AdviserFactory(name="张三")
        AdviserFactory(name="安四")
        labels = [label for _pk, label in self.form(client, url("trainings", "add")).choices]
        assert [label[:2] for label in labels] == ["安四", "张三"]

    def form(self, client, address):
        return client.get(address).context["form"].fields["advisers"]

    def test_the_day_stays_while_somebody_is_on_the_list(self, client, bureau):
        row = AttendanceFactory(training__held_on="2026-03-10")
        typed = self.TYPED | {"held_on": "2026-05-05", "advisers": [row.adviser.pk]}
        client.post(url("trainings", "edit", row.training.pk), typed)
        row.training.refresh_from_db()
        assert (row.training.title, row.training.held_on.month) == ("岗前培训", 3)

    def test_whom_a_certificate_needs_stays_and_the_form_says_so(self, client, bureau):
        row = AttendanceFactory(training__held_on=dt.date(2026, 3, 10))
        certifying.issue(
            row.adviser,
            number="永顾1",
            valid_from=dt.date(2026, 3, 10),
            valid_until=dt.date(2027, 3, 9),
            by=bureau,
        )
        address = url("trainings", "edit", row.training.pk)
        response = client.post(address, self.TYPED | {"advisers": []})
        assert row.adviser.name in str(response.context["form"].errors["advisers"])
        assert row.training.attendances.exists()

    def test_an_adviser_out_of_reach_stays_on_the_list(self, client, bureau):
        row = AttendanceFactory()
        form = self.form(client, url("trainings", "edit", row.training.pk))
        assert row.adviser in form.queryset

    def test_the_list_counts_who_came(self, client, bureau, django_assert_max_num_queries):
        training = TrainingFactory()
        AttendanceFactory.create_batch(3, training=training)
        address = url("trainings", "index")
        client.get(address)
        with django_assert_max_num_queries(40) as few:
            rows = client.get(address).context["object_list"]
        assert [row.attended for row in rows] == [3]
        for _ in range(4):
            AttendanceFactory()
        with django_assert_max_num_queries(len(few) + 1):
            client.get(address)


class TestCertificates:
    def test_the_next_number_is_proposed_and_only_trained_people_offered(self, client, bureau):
        AdviserFactory(uncertified=True)
        AdviserFactory()
        trained = AttendanceFactory().adviser
        form = client.get(url("certificates", "add")).context["form"]
        assert form["number"].value().endswith("-001")
        assert list(form.fields["adviser"].queryset) == [trained]

    def test_issuing(self, client, bureau):
        trained = AttendanceFactory(training__held_on="2026-03-10").adviser
        typed = {
            "adviser": trained.pk,
            "number": "永顾2026-100",
            "valid_from": "2026-03-10",
            "valid_until": "2029-03-09",
        }
        early = typed | {"valid_from": "2026-03-09"}
        response = client.post(url("certificates", "add"), early)
        assert set(response.context["form"].errors) == {"valid_from"}
        for _tap in range(2):
            client.post(url("certificates", "add"), typed)
        assert Certificate.objects.get().adviser == trained

    @pytest.mark.parametrize(
        ("typed", "action"),
        [
            ({"valid_until": "2031-01-01"}, "directory.renew"),
            ({"suspended_on": "2026-06-01", "reason": "调查"}, "directory.suspend"),
        ],
    )
    def test_renewing_and_suspending(self, client, bureau, typed, action):
        row = self.certificate()
        facts = {"valid_until": "2029-12-31", "suspended_on": "", "reason": ""} | typed
        response = client.post(url("certificates", "edit", row.pk), facts)
        assert response.status_code == 302
        entry = ModelLogEntry.objects.for_instance(row).get()
        assert (entry.action, entry.user) == (action, bureau)

    def test_lifting_needs_a_reason(self, client, bureau):
        row = self.certificate(suspended_on=dt.date(2026, 6, 1))
        typed = {"valid_until": "2029-12-31", "suspended_on": "", "reason": ""}
        response = client.post(url("certificates", "edit", row.pk), typed)
        assert set(response.context["form"].errors) == {"reason"}
        client.post(url("certificates", "edit", row.pk), typed | {"reason": "查清"})
        assert Certificate.objects.get(pk=row.pk).suspended_on is None

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({}, "__all__"),
            ({"valid_until": "2028-01-01"}, "valid_until"),
            ({"valid_until": ""}, "valid_until"),
            ({"suspended_on": "2026-06-01"}, "reason"),
            ({"suspended_on": "2040-06-01", "reason": "x"}, "suspended_on"),
        ],
    )
    def test_what_cannot_be_is_said_beside_its_field(self, client, bureau, typed, field):
        row = self.certificate()
        facts = {"valid_until": "2029-12-31", "suspended_on": "", "reason": ""} | typed
        response = client.post(url("certificates", "edit", row.pk), facts)
        assert set(response.context["form"].errors) == {field}
        assert not ModelLogEntry.objects.for_instance(row).exists()

    def test_a_refused_suspension_renews_nothing_either(self, client, bureau):
        row = self.certificate()
        typed = {"valid_until": "2031-01-01", "suspended_on": "2026-06-01", "reason": ""}
        client.post(url("certificates", "edit", row.pk), typed)
        row.refresh_from_db()
        assert row.valid_until == dt.date(2029, 12, 31)

    def certificate(self, **changes):
        days = {"valid_from": dt.date(2026, 1, 1), "valid_until": dt.date(2029, 12, 31)} | changes
        return CertificateFactory(adviser=AdviserFactory(uncertified=True), **days)
