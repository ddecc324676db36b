"""Receiving a question: once per form, whatever the network does."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from consultations import receipts
from consultations.actions.desks import desk_fields, desk_of, desks_of
from consultations.models import ActorKind, Consultation, DeskRole, Event, EventKind, Kind, Status
from consultations.routing import Decision
from directory.models import Place, Topic
from portal.vault.hashing import keyed_hash


@dataclass(frozen=True)
class Asked:
    """What the villager filled in."""

    village: Place
    topic: Topic
    question: str
    consented_at: datetime
    concerns_committee: bool = False
    other_party: str = ""
    asker_name: str = ""
    phone: str = ""
    kind: Kind = Kind.QUESTION


def of_form(form_key):
    """Return the consultation that was sent with ``form_key``, or None."""
    return Consultation.objects.filter(form_key_hash=_form_hash(form_key)).first()


def submit(asked: Asked, *, form_key, at, suspicious=False):
    """Store and route a question; the same form key again gives the same consultation.

    ``suspicious`` questions (too many from one client) are not dropped: they are held on the
    bureau's desk, which releases them.
    """
    existing = of_form(form_key)
    if existing:
        return existing
    try:
        with transaction.atomic():
            return _create(asked, form_key, at, suspicious)
    except IntegrityError:
        existing = of_form(form_key)
        if existing is None:
            raise
        return existing


def _create(asked, form_key, at, suspicious):
    receipt_hash = receipts.hash_of(receipts.of_form(form_key))
    status, kind = (Status.SPAM, EventKind.SPAM) if suspicious else (Status.ROUTED, EventKind.ROUTE)
    consultation = Consultation(
        **vars(asked),
        form_key_hash=_form_hash(form_key),
        receipt_hash=receipt_hash,
        phone_tail_hash=receipts.tail_hash(receipt_hash, receipts.tail_of(asked.phone)),
        status=status,
        submitted_at=at,
        waiting_since=at,
    )
    desk = held_by_bureau(asked.village, at) if suspicious else desk_of(consultation, at=at)
    for field, value in desk.items():
        setattr(consultation, field, value)
    consultation.save(force_insert=True)
    _write_first_events(consultation, kind, at)
    return consultation


def _write_first_events(consultation, kind, at):
    received = Event(
        consultation=consultation,
        kind=EventKind.SUBMIT,
        to_status=Status.SUBMITTED,
        actor_kind=ActorKind.VILLAGER,
        at=at,
    )
    passed_on = Event(
        consultation=consultation,
        kind=kind,
        from_status=Status.SUBMITTED,
        to_status=consultation.status,
        actor_kind=ActorKind.SYSTEM,
        at=at,
    )
    Event.objects.bulk_create([received, passed_on])


def held_by_bureau(village, at):
    """Return the desk fields of a question that the bureau must look at before it goes on."""
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("Held for a check · bureau duty desk")
    bureau = desks_of(village, timezone.localdate(at)).bureau
    return desk_fields(Decision(DeskRole.BUREAU, reason, office=bureau), at)


def _form_hash(form_key):
    return keyed_hash("form", form_key)
