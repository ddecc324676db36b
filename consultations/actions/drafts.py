"""The draft of the ask flow: encrypted, 24 hours, found by the hash of the browser's random key."""

import json
import secrets
from datetime import timedelta

from django.db import transaction

from consultations.actions.asking import Asked, of_form, submit
from consultations.models import Draft, Kind
from directory.models import Place, Topic
from portal.vault.hashing import keyed_hash

KEPT_FOR = timedelta(hours=24)
RECEIPT_SHOWN_FOR = timedelta(minutes=30)
SENT = "receipt"
QUESTION_FIELDS = ("question", "concerns_committee", "other_party", "asker_name", "phone")


def new_key():
    """Return a fresh random key for a browser."""
    return secrets.token_urlsafe(32)


def usable(key):
    """Return ``key`` if nothing was sent with it yet, else a fresh one: a form is sent once."""
    return key if key and of_form(key) is None else new_key()


def load(key, *, at):
    """Return the answers typed so far as a dict, None if there is no living draft."""
    draft = _alive(key, at)
    return json.loads(draft.data) if draft and draft.data else None


def is_sent(key, *, at):
    """Return whether the draft was sent a short while ago: its receipt may still be shown."""
    return bool(key) and Draft.objects.alive(at).filter(key_hash=_hash(key), step=SENT).exists()


def save(key, data, *, step, at):
    """Keep ``data`` (JSON values only) for another 24 hours."""
    Draft.objects.update_or_create(
        key_hash=_hash(key),
        defaults={
            "data": json.dumps(data, ensure_ascii=False),
            "step": step,
            "expires_at": at + KEPT_FOR,
        },
    )


@transaction.atomic
def send(key, *, at, suspicious=False):
    """Submit the draft and empty it; again with the same key gives the same consultation.

    Returns None if neither a draft nor a consultation of that key exists.
    """
    data = load(key, at=at)
    if data is None:
        return of_form(key)
    consultation = submit(_asked(data, at), form_key=key, at=at, suspicious=suspicious)
    Draft.objects.filter(key_hash=_hash(key)).update(
        data="", step=SENT, expires_at=at + RECEIPT_SHOWN_FOR
    )
    return consultation


def purge(*, at):
    """Delete what has expired; return how many."""
    return Draft.objects.filter(expires_at__lte=at).delete()[0]


def _alive(key, at):
    return Draft.objects.alive(at).filter(key_hash=_hash(key)).first() if key else None


def _asked(data, at):
    given = {field: data[field] for field in QUESTION_FIELDS if field in data}
    kind = Kind(data.get("kind", Kind.QUESTION))
    return Asked(
        village=Place.objects.villages().get(pk=data["village"]),
        topic=_topic_of_complaints() if kind == Kind.COMPLAINT else _topic(data),
        consented_at=at,
        kind=kind,
        **given,
    )


def _topic(data):
    return Topic.objects.get(pk=data["topic"])


def _topic_of_complaints():
    """Return the topic "other"; the last one, where an editor has given that another name."""
    return Topic.objects.filter(slug="other").first() or Topic.objects.last()


def _hash(key):
    return keyed_hash("draft", key)
