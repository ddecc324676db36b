"""A pairing sheet: kept as read, shown, and written in one piece after confirmation."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.actions.newcomers import admit
from directory.actions.serving import assign, end_assignment
from directory.models import Adviser, Assignment, PairingSheet, Place
from directory.models.places import code_range
from directory.pairing.decisions import ADD, CHANGE, ENDED, Register, SheetPlan, decide
from directory.pairing.people import People
from directory.pairing.places import Gazetteer
from directory.pairing.tables import Row
from directory.permissions import keeps_register

Status = PairingSheet.Status
KEPT_DAYS = 30  # so long a sheet waits; it holds phones
DIGITS = Place.REACH["county"]


@transaction.atomic
def read_sheet(rows, *, file_name, place, starts_on, by, is_complete=False) -> PairingSheet:
    """Keeps the rows of an uploaded file. Nothing of the register changes."""
    _allow(by, place)
    sheet = PairingSheet.objects.create(
        file_name=file_name[-120:],
        place=place,
        starts_on=starts_on,
        is_complete=is_complete,
        rows=[row.as_json() for row in rows],
        uploaded_by=by,
        uploaded_at=timezone.now(),
    )
    log(sheet, "directory.read_sheet", user=by, data={"rows": len(sheet.rows)})
    return sheet


def plan_sheet(sheet) -> SheetPlan:
    """What the sheet would change today, in a number of queries that does not grow."""
    rows = [Row.from_json(row) for row in sheet.rows]
    register = _register(sheet, rows)
    return decide(rows, register, starts_on=sheet.starts_on, is_complete=sheet.is_complete)


@transaction.atomic
def apply_sheet(sheet, *, fingerprint, by) -> SheetPlan:
    """Writes what was seen. Raises ``ValidationError`` and writes nothing when the register, and
    with it the plan, has changed since, or when an action refuses.
    """
    sheet = _waiting(sheet, by)
    plan = plan_sheet(sheet)
    if plan.fingerprint != fingerprint:
        raise ValidationError(
            _("The register has changed since. Nothing was written; look at the new list."),
            code="changed",
        )
    _end(plan, sheet, by)
    _begin(plan, sheet, by)
    report = {"counts": plan.counts, "lines": [line.as_json() for line in plan.lines]}
    _close(sheet, Status.APPLIED, report)
    sheet.applied_at = timezone.now()
    sheet.save(update_fields=["applied_at"])
    log(sheet, "directory.apply_sheet", user=by, data=plan.counts)
    return plan


@transaction.atomic
def discard_sheet(sheet, *, by) -> PairingSheet:
    """Throws the rows away. The register stays as it is."""
    sheet = _waiting(sheet, by)
    _close(sheet, Status.DISCARDED, {})
    log(sheet, "directory.discard_sheet", user=by)
    return sheet


@transaction.atomic
def purge_sheets(*, at) -> int:
    """Throws away what has waited for more than ``KEPT_DAYS``; returns how many sheets."""
    old = PairingSheet.objects.select_for_update(of=["self"]).filter(
        status=Status.READ, uploaded_at__lt=at - timedelta(days=KEPT_DAYS)
    )
    for sheet in old:
        _close(sheet, Status.DISCARDED, {})
    return len(old)


def _allow(user, place):
    if not keeps_register(user, place):
        raise PermissionDenied


def _waiting(sheet, by):
    """The sheet, locked, if it still waits and ``by`` keeps the register of its place."""
    rows = PairingSheet.objects.select_for_update(of=["self"]).select_related("place")
    sheet = rows.get(pk=sheet.pk)
    _allow(by, sheet.place)
    if sheet.status != Status.READ:
        raise ValidationError(_("This sheet is closed: it has been written or thrown away."))
    return sheet


def _close(sheet, status, report):
    sheet.status, sheet.report, sheet.rows = status, report, []
    sheet.save(update_fields=["status", "report", "rows"])


def _register(sheet, rows):
    """What the decisions need, each kind of row in one query."""
    place = sheet.place
    villages = list(Place.objects.under(place).villages().select_related("parent"))
    known = {village.pk for village in villages}
    others = Place.objects.filter(pk__in={row.code for row in rows} - known)
    townships = Place.objects.townships().within([place.code[:DIGITS]])
    outside = [one for one in townships if not one.code.startswith(place.reach)]
    people = _people(rows)
    return Register(Gazetteer(villages, others, outside), people, _terms(sheet, people))


def _people(rows):
    names = {row.adviser for row in rows}
    numbers = {row.certificate for row in rows} - {""}
    meant = Q(name__in=names) | Q(certificate__number__in=numbers)
    advisers = Adviser.objects.filter(meant).select_related("firm", "certificate")
    return People(advisers)


def _terms(sheet, people):
    concerned = [one.pk for namesakes in people.by_name.values() for one in namesakes]
    in_place = Q(village__code__range=code_range(sheet.place.reach))
    terms = Assignment.objects.overlapping(sheet.starts_on)
    terms = terms.filter(in_place | Q(certificate__in=concerned) | _of_leads(sheet, in_place))
    return list(terms.select_related("village__parent", "certificate__adviser"))


def _of_leads(sheet, in_place):
    """Terms elsewhere of those who serve in the place now: a refused change keeps them."""
    leads = Assignment.objects.overlapping(sheet.starts_on).filter(in_place)
    return Q(certificate__in=leads.order_by().values("certificate"))


def _end(plan, sheet, by):
    """Ends first what ends, so that two advisers can exchange their villages."""
    last = sheet.starts_on - timedelta(days=1)
    for line in plan.lines:
        if line.outcome == CHANGE:
            reason = _("Handed over to %(adviser)s") % {"adviser": line.adviser_name}
            end_assignment(line.before, on=last, reason=reason, by=by)
        elif line.outcome == ENDED:
            reason = _("Not in the pairing sheet %(sheet)s") % {"sheet": sheet}
            end_assignment(line.before, on=last, reason=reason[:200], by=by)


def _begin(plan, sheet, by):
    newcomers: dict = {}
    for line in plan.lines:
        if line.outcome not in (ADD, CHANGE):
            continue
        adviser = line.person.adviser or newcomers.get(line.person.key)
        if adviser is None:
            adviser = newcomers[line.person.key] = admit(line.person.newcomer, by=by)
        reason = "" if line.slot else line.row.reason
        starts_on = sheet.starts_on
        assign(line.village, adviser, starts_on=starts_on, by=by, exception_reason=reason)
