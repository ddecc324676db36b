"""Rights at a place: who reaches what, and nothing once the term is over."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from directory.models import Appointment, Assignment, Place
from directory.permissions import (
    RecordPolicy,
    adviser_of,
    holds,
    keeps_register,
    keeps_register_anywhere,
    may_arrange_cover,
    places_of,
    reaches,
)
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    CountyFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return VillageFactory()


def place_for(role, village):
    """The place where ``role`` is held so that it reaches ``village``."""
    return {"clerk": village, "office": village.parent}.get(role, village.parent.parent)


@pytest.mark.parametrize("role", Appointment.Role.values)
def test_a_role_reaches_what_lies_under_its_place(village, role):
    place = place_for(role, village)
    user = AppointmentFactory(role=role, place=place).user
    assert reaches(user, [role]) == [place.reach]
    assert holds(user, role, village)
    assert village in places_of(user, [role])


@pytest.mark.parametrize("role", ["clerk", "office"])
def test_a_role_does_not_reach_its_neighbours(village, role):
    user = AppointmentFactory(role=role, place=place_for(role, village)).user
    stranger = VillageFactory(parent=TownshipFactory())
    assert not holds(user, role, stranger)
    assert not holds(user, role, village.parent.parent)
    assert stranger not in places_of(user)


def test_codes_that_begin_alike_are_not_under_each_other():
    clerk = AppointmentFactory(role="clerk", place=VillageFactory(code="430802001001")).user
    township = TownshipFactory(code="430802001000")
    assert not holds(clerk, "clerk", township)
    assert list(places_of(clerk)) == [Place.objects.get(pk="430802001001")]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_held"),
    [
        (dt.date(2026, 11, 21), dt.date(2026, 11, 21), True),
        (dt.date(2026, 11, 1), None, True),
        (dt.date(2026, 11, 22), None, False),
        (dt.date(2026, 1, 1), dt.date(2026, 11, 20), False),
    ],
)
def test_a_role_is_held_on_the_days_of_its_term(time_machine, starts_on, ends_on, is_held):
    time_machine.move_to(dt.datetime(2026, 11, 21, 1, tzinfo=dt.UTC))
    user = AppointmentFactory(role="bureau", starts_on=starts_on, ends_on=ends_on).user
    assert holds(user, "bureau", VillageFactory()) is is_held
    assert reaches(user, ["bureau"], on=dt.date(2020, 1, 1)) == []


def test_several_roles_are_told_apart(village):
    user = AppointmentFactory(role="clerk", place=village).user
    AppointmentFactory(role="leader", user=user)
    assert reaches(user, ["clerk", "leader"]) == ["430802", village.pk]
    assert reaches(user, ["bureau"]) == []
    assert reaches(user, []) == []
    assert not keeps_register(user, village)


def test_strangers_and_the_locked_out_reach_nothing(village):
    locked_out = UserFactory(is_active=False)
    AppointmentFactory(role="bureau", user=locked_out)
    for user in [AnonymousUser(), locked_out, UserFactory()]:
        assert reaches(user, Appointment.Role.values) == []
        assert adviser_of(user) is None
        assert not keeps_register(user, village)
        assert not keeps_register_anywhere(user)
        assert not may_arrange_cover(user, village)
        assert not places_of(user).exists()


def test_a_superuser_keeps_the_register_but_holds_no_role(village):
    root = UserFactory(superuser=True)
    assert keeps_register(root, village)
    assert keeps_register_anywhere(root)
    assert reaches(root, Appointment.Role.values) == []


def test_an_adviser_is_found_by_the_log_in():
    adviser = AdviserFactory(with_login=True)
    assert adviser_of(adviser.user) == adviser
    adviser.user.is_active = False
    assert adviser_of(adviser.user) is None


@pytest.mark.parametrize(
    ("role", "level", "fits"),
    [
        ("clerk", "village", True),
        ("clerk", "township", False),
        ("office", "township", True),
        ("office", "village", False),
        ("bureau", "county", True),
        ("bureau", "township", False),
        ("leader", "county", True),
        ("leader", "village", False),
    ],
)
def test_a_role_belongs_to_a_level(village, role, level, fits):
    places = {"village": village, "township": village.parent, "county": CountyFactory()}
    row = AppointmentFactory.build(role=role, place=places[level], user=UserFactory())
    if fits:
        row.full_clean()
    else:
        with pytest.raises(ValidationError):
            row.full_clean()


def test_a_record_policy_refuses_even_superusers():
    policy = RecordPolicy(Assignment, refuses={"delete"})
    root = UserFactory(superuser=True)
    assert policy.user_has_permission(root, "change")
    assert not policy.user_has_permission(root, "delete")
    assert policy.user_has_any_permission(root, ["delete", "view"])
    assert not policy.user_has_any_permission(root, ["delete"])
    assert not policy.user_has_permission_for_instance(root, "delete", None)
