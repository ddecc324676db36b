"""Offices file at the same moment: numbers stay without a gap and nobody gets one twice."""

import pytest
from django.utils import timezone

from directory.models import Topic
from knowledge import actions
from knowledge.models import Filing, Lecture, LectureRequest
from tests.consultations.conftest import committed  # noqa: F401 (a fixture of theirs)
from tests.consultations.test_races import at_once
from tests.knowledge.lecture_desk import LectureDesk
from tests.knowledge.test_lecture_actions import facts


@pytest.fixture(autouse=True)
def topics(committed):  # noqa: F811 (the fixture imported above)
    """The topics that come with the portal go when a test with threads is cleared away."""
    for slug in ("fraud", "wages"):
        Topic.objects.get_or_create(slug=slug, defaults={"name": slug})


def test_four_filed_at_once_are_numbered_one_to_four():
    desk, now = LectureDesk(), timezone.now()
    rows = [desk.filing() for _row in range(4)]
    at_once(*[lambda row=row: actions.file(row, by=desk.office_user, at=now) for row in rows])
    assert sorted(Filing.objects.values_list("serial", flat=True)) == [1, 2, 3, 4]


def test_the_same_filed_three_times_at_once_has_one_number():
    desk, now = LectureDesk(), timezone.now()
    row = desk.filing()
    errors = at_once(*[lambda: actions.file(row, by=desk.office_user, at=now)] * 3)
    assert len(errors) == 2
    assert Filing.objects.get().serial == 1


def test_filed_and_returned_at_once_it_is_one_of_both():
    desk = LectureDesk()
    row = desk.filing()
    errors = at_once(
        lambda: actions.file(row, by=desk.office_user),
        lambda: actions.return_filing(row, by=desk.bureau, reason="缺提纲"),
    )
    row.refresh_from_db()
    assert len(errors) == 1
    assert bool(row.serial) == (row.status == Filing.Status.FILED)


def test_a_request_asked_twice_at_once_is_one():
    desk = LectureDesk()
    at_once(*[desk.request] * 3)
    assert LectureRequest.objects.count() == 1


def test_a_request_planned_twice_at_once_is_one_lecture():
    desk = LectureDesk()
    row, told = desk.request(), facts(speaker=desk.lead)
    told.pop("village")
    work = lambda: actions.plan_requested(row, by=desk.adviser, **told)  # noqa: E731 (given twice)
    errors = at_once(work, work)
    assert len(errors) == 1
    assert Lecture.objects.count() == 1
