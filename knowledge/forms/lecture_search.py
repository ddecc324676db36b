"""Which lectures somebody asks for: by place, by quarter, month or day, as list or as calendar."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _

from directory.models import Place, villages_now
from knowledge.quarters import FIRST_YEAR, LAST_YEAR, Quarter

LONGEST = 40
MOST_MATCHES = 20
DAYS_BACK, DAYS_AHEAD = 3 * 365, 365
MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True)
class Span:
    """Whole days in a row: from ``first_day`` up to, but not with, ``next_day``."""

    code: str
    label: str
    first_day: dt.date
    next_day: dt.date

    @property
    def begins_at(self) -> dt.datetime:
        """The first moment, aware."""
        return timezone.make_aware(dt.datetime.combine(self.first_day, dt.time()))

    @property
    def over_at(self) -> dt.datetime:
        """The first moment after it, aware."""
        return timezone.make_aware(dt.datetime.combine(self.next_day, dt.time()))

    @property
    def previous_month(self) -> "Span":
        return month_of(self.first_day - dt.timedelta(days=1))

    @property
    def next_month(self) -> "Span":
        return month_of(self.next_day)

    def is_near(self, today: dt.date) -> bool:
        """Whether links lead to it: not more than three years before ``today``, one after."""
        return -DAYS_BACK <= (self.first_day - today).days <= DAYS_AHEAD

    def weeks(self) -> list[list[dt.date]]:
        """The days in whole weeks from Monday to Sunday."""
        return calendar.Calendar().monthdatescalendar(self.first_day.year, self.first_day.month)


def month_of(day: dt.date) -> Span:
    """The month in which ``day`` lies."""
    first = day.replace(day=1)
    after = (first + dt.timedelta(days=31)).replace(day=1)
    return Span(f"{first:%Y-%m}", dateformat.format(first, _("F Y")), first, after)


def read_month(code: str) -> Span | None:
    """The month written ``2026-11``; None for anything else."""
    found = MONTH.fullmatch(code)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    return month_of(dt.date(int(found[1]), int(found[2]), 1))


def read_day(code: str) -> Span | None:
    """The day written ``2026-11-28``; None for anything else."""
    if not read_month(code[:7]) or len(code) != 10:
        return None
    try:
        day = dt.date.fromisoformat(code)
    except ValueError:
        return None
    label = dateformat.format(day, _("l j F Y"))
    return Span(code, label, day, day + dt.timedelta(days=1))


def read_quarter(code: str) -> Span | None:
    """The quarter written ``2026-4`` or ``2026Q4``; None for anything else."""
    quarter = Quarter.read(code.replace("Q", "-"))
    if quarter is None:
        return None
    return Span(quarter.code, str(quarter), quarter.first_day, quarter.next.first_day)


class LectureSearch:
    """What the address of the list of lectures asks for. Nonsense counts as not asked.

    ``place``: village, township or county; ``span``: the days; ``query``: a name as typed, with
    the ``matches`` it may mean; ``found``: the one place it means, for an address of its own.
    ``county``: the official code that no place may lie outside of.
    """

    def __init__(self, asked: Mapping[str, str], county: str):
        self.county = county
        self.query = asked.get("q", "")[:LONGEST].strip()
        self.place = self._known(asked.get("place", ""))
        self.month = read_month(asked.get("month", ""))
        self.quarter = read_quarter(asked.get("quarter", ""))
        self.day = read_day(asked.get("day", ""))
        self.is_calendar = asked.get("view") == "month"
        self.found = self._known(asked.get("village", ""))
        self.matches = [] if self.found or not self.query else self._matching()
        if len(self.matches) == 1:
            self.found = self.matches[0]

    @property
    def span(self) -> Span | None:
        """The shortest of the spans asked for."""
        return self.day or self.month or self.quarter

    def is_for_engines(self, today: dt.date) -> bool:
        """Whether a search engine may keep this list: else it would walk through them for ever."""
        if self.query or self.day or (self.place and self.span):
            return False
        return self.span is None or self.span.is_near(today)

    def _known(self, code):
        if not re.fullmatch(r"[0-9]{12}", code, re.ASCII):
            return None
        places = Place.objects.active().within_county(self.county).select_related("parent")
        heirs = villages_now([code]) if not code.endswith("000") else {}
        return heirs.get(code) or places.filter(pk=code).first()

    def _matching(self):
        places = Place.objects.active().within_county(self.county).select_related("parent")
        levels = [Place.Level.TOWNSHIP, Place.Level.VILLAGE]
        return list(places.filter(level__in=levels).matching(self.query)[:MOST_MATCHES])
