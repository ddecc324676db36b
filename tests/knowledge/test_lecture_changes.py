"""What people are told when a lecture they know of is moved or called off."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from knowledge import actions
from knowledge.models import LectureChange
from tests.factories.knowledge import LectureFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def later(lecture, days=1):
    shift = days * DAY
    return {"starts_at": lecture.starts_at + shift, "ends_at": lecture.ends_at + shift}


def test_a_moved_lecture_tells_when_and_where_it_was_and_why():
    lecture = LectureFactory(announced=True, location="村部")
    actions.move(lecture, reason=" 大雪封路 ", location="小学操场", **later(lecture))
    change = LectureChange.objects.get()
    assert (change.kind, change.reason) == ("moved", "大雪封路")
    assert change.starts_at_before == lecture.starts_at
    assert change.place_before == f"{lecture.village.full_name} 村部"


def test_a_cancelled_lecture_tells_why():
    lecture = LectureFactory(announced=True)
    actions.cancel(lecture, reason="律师生病")
    change = LectureChange.objects.get()
    assert (change.kind, change.reason) == ("cancelled", "律师生病")
    assert change.starts_at_before == lecture.starts_at


def test_every_move_is_told_the_latest_first():
    lecture = LectureFactory(announced=True)
    moved = actions.move(lecture, **later(lecture))
    actions.move(moved, **later(moved))
    before = [change.starts_at_before for change in lecture.changes.all()]
    assert before == [lecture.starts_at + DAY, lecture.starts_at]


def test_nobody_is_told_of_what_nobody_knew():
    planned = LectureFactory()
    actions.cancel(actions.move(planned, **later(planned)))
    assert not LectureChange.objects.exists()


def test_nothing_is_told_when_nothing_changes_or_only_the_end():
    lecture = LectureFactory(announced=True)
    actions.move(lecture, starts_at=lecture.starts_at)
    actions.move(lecture, ends_at=lecture.ends_at + dt.timedelta(minutes=30))
    assert not LectureChange.objects.exists()


def test_a_refused_move_tells_nothing():
    lecture = LectureFactory(announced=True)
    with pytest.raises(ValidationError):
        actions.move(lecture, ends_at=lecture.starts_at - DAY)
    with pytest.raises(ValidationError):
        actions.move(lecture, location="别处", reason="长" * 201)
    assert not LectureChange.objects.exists()


def test_cancelling_twice_tells_once():
    lecture = LectureFactory(announced=True)
    actions.cancel(lecture)
    with pytest.raises(ValidationError):
        actions.cancel(lecture)
    assert LectureChange.objects.count() == 1


def test_an_editor_types_the_reason_in_the_admin(client, editor):
    client.force_login(editor)
    lecture = LectureFactory(announced=True)
    start = timezone.localtime(lecture.starts_at) + DAY
    typed = {
        "title": lecture.title,
        "topic": lecture.topic_id,
        "audience": lecture.audience,
        "village": lecture.village_id,
        "location": lecture.location,
        "starts_at": f"{start:%Y-%m-%d %H:%M}",
        "ends_at": f"{start + dt.timedelta(hours=1):%Y-%m-%d %H:%M}",
        "speaker": lecture.speaker_id,
        "summary": "",
        "step": "",
        "reason": "停电",
    }
    answer = client.post(reverse("lectures:edit", args=[lecture.pk]), typed)
    assert answer.status_code == 302
    assert LectureChange.objects.get().reason == "停电"
    client.post(reverse("lectures:edit", args=[lecture.pk]), typed | {"step": "cancel"})
    assert [row.kind for row in LectureChange.objects.all()] == ["cancelled", "moved"]
