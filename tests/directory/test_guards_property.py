"""The database takes exactly the assignments that the written rules allow."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.directory import AdviserFactory, CertificateFactory, VillageFactory

START = dt.date(2026, 1, 1)
FOREVER = dt.date(9999, 12, 31)
CERTIFIED = (START + dt.timedelta(days=5), START + dt.timedelta(days=25))
TRY = st.tuples(
    st.integers(0, 2),  # village
    st.integers(0, 2),  # adviser
    st.integers(0, 30),  # first day
    st.one_of(st.none(), st.integers(-2, 15)),  # days until the last one
    st.sampled_from([1, 2, 5, 6, None]),  # slot
    st.sampled_from(["", "山路远"]),  # reason
)


def allowed(row, kept):
    """The rules in plain Python: what product and issue say, nothing of how a database does it."""
    village, adviser, first, last, slot, reason = row
    if last < first or not CERTIFIED[0] <= first <= CERTIFIED[1]:
        return False
    if slot is None and not reason:
        return False
    if slot is not None and not 1 <= slot <= 5:
        return False
    for other in kept:
        shares_days = other[2] <= last and first <= other[3]
        if shares_days and other[0] == village:
            return False
        if shares_days and other[1] == adviser and slot is not None and other[4] == slot:
            return False
    return True


def insert(village, adviser, first, last, slot, reason):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO directory_assignment (village_id, adviser_id, starts_on, ends_on, slot,"
            " exception_reason, end_reason, created_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, '', '2026-01-01 00:00')",
            [village, adviser, first, None if last == FOREVER else last, slot, reason],
        )


def taken(row):
    try:
        insert(*row)
    except DatabaseError:
        return False
    return True


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tries=st.lists(TRY, min_size=1, max_size=10))
def test_the_database_agrees_with_the_rules(tries):
    villages = [VillageFactory().pk for _ in range(3)]
    advisers = []
    for _ in range(3):
        adviser = AdviserFactory(uncertified=True)
        CertificateFactory(adviser=adviser, valid_from=CERTIFIED[0], valid_until=CERTIFIED[1])
        advisers.append(adviser.pk)
    kept = []
    for village, adviser, offset, length, slot, reason in tries:
        first = START + dt.timedelta(days=offset)
        last = FOREVER if length is None else first + dt.timedelta(days=length)
        row = (villages[village], advisers[adviser], first, last, slot, reason)
        expected = allowed(row, kept)
        assert taken(row) is expected, row
        if expected:
            kept.append(row)
