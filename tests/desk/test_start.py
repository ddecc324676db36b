"""The staff's start page: who may enter, what they see, and at what cost."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from tests.factories.accounts import DeviceFactory, UserFactory
from tests.factories.consultations import Township
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    TownshipFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
URL = "/desk/"


@pytest.fixture
def enter(client):
    """Return a function that opens the desk as ``user``."""

    def get(user):
        client.force_login(user)
        return client.get(URL)

    return get


def text(response):
    return " ".join(response.content.decode().split())


def names(response):
    return {template.name for template in response.templates}


def test_stranger_is_sent_to_login(client):
    assert client.get(URL).url == f"/desk/login/?next={URL}"


def test_only_reading(client):
    client.force_login(UserFactory(superuser=True))
    assert client.post(URL).status_code == 405
    assert client.head(URL).status_code == 200


@pytest.mark.parametrize("role", ["clerk", "office", "bureau", "leader"])
def test_holder_of_an_appointment_enters(enter, role):
    township = Township()
    response = enter(township.staff(role))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_adviser_enters_and_sees_the_villages(enter):
    township = Township()
    html = text(enter(township.lead.user))
    assert township.village.short_name in html
    assert township.other_village.short_name not in html
    assert "/desk/consultations/" in html


@pytest.mark.parametrize(
    ("role", "has_desk"),
    [("office", True), ("bureau", True), ("clerk", False), ("leader", False)],
)
def test_only_those_who_answer_get_the_panel_of_questions(enter, role, has_desk):
    response = enter(Township().staff(role))
    assert response.context["standing"].has_desk == has_desk
    assert ("consultations/panels/desk_inbox.html" in names(response)) == has_desk


def test_a_clerk_sees_the_village_and_its_ledger(enter):
    township = Township()
    html = text(enter(township.staff("clerk")))
    assert township.lead.name in html
    assert "ledger/panels/counts.html" in names(enter(township.staff("clerk")))


def test_a_leader_sees_the_figures_of_the_county(enter):
    assert "directory/panels/coverage.html" in names(enter(Township().staff("leader")))


def test_editor_with_admin_access_enters(enter):
    from django.contrib.auth.models import Permission

    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    response = enter(user)
    assert response.status_code == 200
    assert "/cms/" in text(response)


def test_superuser_enters(enter):
    assert enter(UserFactory(superuser=True)).status_code == 200


class TestOthers:
    def test_user_without_a_role(self, enter):
        assert enter(UserFactory()).status_code == 403

    def test_ended_appointment(self, enter):
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        appointment = AppointmentFactory(ends_on=yesterday)
        assert enter(appointment.user).status_code == 403

    def test_last_day_still_counts(self, enter):
        appointment = AppointmentFactory(ends_on=timezone.localdate())
        assert enter(appointment.user).status_code == 200

    def test_appointment_to_come(self, enter):
        tomorrow = timezone.localdate() + dt.timedelta(days=1)
        assert enter(AppointmentFactory(starts_on=tomorrow).user).status_code == 403

    def test_closed_account(self, enter):
        user = UserFactory(superuser=True)
        user.is_active = False
        user.save()
        assert enter(user).status_code == 302

    def test_right_ends_within_an_open_session(self, client, enter):
        appointment = AppointmentFactory()
        assert enter(appointment.user).status_code == 200
        appointment.ends_on = timezone.localdate() - dt.timedelta(days=1)
        appointment.save()
        assert client.get(URL).status_code == 403


def test_adviser_without_village_is_told(enter):
    response = enter(AdviserFactory(with_login=True).user)
    assert response.status_code == 200
    assert response.context["served"].count() == 0


def test_ended_assignment_is_not_shown(enter):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    adviser = AdviserFactory(with_login=True)
    AssignmentFactory(adviser=adviser, ends_on=yesterday, village=VillageFactory(name="旧村"))
    assert "旧村" not in text(enter(adviser.user))


def test_navigation_shows_the_admin_only_to_those_who_may(enter):
    township = Township()
    assert 'href="/cms/"' not in text(enter(township.lead.user))
    assert 'href="/cms/"' in text(enter(UserFactory(superuser=True)))


def test_second_step_is_recommended_until_it_is_on(enter):
    user = UserFactory(superuser=True)
    assert "#second-step" in text(enter(user))
    DeviceFactory(user=user)
    assert "#second-step" not in text(enter(user))


def test_date_is_the_local_day(enter):
    user = UserFactory(superuser=True)
    with time_machine.travel("2026-11-21T23:30:00+00:00", tick=False):
        assert enter(user).context["today"] == dt.date(2026, 11, 22)


def queries_of(client, user, django_assert_max_num_queries):
    client.force_login(user)
    client.get(URL)
    with django_assert_max_num_queries(15) as captured:
        client.get(URL)
    return len(captured)


def test_queries_do_not_grow(client, django_assert_max_num_queries):
    township = Township()
    township.ask()
    user = township.lead.user
    AppointmentFactory(user=user, role="office", place=township.place)
    few = queries_of(client, user, django_assert_max_num_queries)
    for _ in range(4):
        AssignmentFactory(adviser=township.lead)
        AppointmentFactory(user=user, role="office", place=TownshipFactory())
    for _ in range(15):
        township.ask()
    assert queries_of(client, user, django_assert_max_num_queries) == few
