"""The days of the tests of moving, and how they read the terms of a place."""

import datetime as dt

from directory.models import Assignment

SINCE = dt.date(2026, 11, 1)
ON = dt.date(2026, 11, 22)
BEFORE = dt.date(2026, 11, 21)
LATER = dt.date(2027, 1, 1)


def terms(place, kind=Assignment):
    """Return (adviser, first day, last day) of each term at ``place``, in order."""
    rows = kind.objects.filter(village=place).order_by("starts_on")
    return [(row.adviser, row.starts_on, row.ends_on) for row in rows]
