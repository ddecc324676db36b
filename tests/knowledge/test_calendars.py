"""Calendar files, read back by the library and by a reader of our own that forgives nothing."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from knowledge.calendars import SHANGHAI, Occasion, calendar_feed, calendar_file
from tests.knowledge.strict_calendar import BrokenError, PhoneCalendar, read

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
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120)


def changed(**facts):
    return dataclasses.replace(OCCASION, **facts)


def event_in(content):
    """The one event of a file that both readers take without a complaint."""
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    assert calendar["version"] == "2.0"
    assert len(read(content).of("VEVENT")) == 1
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
    assert event["url"] == OCCASION.url
    assert event["dtstamp"].dt == event["last-modified"].dt == OCCASION.changed_at


def test_times_are_told_in_the_local_zone():
    event = event_in(calendar_file(OCCASION))
    start = event["dtstart"].dt
    assert start == START
    assert start.isoformat() == "2026-12-03T15:00:00+08:00"
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"


@pytest.mark.parametrize("year", [1992, 2026, 2039, 2075])
@pytest.mark.parametrize("month", [1, 7])
def test_the_zone_in_the_file_is_the_one_of_the_country_in_every_year(year, month):
    zone = Calendar.from_ical(calendar_file(OCCASION)).walk("VTIMEZONE")[0].to_tz()
    moment = dt.datetime(year, month, 15, 15, tzinfo=SHANGHAI)
    assert moment.replace(tzinfo=zone).utcoffset() == moment.utcoffset()


def test_the_zone_has_one_rule_without_end_and_no_remark():
    (zone,) = read(calendar_file(OCCASION)).of("VTIMEZONE")
    assert zone.text("TZID") == "Asia/Shanghai"
    assert "COMMENT" not in zone.properties
    (rule,) = zone.of("STANDARD")
    assert not zone.of("DAYLIGHT")
    assert rule.properties["TZOFFSETTO"][1] == "+0800"


@settings(deadline=None)
@given(title=WORDS, place=WORDS, about=WORDS)
def test_whatever_was_typed_comes_back_as_it_was(title, place, about):
    content = calendar_feed(title, [changed(title=title, place=place, about=about)])
    (event,) = read(content).of("VEVENT")
    assert (event.text("SUMMARY"), event.text("LOCATION")) == (title, place)
    assert event.text("DESCRIPTION") == about
    assert read(content).text("NAME") == title
    (again,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(again["summary"]) == title


@pytest.mark.parametrize(
    "text",
    [
        '逗号,分号;反斜杠\\引号"冒号:',
        "一行\n两行\n\n四行",
        "\\n 不是换行",
        "长" * 300,
        "a长" * 200,
        "😀" * 100,
        "END:VEVENT\r\nBEGIN:VEVENT",
        " 前后有空格 ",
    ],
)
def test_odd_words_neither_break_the_file_nor_get_lost(text):
    (event,) = read(calendar_file(changed(about=text, title=text.splitlines()[0]))).of("VEVENT")
    assert event.text("DESCRIPTION") == text.replace("\r\n", "\n")


def test_an_event_without_words_has_no_empty_description():
    (event,) = read(calendar_file(changed(about=""))).of("VEVENT")
    assert "DESCRIPTION" not in event.properties


def test_the_phone_rings_two_hours_before_what_was_put_in_by_hand():
    (event,) = read(calendar_file(OCCASION)).of("VEVENT")
    (bell,) = event.of("VALARM")
    assert bell.properties["TRIGGER"][1] == "-PT2H"


@pytest.mark.parametrize(
    "content",
    [calendar_file(changed(is_cancelled=True)), calendar_feed("讲座", [OCCASION])],
    ids=["cancelled", "followed"],
)
def test_no_bell_rings_for_what_is_cancelled_or_followed(content):
    assert b"VALARM" not in content


def test_a_calendar_that_phones_follow_says_its_name_and_when_to_ask_again():
    calendar = read(calendar_feed("永定区，法律讲座", [OCCASION, changed(uid="8@lectures")]))
    assert calendar.text("NAME") == calendar.text("X-WR-CALNAME") == "永定区，法律讲座"
    assert calendar.properties["REFRESH-INTERVAL"] == (";VALUE=DURATION", "PT12H")
    assert [event.text("UID") for event in calendar.of("VEVENT")] == ["7@lectures", "8@lectures"]


def test_a_calendar_without_lectures_is_a_whole_calendar():
    assert read(calendar_feed("讲座", [])).of("VEVENT") == []


class TestPhone:
    """What becomes of an event when file after file is opened."""

    def test_a_later_file_moves_the_event_and_does_not_double_it(self):
        phone = PhoneCalendar()
        phone.open(calendar_file(OCCASION))
        later = START + dt.timedelta(days=1)
        moved = changed(sequence=1, starts_at=later, ends_at=later + dt.timedelta(hours=1))
        phone.open(calendar_file(moved))
        assert phone.only.starts_at == later
        phone.open(calendar_file(OCCASION))
        assert phone.only.starts_at == later, "an old file that is opened again changes nothing"

    def test_a_cancelled_one_is_struck_and_not_doubled(self):
        phone = PhoneCalendar()
        phone.open(calendar_file(OCCASION))
        phone.open(calendar_feed("讲座", [changed(sequence=1, is_cancelled=True)]))
        assert phone.only.is_struck


class TestReader:
    """The strict reader refuses what it is there to refuse."""

    GOOD = calendar_file(OCCASION)

    @pytest.mark.parametrize(
        ("good", "bad"),
        [
            (b"\r\n", b"\n"),
            (b"END:VCALENDAR\r\n", b"END:VCALENDAR"),
            ("防骗".encode(), ("防" * 30).encode()),
            ("防".encode(), "防".encode()[:2]),
            ("防".encode(), "防".encode()[:2] + b"\r\n " + "防".encode()[2:]),
            (b"VERSION:2.0\r\n", b""),
            (b"VERSION:2.0\r\n", b"VERSION:2.0\r\nMETHOD:REQUEST\r\n"),
            (b"SEQUENCE:0\r\n", b"SEQUENCE:0\r\nSEQUENCE:1\r\n"),
            (b"UID:7@lectures\r\n", b""),
            (b"Z\r\nUID", b"\r\nUID"),
            (b"TZID:Asia/Shanghai", b"TZID:Asia/Beijing"),
            (b"DTEND;TZID=Asia/Shanghai:20261203", b"DTEND;TZID=Asia/Shanghai:20261202"),
            (b"STATUS:CONFIRMED", b"STATUS:OFF"),
            (b"\\n", b",n"),
            (b"END:VEVENT\r\n", b""),
            (b"BEGIN:VEVENT\r\n", b"\r\nBEGIN:VEVENT\r\n"),
        ],
    )
    def test_a_broken_file_is_refused(self, good, bad):
        assert good in self.GOOD
        read(self.GOOD)
        with pytest.raises(BrokenError):
            read(self.GOOD.replace(good, bad))
