"""Writing into the thread."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from consultations.models import Message

MAX_TEXT = 2000
TWICE_WITHIN = timedelta(minutes=10)


def said_already(consultation, *, sender, text, at, by=None):
    """Return the last message if it is this very text, sent a moment ago (a double tap)."""
    last = consultation.messages.order_by("-sent_at", "-pk").first()
    if last is None or at - last.sent_at > TWICE_WITHIN:
        return None
    same = last.sender == sender and last.author_id == (by.pk if by else None)
    return last if same and last.text == text.strip() else None


def say(consultation, *, sender, text, at, by=None):
    """Write one message. Raises ``ValidationError`` for an empty or too long text."""
    text = text.strip()
    if not text:
        raise ValidationError(_("Please write something first."))
    if len(text) > MAX_TEXT:
        raise ValidationError(_("Please keep it under 2,000 characters."))
    return Message.objects.create(
        consultation=consultation, sender=sender, author=by, text=text, sent_at=at
    )
