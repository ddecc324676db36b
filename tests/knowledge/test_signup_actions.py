"""Signing up for a lecture without an account: the rules behind the pages."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from knowledge import actions
from knowledge.models import Lecture, SignUp
from tests.factories.knowledge import LectureFactory, held_lecture

pytestmark = pytest.mark.django_db
KEY, OTHER = "k" * 24, "o" * 24
DAY = dt.timedelta(days=1)


@pytest.fixture
def lecture():
    return LectureFactory(announced=True)


def coming(lecture):
    return Lecture.objects.with_coming().get(pk=lecture.pk).coming


def refusal(call, *args, **kwargs):
    with pytest.raises(ValidationError) as caught:
        call(*args, **kwargs)
    return getattr(caught.value, "code", None)


def test_people_who_come_are_counted(lecture):
    assert coming(lecture) == 0
    actions.sign_up(lecture, key=KEY, people=3)
    actions.sign_up(lecture, key=OTHER)
    assert coming(lecture) == 4


def test_the_name_is_sealed_and_the_key_is_not_stored(lecture):
    actions.sign_up(lecture, key=KEY, name=" 王大妈 ")
    assert SignUp.objects.get().name == "王大妈"
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, key_hash FROM knowledge_signup")
        stored = "".join(cursor.fetchone())
    assert "王大妈" not in stored
    assert KEY not in stored


def test_one_phone_signs_up_once_however_often_it_is_sent(lecture):
    actions.sign_up(lecture, key=KEY, people=2)
    actions.sign_up(lecture, key=KEY, people=5, name="老李")
    signup = SignUp.objects.get()
    assert (signup.people, signup.name) == (5, "老李")
    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp.objects.create(lecture=lecture, key_hash=signup.key_hash)


def test_one_phone_signs_up_for_several_lectures(lecture):
    other = LectureFactory(announced=True)
    actions.sign_up(lecture, key=KEY)
    actions.sign_up(other, key=KEY, people=2)
    assert (coming(lecture), coming(other)) == (1, 2)


@pytest.mark.parametrize("people", [0, -1, 21, 99999])
def test_a_number_of_people_that_cannot_be_is_refused(lecture, people):
    refusal(actions.sign_up, lecture, key=KEY, people=people)
    assert not SignUp.objects.exists()


def test_a_name_that_is_too_long_is_refused(lecture):
    refusal(actions.sign_up, lecture, key=KEY, name="王" * 31)
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (LectureFactory, "closed"),
        (lambda: LectureFactory(cancelled=True), "cancelled"),
        (lambda: LectureFactory(announced=True, last_week=True), "closed"),
        (held_lecture, "closed"),
    ],
    ids=["planned", "cancelled", "over", "held"],
)
def test_only_an_announced_lecture_to_come_takes_sign_ups(made, code):
    assert refusal(actions.sign_up, made(), key=KEY) == code
    assert not SignUp.objects.exists()


def test_signing_up_ends_when_the_lecture_begins(lecture):
    actions.sign_up(lecture, key=KEY, at=lecture.starts_at - dt.timedelta(seconds=1))
    assert refusal(actions.sign_up, lecture, key=OTHER, at=lecture.starts_at) == "closed"
    assert refusal(actions.change, lecture, key=KEY, people=2, at=lecture.starts_at) == "closed"


def test_changing_how_many_come(lecture):
    actions.sign_up(lecture, key=KEY, people=2, name="老李")
    actions.change(lecture, key=KEY, people=4)
    signup = SignUp.objects.get()
    assert (signup.people, signup.name) == (4, "")


def test_nobody_changes_or_withdraws_what_another_phone_signed(lecture):
    actions.sign_up(lecture, key=KEY, people=2)
    assert refusal(actions.change, lecture, key=OTHER, people=4) == "unknown"
    assert refusal(actions.withdraw, lecture, key=OTHER) == "unknown"
    assert coming(lecture) == 2


def test_withdrawing_takes_people_and_name_away(lecture):
    actions.sign_up(lecture, key=KEY, people=2, name="老李")
    signup = actions.withdraw(lecture, key=KEY)
    assert coming(lecture) == 0
    assert signup.withdrawn_at
    assert SignUp.objects.get().name == ""
    assert refusal(actions.withdraw, lecture, key=KEY) == "unknown"
    assert refusal(actions.change, lecture, key=KEY, people=1) == "unknown"


def test_withdrawing_is_possible_afterwards_too(lecture):
    actions.sign_up(lecture, key=KEY, name="老李")
    actions.cancel(lecture)
    assert actions.withdraw(lecture, key=KEY).name == ""


def test_coming_after_all_begins_anew(lecture):
    actions.sign_up(lecture, key=KEY, people=2, name="老李")
    actions.withdraw(lecture, key=KEY)
    again = actions.sign_up(lecture, key=KEY, people=3, at=timezone.now() + DAY)
    assert (again.people, again.withdrawn_at, coming(lecture)) == (3, None, 3)
    assert again.signed_at > timezone.now()


class TestForgetting:
    def test_names_are_erased_thirty_days_after_the_lecture_and_the_number_stays(self, lecture):
        actions.sign_up(lecture, key=KEY, people=2, name="老李")
        assert actions.forget_names(at=lecture.ends_at + 30 * DAY) == 0
        assert SignUp.objects.get().name == "老李"
        assert actions.forget_names(at=lecture.ends_at + 31 * DAY) == 1
        assert SignUp.objects.get().name == ""
        assert coming(lecture) == 2
        assert actions.forget_names(at=lecture.ends_at + 31 * DAY) == 0

    def test_the_command_does_it_by_the_clock(self, lecture, settings, capsys):
        actions.sign_up(lecture, key=KEY, name="老李")
        days_ago = timezone.now() - 40 * DAY
        Lecture.objects.update(starts_at=days_ago, ends_at=days_ago + dt.timedelta(hours=1))
        call_command("forget_signup_names")
        assert "1 names" in capsys.readouterr().out
        assert SignUp.objects.get().name == ""
        assert ("forget_signup_names", 24 * 3600) in settings.SCHEDULE
