"""What happens to a village's request for a lecture."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from knowledge import actions
from knowledge.models import Lecture, LectureRequest
from tests.factories.directory import UserFactory
from tests.factories.knowledge import topic
from tests.knowledge.lecture_desk import LectureDesk
from tests.knowledge.test_lecture_actions import facts

pytestmark = pytest.mark.django_db
Status = LectureRequest.Status


@pytest.fixture
def desk():
    return LectureDesk()


def history(row):
    rows = ModelLogEntry.objects.for_instance(row)
    return list(rows.order_by("timestamp", "pk").values_list("action", flat=True))


def planned(desk, row):
    told = facts(speaker=desk.lead)
    told.pop("village")
    return actions.plan_requested(row, by=desk.adviser, **told)


ANSWERS = {
    "withdraw": lambda desk, row: actions.withdraw_request(row, by=desk.clerk),
    "decline": lambda desk, row: actions.decline_request(row, by=desk.adviser, reason="开庭"),
    "plan": planned,
}
LEADS_TO = {"withdraw": Status.WITHDRAWN, "decline": Status.DECLINED, "plan": Status.PLANNED}


def test_a_clerk_asks_for_a_lecture(desk):
    row = desk.request(people=40, wish="赶集天", note="年底讨薪多")
    assert (row.status, row.village, row.requested_by) == (Status.OPEN, desk.village, desk.clerk)
    assert history(row) == ["wagtail.create"]


def test_the_same_asked_twice_is_one_request(desk):
    assert desk.request() == desk.request()
    assert LectureRequest.objects.count() == 1


def test_another_audience_is_another_request(desk):
    assert desk.request() != desk.request(audience="老人")


@pytest.mark.parametrize("who", ["adviser", "office_user", "other_clerk", "leader", "bureau"])
def test_nobody_but_the_clerk_of_the_village_asks(desk, who):
    with pytest.raises(PermissionDenied):
        actions.request_lecture(
            desk.village, by=getattr(desk, who), topic=topic("wages"), audience="老人"
        )
    assert not LectureRequest.objects.exists()


def test_a_request_without_audience_is_refused(desk):
    with pytest.raises(ValidationError):
        desk.request(audience="")


@pytest.mark.parametrize("answer", ANSWERS)
def test_each_answer_closes_the_request_and_stands_in_its_history(desk, answer):
    row = desk.request()
    ANSWERS[answer](desk, row)
    row.refresh_from_db()
    assert row.status == LEADS_TO[answer]
    assert row.answered_at is not None
    assert len(history(row)) == 2


@pytest.mark.parametrize("first", ANSWERS)
@pytest.mark.parametrize("second", ANSWERS)
def test_an_answered_request_takes_no_second_answer(desk, first, second):
    row = desk.request()
    ANSWERS[first](desk, row)
    with pytest.raises(ValidationError):
        ANSWERS[second](desk, row)
    row.refresh_from_db()
    assert row.status == LEADS_TO[first]
    assert Lecture.objects.count() == (first == "plan")


@pytest.mark.parametrize("who", ["other_adviser", "clerk", "office_user", "leader"])
@pytest.mark.parametrize("answer", [actions.decline_request, actions.plan_requested])
def test_who_does_not_serve_the_village_neither_plans_nor_declines(desk, who, answer):
    row, told = desk.request(), {"reason": "开庭"}
    if answer == actions.plan_requested:
        told = facts(speaker=desk.lead)
        told.pop("village")
    with pytest.raises(PermissionDenied):
        answer(row, by=getattr(desk, who), **told)
    row.refresh_from_db()
    assert row.status == Status.OPEN
    assert not Lecture.objects.exists()


@pytest.mark.parametrize("who", ["adviser", "other_clerk", "office_user"])
def test_only_the_clerk_withdraws(desk, who):
    with pytest.raises(PermissionDenied):
        actions.withdraw_request(desk.request(), by=getattr(desk, who))


def test_a_stranger_answers_nothing(desk):
    with pytest.raises(PermissionDenied):
        actions.decline_request(desk.request(), by=UserFactory(), reason="开庭")


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_without_a_reason_is_refused(desk, reason):
    row = desk.request()
    with pytest.raises(ValidationError):
        actions.decline_request(row, by=desk.adviser, reason=reason)
    row.refresh_from_db()
    assert (row.status, row.answer) == (Status.OPEN, "")


def test_request_and_lecture_point_at_each_other(desk):
    row = desk.request()
    lecture = planned(desk, row)
    row.refresh_from_db()
    assert row.lecture == lecture
    assert (lecture.village, lecture.status) == (desk.village, "planned")


def test_a_plan_that_cannot_be_leaves_the_request_open(desk):
    row, told = desk.request(), facts(speaker=desk.lead)
    told.pop("village")
    with pytest.raises(ValidationError):
        actions.plan_requested(row, by=desk.adviser, **told | {"ends_at": told["starts_at"]})
    row.refresh_from_db()
    assert row.status == Status.OPEN
