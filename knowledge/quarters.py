"""Quarters 季度: every village has a lecture in each, filed by its last day (B: R29, R30).

Values in, decision out. A day is a day in Asia/Shanghai.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

ZONE = ZoneInfo("Asia/Shanghai")
WRITTEN = re.compile(r"([0-9]{4})-([1-4])")
FIRST_YEAR, LAST_YEAR = 2000, 2100
LECTURES_NEEDED = 1
"""How many lectures a village needs in a quarter (R29)."""


@dataclass(frozen=True, order=True)
class Quarter:
    """The ``number``-th (1–4) quarter of a year. Quarters compare and sort by time."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date | datetime) -> "Quarter":
        """The quarter in which a day, or an aware moment, lies."""
        if isinstance(day, datetime):
            day = day.astimezone(ZONE).date()
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def read(cls, code: str) -> "Quarter | None":
        """The quarter written as ``2026-4``; None for anything else."""
        found = WRITTEN.fullmatch(code)
        if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            return None
        return cls(int(found[1]), int(found[2]))

    def __str__(self):
        words = {"year": self.year, "number": self.number}
        return _("quarter %(number)s of %(year)s") % words

    @property
    def code(self) -> str:
        """For addresses and file names: ``2026-4``."""
        return f"{self.year}-{self.number}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        """Also the day by which its lectures are to be filed."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter.of(self.first_day - timedelta(days=1))

    @property
    def begins_at(self) -> datetime:
        """The first moment of the quarter."""
        return datetime.combine(self.first_day, time(), tzinfo=ZONE)

    @property
    def over_at(self) -> datetime:
        """The first moment after it."""
        return self.next.begins_at

    def is_over(self, on: date) -> bool:
        """Whether on the day ``on`` its filings are overdue."""
        return on > self.last_day


def due_on(moment: date | datetime) -> date:
    """The last day on which a lecture held at ``moment`` is filed in time."""
    return Quarter.of(moment).last_day


def recent(on: date, number: int = 8) -> list[Quarter]:
    """The quarter of ``on`` and those before it, the latest first."""
    found = [Quarter.of(on)]
    while len(found) < number:
        found.append(found[-1].previous)
    return found
