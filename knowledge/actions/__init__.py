"""What changes facts of this app. Each writes its own history and refuses who may not."""

from knowledge.actions.filings import file, return_filing, submit_filing
from knowledge.actions.holding import MOST_PEOPLE, MOST_PHOTOS, add_photos, hold, remove_photo
from knowledge.actions.lectures import CALENDAR, WORDS, announce, cancel, describe, move, plan
from knowledge.actions.outlines import write_outline
from knowledge.actions.requests import (
    decline_request,
    plan_requested,
    request_lecture,
    withdraw_request,
)
from knowledge.actions.signups import change, forget_names, phone_hash, sign_up, withdraw
from knowledge.actions.statutes import amend, correct, mark_changed, repeal

__all__ = [
    "CALENDAR",
    "MOST_PEOPLE",
    "MOST_PHOTOS",
    "WORDS",
    "add_photos",
    "amend",
    "announce",
    "cancel",
    "change",
    "correct",
    "decline_request",
    "describe",
    "file",
    "forget_names",
    "hold",
    "mark_changed",
    "move",
    "phone_hash",
    "plan",
    "plan_requested",
    "remove_photo",
    "repeal",
    "request_lecture",
    "return_filing",
    "sign_up",
    "submit_filing",
    "withdraw",
    "withdraw_request",
    "write_outline",
]
