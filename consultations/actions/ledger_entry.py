"""Closing: the answer writes itself into the village's ledger (台账), in the same transaction."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from consultations.actions.history import advance
from consultations.models import ActorKind, EventKind
from directory.ledger.actions import record
from directory.models import Adviser


def close_row(row, *, actor_kind, at, by=None):
    """Close a locked row and return it.

    One consultation is one entry: asked again and closed again it keeps the first. The ledger
    counts what advisers did, so a question that only an office answered gets no entry.
    """
    adviser = None if row.ledger_entry_id else answering_adviser(row)
    changes = {"closed_at": at}
    if adviser:
        changes["ledger_entry"] = _entry(row, adviser, by)
    advance(row, EventKind.CLOSE, actor_kind=actor_kind, by=by, at=at, **changes)
    return row


def answering_adviser(row):
    """Return the adviser who wrote last in the thread, None if none did."""
    last = (
        row.messages.filter(sender=ActorKind.ADVISER)
        .order_by("-sent_at", "-pk")
        .values("author_id")[:1]
    )
    return Adviser.objects.filter(user_id__in=last).first()


def _entry(row, adviser, by):
    with translation.override(settings.LANGUAGE_CODE):
        summary = _("Answered a question about %(topic)s on the portal") % {"topic": row.topic}
    return record(
        village=row.village,
        kind="consultation",
        happened_on=timezone.localdate(row.answered_at),
        adviser=adviser,
        summary=summary,
        by=by,
    )
