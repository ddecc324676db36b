"""Locking a consultation, moving it along the table, writing the one event."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from consultations.models import DUE_STATUSES, Consultation, Event, Status
from consultations.permissions import desk_kind
from consultations.transitions import step

DESK_TURN = {*DUE_STATUSES, Status.SUBMITTED, Status.DECLINED, Status.SPAM}


def lock(consultation):
    """Return the row as it is now, locked until the transaction ends."""
    return Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)


def lock_for_desk(consultation, by, at):
    """Return the locked row and as what ``by`` acts.

    Raises ``PermissionDenied`` if it does not lie on the desk of ``by`` at that moment.
    """
    rows = Consultation.objects.on_desk_of(by, at).select_for_update(of=("self",))
    found = rows.filter(pk=consultation.pk).first()
    if found is None:
        raise PermissionDenied
    return found, desk_kind(found)


def advance(consultation, kind, *, actor_kind, at, by=None, note="", **changes):
    """Take the step ``kind`` on a locked row, save ``changes`` with it and return the event.

    Raises ``ValidationError`` if the table does not allow it.
    """
    taken = step(consultation.status, kind, actor_kind)
    if taken is None:
        raise ValidationError(_("This is not possible any more. Please look at the latest state."))
    before = consultation.status
    changes["status"] = taken.status
    if (before in DESK_TURN) != (taken.status in DESK_TURN):
        changes["waiting_since"] = at
    for field, value in changes.items():
        setattr(consultation, field, value)
    consultation.save(update_fields=list(changes))
    return Event.objects.create(
        consultation=consultation,
        kind=kind,
        from_status=before,
        to_status=taken.status,
        actor_kind=actor_kind,
        actor=by,
        at=at,
        note=note,
    )
