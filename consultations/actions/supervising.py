"""What desk and bureau do about the question itself: open, hold, release."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.actions.asking import held_by_bureau
from consultations.actions.desks import desk_of
from consultations.actions.history import advance, lock, lock_for_desk
from consultations.models import ActorKind, Consultation, EventKind
from directory.models import Appointment
from directory.permissions import reaches


@transaction.atomic
def open_by_bureau(consultation, *, reason, by, at):
    """Let the bureau read another desk's question for 15 minutes; the reason is history.

    Raises ``PermissionDenied`` for anybody else, ``ValidationError`` without a reason.
    """
    row = lock(consultation)
    supervised = Consultation.objects.visible_to(by, at).filter(pk=row.pk).exists()
    if not supervised or not _at_bureau(by, row, at):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Please write the reason."))
    actor = {"actor_kind": ActorKind.BUREAU, "by": by}
    advance(row, EventKind.OPEN, at=at, note=reason.strip(), **actor)
    return row


@transaction.atomic
def mark_spam(consultation, *, by, at):
    """Hold a nuisance on the bureau's desk; nothing is deleted. Return the consultation."""
    row, kind = lock_for_desk(consultation, by, at)
    desk = held_by_bureau(row.village, at)
    advance(row, EventKind.SPAM, actor_kind=kind, by=by, at=at, **desk)
    return row


@transaction.atomic
def release(consultation, *, by, at):
    """Send a held question on to the desk it belongs on; return the consultation."""
    row, kind = lock_for_desk(consultation, by, at)
    advance(row, EventKind.ROUTE, actor_kind=kind, by=by, at=at, **desk_of(row, at=at))
    return row


def _at_bureau(user, row, at):
    reach = reaches(user, [Appointment.Role.BUREAU], on=timezone.localdate(at))
    return any(row.village_id.startswith(prefix) for prefix in reach)
