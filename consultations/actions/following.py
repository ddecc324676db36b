"""What the villager does after asking, with the receipt in hand."""

import hmac
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations import receipts
from consultations.actions.desks import route
from consultations.actions.history import advance, lock
from consultations.actions.ledger_entry import close_row, entry_fields
from consultations.actions.messages import said_already, say
from consultations.models import ActorKind, Consultation, EventKind, Status
from consultations.transitions import MAX_REOPENINGS, REOPEN_WITHIN_DAYS

VILLAGER = ActorKind.VILLAGER


def find(code, tail):
    """Return the consultation of a receipt, or None.

    Always one query and the same comparisons, whether the code, the phone's tail or both are
    wrong. ``tail`` matters only if a phone was given.
    """
    receipt_hash = receipts.hash_of(code)
    rows = Consultation.objects.only("public_id", "phone_tail_hash")  # opens no private text
    found = rows.filter(receipt_hash=receipt_hash).first()
    expected = found.phone_tail_hash if found else ""
    given = receipts.tail_hash(receipt_hash, receipts.digits_of(tail) or "-")
    fits = hmac.compare_digest(expected or given, given)
    return found if found and fits else None


@transaction.atomic
def reply(consultation, *, text, at):
    """Add something to the thread; return the message."""
    row = lock(consultation)
    twice = said_already(row, sender=VILLAGER, text=text, at=at)
    if twice:
        return twice
    advance(row, EventKind.REPLY, actor_kind=VILLAGER, at=at)
    return say(row, sender=VILLAGER, text=text, at=at)


@transaction.atomic
def withdraw(consultation, *, at):
    """Take the question back: from now on nobody of staff reads it. Return the consultation.

    What was answered by then is work done and stays in the ledger, which holds nothing personal.
    """
    row = lock(consultation)
    if row.status != Status.WITHDRAWN:
        advance(row, EventKind.WITHDRAW, actor_kind=VILLAGER, at=at, **entry_fields(row))
    return row


@transaction.atomic
def reopen(consultation, *, text, at):
    """ "Not solved yet", with what is still open; at most twice and within 30 days.

    If the desk has been lost meanwhile, the question goes to the next one at once.
    """
    row = lock(consultation)
    if row.status == Status.REOPENED and said_already(row, sender=VILLAGER, text=text, at=at):
        return row
    if not may_reopen(row, at):
        raise ValidationError(_("It cannot be asked again any more. Please ask a new question."))
    changes = {"reopened_count": row.reopened_count + 1, "closed_at": None, "rating": None}
    changes["rating_note"] = ""
    advance(row, EventKind.REOPEN, actor_kind=VILLAGER, at=at, **changes)
    say(row, sender=VILLAGER, text=text, at=at)
    on = timezone.localdate(at)
    lost = Consultation.objects.stranded(on).filter(pk=row.pk).exists()
    return route(row, at=at) if lost else row


def may_reopen(consultation, at):
    """Return whether the villager may still say "not solved yet"."""
    since = consultation.closed_at or consultation.answered_at or consultation.submitted_at
    in_time = at <= since + timedelta(days=REOPEN_WITHIN_DAYS)
    return in_time and consultation.reopened_count < MAX_REOPENINGS


@transaction.atomic
def solve(consultation, *, at):
    """ "Solved": close it, with its ledger entry; return the consultation."""
    row = lock(consultation)
    if row.status == Status.CLOSED:
        return row
    return close_row(row, actor_kind=VILLAGER, at=at)


@transaction.atomic
def rate(consultation, *, rating, note="", at):
    """Rate a closed question once, 1 (bad) to 5 (good); return the consultation."""
    row = lock(consultation)
    if row.rating is not None:
        raise ValidationError(_("You have rated it already. Thank you!"))
    if rating not in range(1, 6):
        raise ValidationError(_("A rating is between 1 and 5."))
    changes = {"rating": rating, "rating_note": note.strip()}
    advance(row, EventKind.RATE, actor_kind=VILLAGER, at=at, **changes)
    return row
