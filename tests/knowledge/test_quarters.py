"""Quarters: where a day lies, and until when its lecture is filed."""

import datetime as dt

import pytest

from knowledge.quarters import ZONE, Quarter, due_on, recent

SPRING = Quarter(2026, 2)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (dt.date(2026, 1, 1), (2026, 1)),
        (dt.date(2026, 3, 31), (2026, 1)),
        (dt.date(2026, 4, 1), (2026, 2)),
        (dt.date(2026, 12, 31), (2026, 4)),
    ],
)
def test_the_quarter_of_a_day(day, quarter):
    assert Quarter.of(day) == Quarter(*quarter)


def test_a_moment_lies_in_the_quarter_of_its_local_day():
    new_year_in_shanghai = dt.datetime(2026, 12, 31, 16, 0, tzinfo=dt.UTC)
    assert Quarter.of(new_year_in_shanghai) == Quarter(2027, 1)
    assert Quarter.of(new_year_in_shanghai - dt.timedelta(seconds=1)) == Quarter(2026, 4)


def test_first_and_last_day():
    assert (SPRING.first_day, SPRING.last_day) == (dt.date(2026, 4, 1), dt.date(2026, 6, 30))
    assert due_on(dt.date(2028, 2, 29)) == dt.date(2028, 3, 31)


def test_moments_of_a_quarter_meet_without_a_gap():
    assert SPRING.begins_at == dt.datetime(2026, 4, 1, tzinfo=ZONE)
    assert SPRING.over_at == SPRING.next.begins_at


def test_it_is_over_on_the_day_after_its_last():
    assert not SPRING.is_over(dt.date(2026, 6, 30))
    assert SPRING.is_over(dt.date(2026, 7, 1))


def test_next_and_previous_cross_the_year():
    assert Quarter(2026, 4).next == Quarter(2027, 1)
    assert Quarter(2026, 1).previous == Quarter(2025, 4)


def test_its_code_is_read_back():
    assert Quarter.read(SPRING.code) == SPRING


@pytest.mark.parametrize(
    "code", ["", "2026", "2026-5", "2026-0", "1999-1", "2101-1", "２０２６-1x"]
)
def test_anything_else_is_no_quarter(code):
    assert Quarter.read(code) is None


def test_recent_quarters_the_latest_first():
    codes = [quarter.code for quarter in recent(dt.date(2026, 5, 2), number=3)]
    assert codes == ["2026-2", "2026-1", "2025-4"]
