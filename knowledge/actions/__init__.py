"""What changes facts of this app. Each writes its own history and refuses who may not."""

from knowledge.actions.lectures import (
    CALENDAR,
    WORDS,
    announce,
    cancel,
    describe,
    hold,
    move,
    plan,
)
from knowledge.actions.signups import change, forget_names, phone_hash, sign_up, withdraw
from knowledge.actions.statutes import amend, correct, mark_changed, repeal

__all__ = [
    "CALENDAR",
    "WORDS",
    "amend",
    "announce",
    "cancel",
    "change",
    "correct",
    "describe",
    "forget_names",
    "hold",
    "mark_changed",
    "move",
    "phone_hash",
    "plan",
    "repeal",
    "sign_up",
    "withdraw",
]
