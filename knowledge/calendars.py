"""Lectures as iCalendar files (RFC 5545): events with a lasting identity.

A phone that opened a file once finds the event again by UID; a higher SEQUENCE replaces what it
has, STATUS CANCELLED strikes it out. The files have no METHOD: they are what a calendar holds, not
a message between calendars, and DTSTAMP then is when the event was last revised (3.8.7.2).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vText

SHANGHAI = ZoneInfo("Asia/Shanghai")
SINCE = date(1992, 1, 1)
"""Since then the country has no summer time: the zone is one line."""

PRODUCT = "-//village-legal-adviser//lectures//ZH"
ASK_AGAIN = timedelta(hours=12)
"""How often a phone that follows a calendar should ask for news."""

REMIND = timedelta(hours=-2)
"""When a phone rings before a lecture that was put into it by hand."""


@dataclass(frozen=True)
class Occasion:
    """What a calendar needs to know of a lecture. Moments are aware; ``url`` is absolute."""

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    place: str
    about: str
    url: str
    is_cancelled: bool = False


def calendar_file(occasion: Occasion) -> bytes:
    """Return the .ics file of one occasion; the phone rings before it."""
    calendar = _calendar()
    calendar.add_component(_event(occasion, rings=not occasion.is_cancelled))
    return calendar.to_ical()


def calendar_feed(name: str, occasions: Iterable[Occasion]) -> bytes:
    """Return the calendar called ``name`` that phones follow: no bells, asked for twice a day."""
    calendar = _calendar()
    calendar.add("name", vText(name))  # of a kind the library does not know: it would not escape
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", SHANGHAI.key)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for occasion in occasions:
        calendar.add_component(_event(occasion))
    return calendar.to_ical()


def _calendar():
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    zone = Timezone.from_tzinfo(SHANGHAI, first_date=SINCE)
    del zone["comment"]  # "only until 2038": not so, the last rule holds on
    calendar.add_component(zone)
    return calendar


def _event(occasion, rings=False):
    event = Event()
    event.add("uid", occasion.uid)
    event.add("sequence", occasion.sequence)
    event.add("status", "CANCELLED" if occasion.is_cancelled else "CONFIRMED")
    event.add("summary", occasion.title)
    event.add("dtstart", occasion.starts_at.astimezone(SHANGHAI))
    event.add("dtend", occasion.ends_at.astimezone(SHANGHAI))
    event.add("dtstamp", occasion.changed_at)
    event.add("last-modified", occasion.changed_at)
    event.add("location", occasion.place)
    event.add("url", occasion.url)
    if occasion.about:
        event.add("description", occasion.about)
    if rings:
        event.add_component(_bell(occasion.title))
    return event


def _bell(title):
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", REMIND)
    alarm.add("description", title)
    return alarm
