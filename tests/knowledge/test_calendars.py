"""Calendar files, read back by a parser."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from knowledge import actions
from knowledge.calendars import Occasion, calendar_file
from tests.factories.knowledge import LectureFactory, held_lecture

START = dt.datetime(2026, 12, 3, 7, 0, tzinfo=dt.UTC)
OCCASION = Occasion(
    uid="7@lectures",
    sequence=0,
    title="防骗，不轻信；不转账",
    starts_at=START,
    ends_at=START + dt.timedelta(minutes=90),
    changed_at=START - dt.timedelta(days=9),
    place="崇文街道 回龙居委会 会议室",
    about="第一件\n第二件",
    url="http://testserver/lectures/7/",
)


def event_in(content):
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    assert calendar["version"] == "2.0"
    (event,) = calendar.walk("VEVENT")
    assert not event.errors
    return event


def test_every_fact_survives_the_round_trip():
    event = event_in(calendar_file(OCCASION))
    assert str(event["summary"]) == OCCASION.title
    assert str(event["description"]) == OCCASION.about
    assert str(event["location"]) == OCCASION.place
    assert event["sequence"] == 0
    assert event["status"] == "CONFIRMED"
    assert event["uid"] == "7@lectures"


def test_times_are_told_in_the_local_zone():
    event = event_in(calendar_file(OCCASION))
    start = event["dtstart"].dt
    assert start == START
    assert start.isoformat() == "2026-12-03T15:00:00+08:00"
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    zone = Calendar.from_ical(calendar_file(OCCASION)).walk("VTIMEZONE")[0].to_tz()
    assert dt.datetime(2026, 12, 3, 15, tzinfo=zone).utcoffset() == dt.timedelta(hours=8)


def test_lines_end_as_the_standard_wants_and_stay_short():
    lines = calendar_file(OCCASION).split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75


@pytest.mark.django_db
def test_a_moved_and_then_cancelled_lecture_keeps_its_identity(client):
    lecture = LectureFactory(announced=True, starts_at=START, ends_at=OCCASION.ends_at)
    url = reverse("knowledge:lecture_ics", args=[lecture.pk])
    first = event_in(client.get(url).content)
    later = {"starts_at": START + dt.timedelta(days=1), "ends_at": START + dt.timedelta(days=2)}
    actions.move(lecture, **later)
    second = event_in(client.get(url).content)
    actions.cancel(lecture)
    third = event_in(client.get(url).content)
    assert first["uid"] == second["uid"] == third["uid"]
    assert [event["sequence"] for event in (first, second, third)] == [0, 1, 2]
    assert second["dtstart"].dt == dt.datetime(2026, 12, 4, 15, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert [str(event["status"]) for event in (first, second, third)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]


@pytest.mark.django_db
def test_the_file_is_offered_as_a_calendar(client):
    lecture = LectureFactory(announced=True)
    answer = client.get(reverse("knowledge:lecture_ics", args=[lecture.pk]))
    assert answer["content-type"] == "text/calendar; charset=utf-8"
    assert f"lecture-{lecture.pk}.ics" in answer["content-disposition"]
    assert lecture.village.full_name in str(event_in(answer.content)["location"])


@pytest.mark.django_db
def test_a_held_lecture_has_its_file_and_a_planned_one_has_none(client):
    held, planned = held_lecture(), LectureFactory()
    assert client.get(reverse("knowledge:lecture_ics", args=[held.pk])).status_code == 200
    assert client.get(reverse("knowledge:lecture_ics", args=[planned.pk])).status_code == 404
