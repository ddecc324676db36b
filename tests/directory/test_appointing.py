"""Appointing: the role opens its screens, the end of the term closes them."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from directory.actions import appoint, end_appointment, sync_ended, sync_groups
from directory.models import Appointment
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    CountyFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]
TODAY = dt.date(2026, 11, 22)
GROUPS = {"bureau": "司法局", "office": "司法所", "leader": "领导小组", "clerk": None}


@pytest.fixture
def _today():
    with time_machine.travel(dt.datetime(2026, 11, 22, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def bureau():
    return AppointmentFactory(role="bureau", place=CountyFactory()).user


def groups_of(user):
    return set(user.groups.values_list("name", flat=True))


def place_for(role):
    village = VillageFactory()
    return {"clerk": village, "office": village.parent}.get(role, village.parent.parent)


@pytest.mark.parametrize("role", GROUPS)
def test_the_role_brings_its_group(bureau, role):
    user = UserFactory()
    row = appoint(user, role=role, place=place_for(role), starts_on=TODAY, by=bureau)
    assert groups_of(user) == {GROUPS[role]} - {None}
    assert user.has_perm("wagtailadmin.access_admin") is (role != "clerk")
    entry = ModelLogEntry.objects.for_instance(row).get()
    assert (entry.action, entry.user) == ("directory.appoint", bureau)


def test_the_end_of_the_last_term_takes_it_away(bureau):
    user, other = UserFactory(), TownshipFactory()
    first = appoint(user, role="office", place=other, starts_on=TODAY, by=bureau)
    second = appoint(user, role="office", place=TownshipFactory(), starts_on=TODAY, by=bureau)
    yesterday = TODAY - dt.timedelta(days=1)
    Appointment.objects.update(starts_on=dt.date(2026, 1, 1))
    end_appointment(first, on=yesterday, by=bureau)
    assert groups_of(user) == {"司法所"}
    end_appointment(second, on=TODAY, by=bureau)
    assert groups_of(user) == {"司法所"}  # she still works today
    with time_machine.travel(dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC)):
        assert sync_ended() == 1
        assert sync_ended() == 0
    assert groups_of(user) == set()


def test_a_group_given_by_hand_stays():
    user = UserFactory()
    user.groups.add(Group.objects.get(name="司法局"))
    AppointmentFactory(user=user, role="office", place=TownshipFactory())
    sync_groups(user)
    sync_ended()
    assert groups_of(user) == {"司法局", "司法所"}


@pytest.mark.parametrize("role", ["office", "leader", "clerk"])
def test_only_the_bureau_of_the_place_appoints(role):
    by = AppointmentFactory(role=role, place=place_for(role)).user
    with pytest.raises(PermissionDenied):
        appoint(UserFactory(), role="office", place=TownshipFactory(), starts_on=TODAY, by=by)
    row = AppointmentFactory()
    with pytest.raises(PermissionDenied):
        end_appointment(row, on=TODAY, by=by)


def test_a_bureau_appoints_nobody_in_another_county(bureau):
    county = CountyFactory(code="430811000000", name="武陵源区")
    with pytest.raises(PermissionDenied):
        appoint(UserFactory(), role="bureau", place=county, starts_on=TODAY, by=bureau)


def test_a_role_is_held_at_its_level_and_once(bureau):
    user, township = UserFactory(), TownshipFactory()
    with pytest.raises(ValidationError):
        appoint(user, role="bureau", place=township, starts_on=TODAY, by=bureau)
    appoint(user, role="office", place=township, starts_on=TODAY, by=bureau)
    with pytest.raises(ValidationError):
        appoint(user, role="office", place=township, starts_on=TODAY, by=bureau)
    assert user.appointments.count() == 1


def test_what_has_ended_does_not_end_later(bureau):
    row = AppointmentFactory(role="office", place=TownshipFactory(), ends_on=dt.date(2026, 5, 1))
    with pytest.raises(ValidationError):
        end_appointment(row, on=TODAY, by=bureau)


class TestTheScreen:
    @pytest.fixture(autouse=True)
    def _log_in(self, client, bureau):
        sync_groups(bureau)
        client.force_login(bureau)

    def test_appoints_and_ends(self, client):
        user, township = UserFactory(), TownshipFactory()
        typed = {"user": user.pk, "role": "office", "place": township.pk}
        days = {"starts_on": "2026-11-01"}
        answer = client.post(reverse("register/appointments:add"), typed | days)
        assert answer.status_code == 302
        assert groups_of(user) == {"司法所"}
        row = user.appointments.get()
        address = reverse("register/appointments:edit", args=[row.pk])
        assert list(client.get(address).context["form"].fields) == ["ends_on"]
        assert client.post(address, {"ends_on": ""}).status_code == 200
        client.post(address, {"ends_on": "2026-11-10", "role": "bureau"})
        row.refresh_from_db()
        assert (row.role, row.ends_on) == ("office", dt.date(2026, 11, 10))
        assert groups_of(user) == set()

    def test_refuses_in_words(self, client):
        typed = {"user": UserFactory().pk, "role": "bureau", "place": TownshipFactory().pk}
        answer = client.post(reverse("register/appointments:add"), typed | {"starts_on": TODAY})
        assert "place" in answer.context["form"].errors
        assert Appointment.objects.count() == 1


@pytest.mark.parametrize("role", ["bureau", "office", "leader"])
class TestAdvisersDoNotOverseeThemselves:
    """A complaint about an adviser lies with the bureau; what villagers write, with the adviser."""

    def test_no_such_role_for_an_adviser(self, bureau, role):
        user = AdviserFactory(with_login=True).user
        with pytest.raises(ValidationError) as refusal:
            appoint(user, role=role, place=place_for(role), starts_on=TODAY, by=bureau)
        assert set(refusal.value.message_dict) == {"user"}
        assert not user.appointments.exists()
        assert not user.has_perm("wagtailadmin.access_admin")

    def test_no_adviser_with_such_an_account(self, bureau, role):
        user, adviser = UserFactory(), AdviserFactory()
        row = appoint(user, role=role, place=place_for(role), starts_on=TODAY, by=bureau)
        adviser.user = user
        with pytest.raises(ValidationError) as refusal:
            adviser.full_clean()
        assert set(refusal.value.message_dict) == {"user"}
        Appointment.objects.filter(pk=row.pk).update(
            starts_on=TODAY - dt.timedelta(days=9), ends_on=TODAY - dt.timedelta(days=1)
        )
        adviser.full_clean()


def test_a_clerk_may_be_an_adviser_elsewhere(bureau):
    user = AdviserFactory(with_login=True).user
    appoint(user, role="clerk", place=VillageFactory(), starts_on=TODAY, by=bureau)
    assert user.appointments.exists()
