"""Every village of the county has exactly one desk, and somebody sits at it, on any kind of day."""

import datetime as dt
from collections import Counter

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from consultations.actions.desks import desk_of
from consultations.models import Consultation, DeskRole, Status
from directory.models import (
    Adviser,
    Appointment,
    Assignment,
    Certificate,
    Cover,
    Leave,
    Place,
    Topic,
)
from portal.accounts.models import User
from tests.journeys.demo import MOMENT, TODAY

BEFORE = TODAY - dt.timedelta(days=7)
AFTER = TODAY + dt.timedelta(days=7)


def ordinary():
    """Nothing special."""


def bad():
    """Every third adviser is away, every fifth suspended, every seventh cannot log in."""
    advisers = list(Adviser.objects.order_by("pk"))
    away = [Leave(adviser=one, starts_on=BEFORE, ends_on=AFTER) for one in advisers[::3]]
    Leave.objects.bulk_create(away)
    Certificate.objects.filter(adviser__in=advisers[::5]).update(suspended_on=BEFORE)
    User.objects.filter(adviser__in=advisers[::7]).update(is_active=False)


def without_advisers():
    """All certificates are suspended."""
    Certificate.objects.update(suspended_on=BEFORE)


def without_anybody():
    """No adviser can log in and no judicial office has staff."""
    User.objects.exclude(adviser=None).update(is_active=False)
    Appointment.objects.filter(role=Appointment.Role.OFFICE).update(ends_on=BEFORE)


@pytest.fixture(params=[ordinary, bad, without_advisers, without_anybody])
def day(request):
    """The county on that kind of day; afterwards it is as before."""
    with time_machine.travel(MOMENT), transaction.atomic():
        request.param()
        yield request.param
        transaction.set_rollback(True)


def ask_everywhere(*, concerns_committee):
    """Put a question of every village on the desk that routing names; return the questions."""
    at, topic, rows = timezone.now(), Topic.objects.get(slug="wages"), []
    for village in Place.objects.active().villages():
        row = Consultation(village=village, topic=topic, concerns_committee=concerns_committee)
        row.form_key_hash = row.receipt_hash = f"everywhere {village.pk}"
        row.status, row.question = Status.ROUTED, "问"
        row.submitted_at = row.waiting_since = row.consented_at = at
        for field, value in desk_of(row, at=at).items():
            setattr(row, field, value)
        rows.append(row)
    return Consultation.objects.bulk_create(rows)


def people_who_work_on(rows):
    """Return of each question how many people find it on their own desk."""
    held = Appointment.objects.current(TODAY).filter(role__in=["office", "bureau"])
    users = {entry.user for entry in held.select_related("user")}
    users |= set(User.objects.exclude(adviser=None))
    found = Counter()
    for user in users:
        found.update(Consultation.objects.on_desk_of(user).values_list("pk", flat=True))
    return {row: found[row.pk] for row in rows}


@pytest.mark.parametrize("concerns_committee", [False, True])
def test_every_village_has_exactly_one_desk_with_somebody_at_it(day, concerns_committee):
    rows = ask_everywhere(concerns_committee=concerns_committee)
    assert len(rows) == 255
    alone = {row.village_id: count for row, count in people_who_work_on(rows).items()}
    assert {code: count for code, count in alone.items() if count != 1} == {}
    assert all(row.route_reason for row in rows)
    assert not Consultation.objects.stranded(TODAY).filter(pk__in=[row.pk for row in rows])
    if concerns_committee:
        for row in rows:
            here = {"village": row.village, "certificate_id": row.adviser_id}
            assert not Assignment.objects.current(TODAY).filter(**here).exists()
            assert not Cover.objects.current(TODAY).filter(**here).exists()
    elif day is ordinary:
        assert {row.desk_role for row in rows} == {DeskRole.LEAD, DeskRole.COVER}
