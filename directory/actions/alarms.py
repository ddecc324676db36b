"""The nightly check of the register: opens, keeps and settles alarms, and tells the bureau."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from directory.actions.findings import findings
from directory.emails import alarm_digest
from directory.models import Alarm, Appointment
from directory.permissions import Role, reaches
from portal.accounts.models import User

logger = logging.getLogger(__name__)
LONGEST_LABEL = Alarm._meta.get_field("label").max_length


@transaction.atomic
def watch(on) -> list[Alarm]:
    """Brings the alarms in step with the register on the day ``on``; returns those that stand.

    Safe to run twice: an alarm of a kind stands for a subject once, and is settled when its cause
    is gone. A closed desk that opens and closes again is a new alarm.
    """
    found = {(row.kind, row.subject): row for row in findings(on)}
    standing = {
        (row.kind, row.subject): row
        for row in Alarm.objects.standing().select_for_update(of=["self"]).order_by("pk")
    }
    gone = [row.pk for key, row in standing.items() if key not in found]
    Alarm.objects.filter(pk__in=gone).update(settled_on=on)
    changed = [
        row for key, row in standing.items() if key in found and _take_facts(row, found[key])
    ]
    Alarm.objects.bulk_update(changed, ["label", "place", "due_on"])
    new = [
        Alarm(kind=row.kind, subject=row.subject, found_on=on, **_facts(row))
        for key, row in found.items()
        if key not in standing
    ]
    Alarm.objects.bulk_create(new)
    return list(Alarm.objects.standing())


def _facts(finding):
    """What an alarm says of a finding; two long names together are cut to what it can hold."""
    label = finding.label[:LONGEST_LABEL]
    return {"label": label, "place_id": finding.place_id, "due_on": finding.due_on}


def _take_facts(alarm, finding):
    """Writes what has changed into ``alarm``; whether anything has."""
    before = _facts(alarm)
    for name, value in _facts(finding).items():
        setattr(alarm, name, value)
    return _facts(alarm) != before


def tell(at) -> int:
    """Sends each bureau's people one digest of what they were not told yet; returns how many.

    A mail server that is down costs nothing: what nobody was told is told at the next run.
    """
    waiting = list(Alarm.objects.standing().filter(told_at=None).select_related("place"))
    sent, told = 0, set[int]()
    for user in _keepers(timezone.localdate(at)) if waiting else ():
        prefixes = tuple(reaches(user, [Role.BUREAU]))
        own = [row for row in waiting if row.place is None or row.place_id.startswith(prefixes)]
        if own and _send(user, own):
            sent += 1
            told.update(row.pk for row in own)
    Alarm.objects.filter(pk__in=told).update(told_at=at)
    return sent


def _keepers(on):
    """People of bureaus with an address, each with the places held."""
    held = Appointment.objects.current(on).filter(role=Role.BUREAU)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return people.exclude(email="").order_by("pk")


def _send(user, alarms):
    try:
        with translation.override(settings.LANGUAGE_CODE):
            alarm_digest(user, alarms).send()
    except (SMTPException, OSError) as fault:
        logger.warning("The register's alarms could not be mailed: %s", fault)
        return False
    return True
