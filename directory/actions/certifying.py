"""Training and certificates 上岗证: attended, issued, renewed, suspended, lifted.

Each writes one line of the audit log. The rules stand in ``models/joining_guards.py``; here they
are said in words.
"""

import re

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.actions.serving import store
from directory.models import Attendance, Certificate, Training
from directory.permissions import keeps_register_anywhere

PREFIX = "永顾"
NUMBER = re.compile(r"(?P<prefix>\D*)(?P<year>[0-9]{4})-(?P<count>[0-9]{3,})")


def propose_number(year: int) -> str:
    """The next free number of ``year``: 永顾2026-063, with the letters of the newest before it."""
    given = [NUMBER.fullmatch(n) for n in Certificate.objects.values_list("number", flat=True)]
    known = [match for match in given if match]
    newest = max(known, key=lambda m: (m["year"], int(m["count"])), default=None)
    prefix = newest["prefix"] if newest else PREFIX
    alike = [m for m in known if m["prefix"] == prefix and int(m["year"]) == year]
    count = max((int(match["count"]) for match in alike), default=0) + 1
    return f"{prefix}{year}-{count:03d}"


@transaction.atomic
def write_attendance(training, advisers, *, by) -> Training:
    """Makes ``advisers`` the list of those who attended ``training``.

    Raises ``PermissionDenied`` for anybody but the bureau, ``ValidationError`` naming whoever
    cannot leave the list because a certificate stands on it.
    """
    _allow(by)
    training = Training.objects.select_for_update(of=["self"]).get(pk=training.pk)
    present = {row.adviser_id: row for row in training.attendances.select_related("adviser")}
    wanted = {adviser.pk: adviser for adviser in advisers}
    gone = [row for key, row in present.items() if key not in wanted]
    for row in gone:
        _check_unused(row)
        row.delete()
    new = [Attendance(training=training, adviser=wanted[key]) for key in wanted.keys() - present]
    Attendance.objects.bulk_create(new)
    if new or gone:
        came, left = [row.adviser_id for row in new], [row.adviser_id for row in gone]
        log(training, "directory.attend", user=by, data={"added": came, "removed": left})
    return training


@transaction.atomic
def issue(adviser, *, number, valid_from, valid_until, by) -> Certificate:
    """Certifies ``adviser`` for the days given (both included).

    Raises ``PermissionDenied`` for anybody but the bureau, ``ValidationError`` for a second
    certificate, for a number in use, or without a training attended by ``valid_from``.
    """
    _allow(by)
    if Certificate.objects.filter(adviser=adviser).exists():
        raise ValidationError({"adviser": _("There is a certificate already. Renew that one.")})
    if not _trainings_by(adviser, valid_from).exists():
        message = _("%(adviser)s attended no training by this day. Trained first, then certified.")
        raise ValidationError({"valid_from": message % {"adviser": adviser}})
    facts = {"number": number.strip(), "valid_from": valid_from, "valid_until": valid_until}
    certificate = Certificate(adviser=adviser, **facts)
    store(certificate)
    _log(certificate, "directory.certify", by, number=certificate.number)
    return certificate


@transaction.atomic
def renew(certificate, *, valid_until, by) -> Certificate:
    """Extends the certificate. It is never made shorter: suspend it instead."""
    certificate = _lock(certificate, by)
    if valid_until <= certificate.valid_until:
        message = _("A renewal ends later than %(day)s. To stop it earlier, suspend it.")
        raise ValidationError({"valid_until": message % {"day": certificate.valid_until}})
    before, certificate.valid_until = certificate.valid_until, valid_until
    store(certificate)
    _log(certificate, "directory.renew", by, before=before.isoformat())
    return certificate


@transaction.atomic
def suspend(certificate, *, on, reason, by) -> Certificate:
    """Takes the adviser off public pages and routing from the day ``on``."""
    certificate = _lock(certificate, by)
    if certificate.suspended_on == on:
        raise ValidationError({"suspended_on": _("It is suspended from that day already.")})
    if not certificate.valid_from <= on <= certificate.valid_until:
        message = _("The day lies outside of the certificate's own days.")
        raise ValidationError({"suspended_on": message})
    if not reason.strip():
        raise ValidationError({"reason": _("Write down why it is suspended.")})
    certificate.suspended_on = on
    store(certificate)
    _log(certificate, "directory.suspend", by, reason=reason.strip())
    return certificate


@transaction.atomic
def lift(certificate, *, reason, by) -> Certificate:
    """Ends the suspension: from now on the adviser is shown and gets questions again."""
    certificate = _lock(certificate, by)
    if certificate.suspended_on is None:
        raise ValidationError({"suspended_on": _("It is not suspended.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Write down why the suspension ends.")})
    before, certificate.suspended_on = certificate.suspended_on, None
    store(certificate)
    _log(certificate, "directory.lift", by, reason=reason.strip(), since=before.isoformat())
    return certificate


def _allow(by):
    if not keeps_register_anywhere(by):
        raise PermissionDenied


def _lock(certificate, by):
    _allow(by)
    rows = Certificate.objects.select_for_update(of=["self"]).select_related("adviser")
    return rows.get(pk=certificate.pk)


def _trainings_by(adviser, day):
    return Training.objects.filter(attendances__adviser=adviser, held_on__lte=day)


def _check_unused(attendance):
    """Refuses to strike somebody off whose certificate stands on this attendance alone."""
    certificate = Certificate.objects.filter(adviser=attendance.adviser_id).first()
    if certificate is None or attendance.training.held_on > certificate.valid_from:
        return
    others = _trainings_by(attendance.adviser, certificate.valid_from)
    if not others.exclude(pk=attendance.training_id).exists():
        message = _("%(adviser)s has to stay on the list: the certificate stands on this training.")
        raise ValidationError({"advisers": message % {"adviser": attendance.adviser}})


def _log(certificate, action, by, **data):
    facts = {"until": certificate.valid_until.isoformat(), **data}
    day = certificate.suspended_on
    log(certificate, action, user=by, data=facts | {"suspended_on": day and day.isoformat()})
