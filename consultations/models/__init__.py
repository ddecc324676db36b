"""Records of a consultation (咨询). None of them is a page, a snippet or searchable (rule W1)."""

from consultations.models.choices import (
    DUE_STATUSES,
    OPEN_STATUSES,
    ActorKind,
    DeskRole,
    EventKind,
    Kind,
    Referral,
    Status,
)
from consultations.models.consultation import Consultation
from consultations.models.draft import Draft
from consultations.models.event import Event
from consultations.models.message import Message

__all__ = [
    "DUE_STATUSES",
    "OPEN_STATUSES",
    "ActorKind",
    "Consultation",
    "DeskRole",
    "Draft",
    "Event",
    "EventKind",
    "Kind",
    "Message",
    "Referral",
    "Status",
]
