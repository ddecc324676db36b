"""Who asks for, plans, leads and files lectures, and what each is at the desk."""

import datetime as dt

import pytest
from django.utils import timezone

from knowledge import actions
from knowledge.models import Lecture, LectureRequest
from knowledge.permissions import (
    filings_seen_by,
    lectures_seen_by,
    may_file,
    may_lead,
    may_plan,
    may_request,
    may_see_names,
    requests_seen_by,
    standing_of,
    villages_served_by,
)
from tests.factories.directory import CoverFactory, UserFactory, VillageFactory
from tests.knowledge.lecture_desk import LectureDesk

pytestmark = pytest.mark.django_db
WHO = (
    "adviser",
    "other_adviser",
    "clerk",
    "other_clerk",
    "office_user",
    "other_office",
    "bureau",
    "leader",
)
YESTERDAY = dt.timedelta(days=1)


@pytest.fixture
def desk():
    return LectureDesk()


def who(desk, may, *about):
    """Names of those who may."""
    return {name for name in WHO if may(getattr(desk, name), *about)}


def seers(desk, rows_of, row):
    return {name for name in WHO if rows_of(getattr(desk, name)).filter(pk=row.pk).exists()}


def test_who_may_what(desk):
    lecture = desk.lecture("announced")
    assert who(desk, may_request, desk.village) == {"clerk"}
    assert who(desk, may_plan, desk.village) == {"adviser", "bureau"}
    assert who(desk, may_lead, lecture) == {"adviser", "bureau"}
    assert who(desk, may_file, desk.place) == {"office_user", "bureau"}
    assert who(desk, may_see_names, lecture) == {"adviser", "clerk"}


def test_who_sees_what(desk):
    overseers = {"adviser", "clerk", "office_user", "bureau"}
    assert seers(desk, requests_seen_by, desk.request()) == overseers
    filing = desk.filing()
    assert seers(desk, lectures_seen_by, filing.lecture) == overseers
    assert seers(desk, filings_seen_by, filing) == {"office_user", "bureau"}


def test_editors_keep_lectures_but_read_no_names_and_file_nothing(desk, editor):
    lecture = desk.lecture("announced")
    assert may_plan(editor, desk.village)
    assert may_lead(editor, lecture)
    assert not may_see_names(editor, lecture)
    assert not may_file(editor, desk.place)
    assert lecture in lectures_seen_by(editor)
    assert not filings_seen_by(editor).exists()


def test_a_closed_account_may_and_sees_nothing(desk):
    lecture, row = desk.lecture("announced"), desk.request()
    for name in ("adviser", "clerk", "office_user", "bureau"):
        user = getattr(desk, name)
        user.is_active = False
        user.save()
        assert not may_lead(user, lecture)
        assert not may_see_names(user, lecture)
        assert not may_request(user, desk.village)
        assert not lectures_seen_by(user).exists()
        assert not requests_seen_by(user).filter(pk=row.pk).exists()
        assert not standing_of(user).may_enter


def test_an_ended_term_ends_planning_but_not_the_own_lecture(desk):
    lecture, row = desk.lecture("announced"), desk.request()
    desk.assignment.ends_on = timezone.localdate() - YESTERDAY
    desk.assignment.save()
    assert not may_plan(desk.adviser, desk.village)
    assert not requests_seen_by(desk.adviser).filter(pk=row.pk).exists()
    assert may_lead(desk.adviser, lecture)
    assert actions.cancel(lecture, by=desk.adviser).status == "cancelled"


def test_a_cover_plans_too(desk):
    CoverFactory(village=desk.village, adviser=desk.neighbour)
    assert may_plan(desk.other_adviser, desk.village)
    served = villages_served_by(desk.neighbour).order_by("code")
    assert set(served) == {desk.village, desk.other_village}


def test_nobody_serves_nothing():
    VillageFactory()
    assert not villages_served_by(None).exists()


def test_what_each_is_at_the_desk(desk):
    township, village, county = desk.place.reach, desk.village.reach, desk.county.reach
    adviser, clerk = standing_of(desk.adviser), standing_of(desk.clerk)
    assert (adviser.adviser, adviser.watches) == (desk.lead, ())
    assert (clerk.clerk_at, clerk.watches, clerk.files_at) == ((village,), (), ())
    office, leader = standing_of(desk.office_user), standing_of(desk.leader)
    assert (office.files_at, office.watches) == ((township,), (township,))
    assert (leader.files_at, leader.watches) == ((), (county,))
    assert standing_of(desk.bureau).files_at == (county,)
    assert standing_of(UserFactory(superuser=True)).watches == ("",)
    assert not standing_of(UserFactory()).may_enter


def test_the_operators_commands_need_no_right(desk):
    assert may_request(None, desk.village)
    assert may_plan(None, desk.village)
    assert may_file(None, desk.place)


def test_strangers_see_nothing(desk):
    desk.request(), desk.filing()
    stranger = UserFactory()
    assert not lectures_seen_by(stranger).exists()
    assert not requests_seen_by(stranger).exists()
    assert not filings_seen_by(stranger).exists()
    assert Lecture.objects.exists()
    assert LectureRequest.objects.exists()
