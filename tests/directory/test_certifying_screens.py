"""The bureau's screens of trainings and certificates."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry

from directory.actions import certifying
from directory.models import Certificate, Training
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    CertificateFactory,
)
from tests.factories.media import photo
from tests.factories.register import (
    AttendanceFactory,
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
