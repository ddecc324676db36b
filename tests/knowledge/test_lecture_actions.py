"""What may happen to a lecture, and what it leaves behind."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from directory.ledger.models import Entry
from knowledge import actions
from knowledge.models import TRANSITIONS, Lecture
from tests.factories.directory import AdviserFactory, TownshipFactory, UserFactory, VillageFactory
from tests.factories.knowledge import LectureFactory, OutlineFactory, held_lecture, topic

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
ACTIONS = {
    "announce": actions.announce,
    "describe": lambda lecture, **by: actions.describe(lecture, title="换个题目", **by),
    "move": lambda lecture, **by: actions.move(lecture, location="小学操场", **by),
    "hold": lambda lecture, **by: actions.hold(lecture, head_count=20, **by),
    "cancel": actions.cancel,
}


def lecture_in(status):
    if status == "held":
        return held_lecture()
    return LectureFactory(status=status, last_week=True, outline=OutlineFactory())


def history(lecture):
    return list(
        ModelLogEntry.objects.filter(object_id=str(lecture.pk))
        .order_by("timestamp", "pk")
        .values_list("action", flat=True)
    )


def facts(**changes):
    start = timezone.now() + DAY
    return {
        "title": "防骗：不轻信、不转账",
        "topic": topic("fraud"),
        "audience": "老年人",
        "village": VillageFactory(),
        "speaker": AdviserFactory(),
        "starts_at": start,
        "ends_at": start + dt.timedelta(hours=1),
        "location": "村部",
        **changes,
    }


def test_plan_enters_a_lecture_that_nobody_sees_yet():
    lecture = actions.plan(**facts())
    assert lecture.status == "planned"
    assert not Lecture.objects.public().exists()
    assert history(lecture) == ["wagtail.create"]


def test_plan_refuses_an_end_before_the_begin():
    start = timezone.now()
    with pytest.raises(ValidationError):
        actions.plan(**facts(starts_at=start, ends_at=start - DAY))
    assert not Lecture.objects.exists()


def test_plan_refuses_a_township_as_village():
    with pytest.raises(ValidationError):
        actions.plan(**facts(village=TownshipFactory()))


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("status", Lecture.Status.values)
def test_each_action_works_from_its_statuses_and_from_no_other(action, status):
    lecture = lecture_in(status)
    before, entries = history(lecture), Entry.objects.count()
    sources, target = TRANSITIONS[action]
    if status in sources:
        after = ACTIONS[action](lecture)
        assert after.status == (target or status)
        assert history(lecture) == [*before, f"knowledge.{action}"]
        return
    with pytest.raises(ValidationError):
        ACTIONS[action](lecture)
    lecture.refresh_from_db()
    assert lecture.status == status
    assert history(lecture) == before
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("action", ACTIONS)
def test_somebody_without_the_right_is_refused(action):
    lecture = LectureFactory(last_week=True, status=next(iter(TRANSITIONS[action][0])))
    with pytest.raises(PermissionDenied):
        ACTIONS[action](lecture, by=UserFactory())
    assert history(lecture) == []


def test_an_editor_may(editor):
    assert actions.announce(actions.plan(by=editor, **facts()), by=editor).status == "announced"


def test_a_held_lecture_stands_in_the_ledger_of_its_village():
    start = dt.datetime(2026, 11, 3, 16, 30, tzinfo=dt.UTC)
    lecture = LectureFactory(
        announced=True,
        starts_at=start,
        ends_at=start + dt.timedelta(minutes=80),
        title="防骗",
        outline=OutlineFactory(),
    )
    lecture = actions.hold(lecture, at=start + DAY)
    entry = lecture.ledger_entry
    assert entry.kind == "lecture"
    assert entry.volume.pk == lecture.village.pk
    assert entry.happened_on == dt.date(2026, 11, 4)
    assert (entry.minutes, entry.summary, entry.adviser) == (80, "防骗", lecture.speaker)


def test_holding_twice_writes_one_entry():
    lecture = held_lecture()
    with pytest.raises(ValidationError):
        actions.hold(lecture)
    assert Entry.objects.count() == 1


def test_a_lecture_is_not_held_before_it_begins():
    lecture = LectureFactory(announced=True)
    with pytest.raises(ValidationError) as refusal:
        actions.hold(lecture)
    assert refusal.value.code == "too_early"
    assert not Entry.objects.exists()


def test_moving_raises_the_calendar_version_and_keeps_the_identity():
    lecture = LectureFactory(announced=True)
    moved = actions.move(lecture, starts_at=lecture.starts_at + DAY, ends_at=lecture.ends_at + DAY)
    assert (moved.sequence, moved.uid) == (1, lecture.uid)
    assert actions.move(moved, location="小学操场").sequence == 2


def test_moving_to_where_it_is_changes_nothing():
    lecture = LectureFactory(announced=True)
    same = actions.move(lecture, starts_at=lecture.starts_at, location=lecture.location)
    assert same.sequence == 0
    assert history(lecture) == []


def test_moving_refuses_an_end_before_the_begin():
    lecture = LectureFactory(announced=True)
    with pytest.raises(ValidationError):
        actions.move(lecture, ends_at=lecture.starts_at - DAY)
    lecture.refresh_from_db()
    assert lecture.sequence == 0


def test_describing_does_not_touch_the_calendar():
    lecture = actions.describe(LectureFactory(announced=True), title="换个题目", summary="讲三件事")
    assert (lecture.title, lecture.sequence) == ("换个题目", 0)
    with pytest.raises(TypeError):
        actions.describe(lecture, starts_at=timezone.now())


def test_cancelling_raises_the_calendar_version_and_keeps_the_reason():
    lecture = actions.cancel(LectureFactory(announced=True), reason="大雪封路")
    assert lecture.sequence == 1
    log = ModelLogEntry.objects.get(object_id=str(lecture.pk))
    assert log.data == {"reason": "大雪封路"}


def test_revising_changes_words_and_calendar_at_once():
    lecture = LectureFactory(announced=True)
    calendar = {"location": "小学操场"}
    after = actions.revise(lecture, words={"title": "换个题目"}, calendar=calendar, reason="停电")
    assert (after.title, after.location, after.sequence) == ("换个题目", "小学操场", 1)
    assert history(lecture) == ["knowledge.describe", "knowledge.move"]
    assert lecture.changes.get().reason == "停电"


def test_revising_leaves_the_words_when_the_calendar_cannot_be():
    lecture = LectureFactory(announced=True, title="原来的题目")
    with pytest.raises(ValidationError):
        actions.revise(
            lecture, words={"title": "换个题目"}, calendar={"ends_at": lecture.starts_at - DAY}
        )
    lecture.refresh_from_db()
    assert (lecture.title, lecture.sequence) == ("原来的题目", 0)
    assert history(lecture) == []


def test_revising_nothing_leaves_no_trace():
    lecture = LectureFactory(announced=True)
    actions.revise(lecture, words={"title": lecture.title}, calendar={})
    assert history(lecture) == []
