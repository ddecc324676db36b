"""The answer writes itself into the village's ledger (台账), in the transaction that ends it."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from consultations.actions.history import advance
from consultations.models import ActorKind, EventKind
from directory.ledger.actions import record
from directory.models import Adviser


def close_row(row, *, actor_kind, at, by=None):
    """Close a locked row and return it."""
    changes = {"closed_at": at} | entry_fields(row, by)
    advance(row, EventKind.CLOSE, actor_kind=actor_kind, by=by, at=at, **changes)
    return row


def entry_fields(row, by=None):
    """Write the entry that a locked row still owes; return the field that holds it, if any.

    One consultation is one entry: asked again and closed again it keeps the first. The ledger
    counts what advisers did, so a question that only an office answered gets no entry.
    """
    adviser = None if row.ledger_entry_id else answering_adviser(row)
    return {"ledger_entry": _entry(row, adviser, by)} if adviser else {}


def answering_adviser(row):
    """Return the adviser who answered or referred last, None if none did (asking is not enough)."""
    answers = row.events.filter(
        kind__in=[EventKind.ANSWER, EventKind.REFER], actor_kind=ActorKind.ADVISER
    )
    last = answers.order_by("-at", "-pk").values("actor_id")[:1]
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
