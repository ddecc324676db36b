"""Lectures as iCalendar files (RFC 5545): one event with a lasting identity.

A phone that opened the file once finds the event again by UID; a higher SEQUENCE replaces what it
has, STATUS CANCELLED strikes it out (RFC 5546, 3.2.5).
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")
SINCE = date(1992, 1, 1)
"""Since then the country has no summer time: the zone is one line."""

PRODUCT = "-//village-legal-adviser//lectures//ZH"


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
    """Return the .ics file of one occasion."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(Timezone.from_tzinfo(SHANGHAI, first_date=SINCE))
    calendar.add_component(_event(occasion))
    return calendar.to_ical()


def _event(occasion):
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
    return event
