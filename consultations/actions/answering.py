"""What the desk does with a question: adviser, judicial office or bureau on duty."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from consultations.actions.desks import desk_fields, desks_of, route
from consultations.actions.history import advance, lock_for_desk
from consultations.actions.ledger_entry import close_row
from consultations.actions.messages import said_already, say
from consultations.models import DeskRole, EventKind, Referral, Status
from consultations.routing import Decision


@transaction.atomic
def accept(consultation, *, by, at):
    """Say "I work on it" to the villager; return the consultation."""
    row, kind = lock_for_desk(consultation, by, at)
    advance(row, EventKind.ACCEPT, actor_kind=kind, by=by, at=at)
    return row


@transaction.atomic
def answer(consultation, *, text, by, at):
    """Answer in the thread; return the message."""
    row, kind = lock_for_desk(consultation, by, at)
    twice = said_already(row, sender=kind, text=text, at=at, by=by)
    if twice and row.status == Status.ANSWERED:
        return twice
    advance(row, EventKind.ANSWER, actor_kind=kind, by=by, at=at, answered_at=at)
    return say(row, sender=kind, text=text, at=at, by=by)


@transaction.atomic
def ask_back(consultation, *, text, by, at):
    """Ask the villager for what is missing; return the message."""
    row, kind = lock_for_desk(consultation, by, at)
    twice = said_already(row, sender=kind, text=text, at=at, by=by)
    if twice and row.status == Status.WAITING:
        return twice
    advance(row, EventKind.ASK_BACK, actor_kind=kind, by=by, at=at)
    return say(row, sender=kind, text=text, at=at, by=by)


@transaction.atomic
def decline(consultation, *, reason, by, at):
    """Give it back with a reason; it goes to the next desk at once. Return the consultation."""
    row, kind = lock_for_desk(consultation, by, at)
    advance(row, EventKind.DECLINE, actor_kind=kind, by=by, at=at, note=_given(reason))
    return route(row, at=at)


@transaction.atomic
def transfer(consultation, *, reason, by, at):
    """Hand it to the township judicial office (the bureau, where nobody works in it)."""
    row, kind = lock_for_desk(consultation, by, at)
    desks = desks_of(row.village, timezone.localdate(at))
    role = DeskRole.OFFICE if desks.office else DeskRole.BUREAU
    with translation.override(settings.LANGUAGE_CODE):
        words = _("Handed over by %(name)s") % {"name": row.adviser}
    decision = Decision(role, words, office=desks.office or desks.bureau)
    changes = desk_fields(decision, at)
    note = _given(reason)
    advance(row, EventKind.TRANSFER, actor_kind=kind, by=by, at=at, note=note, **changes)
    return row


@transaction.atomic
def refer(consultation, *, to, text, by, at):
    """Tell the villager who can help further (legal aid, 12348, mediation) and how."""
    row, kind = lock_for_desk(consultation, by, at)
    with translation.override(settings.LANGUAGE_CODE):
        label = str(Referral(to).label)
    changes = {"answered_at": row.answered_at or at}
    advance(row, EventKind.REFER, actor_kind=kind, by=by, at=at, note=label, **changes)
    say(row, sender=kind, text=text, at=at, by=by)
    return row


@transaction.atomic
def close(consultation, *, by, at):
    """Close an answered question from the desk, with its ledger entry."""
    row, kind = lock_for_desk(consultation, by, at)
    return close_row(row, actor_kind=kind, by=by, at=at)


def _given(reason):
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("Please write the reason."))
    return reason
