"""What changes who serves whom. Each writes its rows and one line of Wagtail's audit log."""

from contextlib import contextmanager
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.coverage import lowest_free_slot
from directory.models import Assignment, Certificate, Cover, Leave, Place
from directory.permissions import keeps_register, keeps_register_anywhere, may_arrange_cover


@transaction.atomic
def assign(village, adviser, *, starts_on, by, exception_reason="", ends_on=None) -> Assignment:
    """Makes ``adviser`` the lead of ``village`` from ``starts_on``, in the lowest free slot.

    Raises ``PermissionDenied`` for anybody but the bureau, ``ValidationError`` when the village is
    served, the certificate is not valid, or the five slots are used and no reason is given.
    """
    _allow(keeps_register(by, village))
    certificate = _lock(village, adviser)
    terms = certificate.assignments.overlapping(starts_on, ends_on)
    slot = lowest_free_slot(terms.values_list("slot", flat=True))
    if slot is None and not exception_reason.strip():
        raise ValidationError(
            {
                "exception_reason": _(
                    "%(adviser)s already serves five villages. Write down why it should be more."
                )
                % {"adviser": adviser}
            }
        )
    assignment = Assignment(
        village=village,
        certificate=certificate,
        starts_on=starts_on,
        ends_on=ends_on,
        slot=slot,
        exception_reason="" if slot else exception_reason.strip(),
    )
    store(assignment)
    log(assignment, "directory.assign", user=by, data=_facts(assignment))
    return assignment


@transaction.atomic
def end_assignment(assignment, *, on, reason, by) -> Assignment:
    """Ends ``assignment`` with ``on`` as its last day. What has ended earlier stays as it is."""
    assignment = Assignment.objects.select_for_update(of=["self"]).get(pk=assignment.pk)
    _allow(keeps_register(by, assignment.village))
    if assignment.ends_on is not None and assignment.ends_on <= on:
        raise ValidationError({"ends_on": _("This assignment has already ended by that day.")})
    if not reason.strip():
        raise ValidationError({"end_reason": _("Write down why the assignment ends.")})
    assignment.ends_on = on
    assignment.end_reason = reason.strip()
    store(assignment)
    log(assignment, "directory.end", user=by, data=_facts(assignment))
    return assignment


@transaction.atomic
def reassign(village, adviser, *, on, by, reason="", exception_reason="") -> Assignment:
    """Hands ``village`` to ``adviser`` from ``on``; the lead until then ends the day before."""
    _lock(village, adviser)
    for current in village.assignments.current(on):
        end_assignment(
            current,
            on=on - timedelta(days=1),
            reason=reason or _("Handed over to %(adviser)s") % {"adviser": adviser},
            by=by,
        )
    return assign(village, adviser, starts_on=on, by=by, exception_reason=exception_reason)


@transaction.atomic
def cover(village, adviser, *, starts_on, ends_on, reason, by) -> Cover:
    """Lets ``adviser`` stand in for the lead of ``village`` on the days given (both included)."""
    _allow(may_arrange_cover(by, village))
    certificate = _lock(village, adviser)
    if adviser.leaves.overlapping(starts_on, ends_on).exists():
        raise ValidationError({"certificate": _("This adviser is away on some of these days.")})
    leads = village.assignments.overlapping(starts_on, ends_on)
    if leads.filter(certificate=certificate).exists():
        raise ValidationError({"certificate": _("This adviser is the village's own adviser.")})
    stand_in = Cover(
        village=village,
        certificate=certificate,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason.strip(),
    )
    store(stand_in)
    log(stand_in, "directory.cover", user=by, data=_facts(stand_in))
    return stand_in


@transaction.atomic
def grant_leave(adviser, *, starts_on, ends_on, by, reason="") -> Leave:
    """Takes ``adviser`` out of routing on the days given (both included)."""
    _allow(keeps_register_anywhere(by))
    if adviser.leaves.overlapping(starts_on, ends_on).exists():
        raise ValidationError({"starts_on": _("Some of these days are leave already.")})
    leave = Leave(adviser=adviser, starts_on=starts_on, ends_on=ends_on, reason=reason.strip())
    store(leave)
    log(leave, "directory.leave", user=by, data={"adviser": adviser.pk})
    return leave


@transaction.atomic
def shorten(term, *, on, by):
    """Ends a cover or a leave early, with ``on`` as its last day."""
    is_cover = isinstance(term, Cover)
    _allow(may_arrange_cover(by, term.village) if is_cover else keeps_register_anywhere(by))
    term = type(term).objects.select_for_update(of=["self"]).get(pk=term.pk)
    if on > term.ends_on:
        raise ValidationError({"ends_on": _("It can only be made shorter. Add another one.")})
    term.ends_on = on
    store(term)
    log(term, "directory.shorten", user=by, data={"ends_on": on.isoformat()})
    return term


def _allow(is_allowed):
    if not is_allowed:
        raise PermissionDenied


def _lock(village, adviser):
    """Locks the village and the adviser's certificate, so that slots are given one at a time."""
    Place.objects.select_for_update(of=["self"]).get(pk=village.pk)
    rows = Certificate.objects.select_for_update(of=["self"]).filter(adviser=adviser)
    certificate = rows.first()
    if certificate is None:
        raise ValidationError({"certificate": _("This adviser has no certificate.")})
    return certificate


def store(row):
    """Checks and saves; what only the database could see comes back in words. Returns the row."""
    row.full_clean()
    with _refusals_in_words():
        row.save()
    return row


@contextmanager
def _refusals_in_words():
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        raise ValidationError(
            _("The register changed in the meantime and refuses this. Look again and repeat.")
        ) from refusal


def _facts(service):
    return {
        "village": service.village_id,
        "adviser": service.certificate_id,
        "starts_on": service.starts_on.isoformat(),
        "ends_on": service.ends_on and service.ends_on.isoformat(),
    }
