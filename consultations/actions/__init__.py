"""Changing a consultation: each action locks the row, asks the table, writes one event."""

from consultations.actions.answering import (
    accept,
    answer,
    ask_back,
    close,
    decline,
    refer,
    transfer,
)
from consultations.actions.asking import Asked, submit
from consultations.actions.desks import route, route_stranded
from consultations.actions.following import find, rate, reopen, reply, solve, withdraw
from consultations.actions.supervising import mark_spam, open_by_bureau, release

__all__ = [
    "Asked",
    "accept",
    "answer",
    "ask_back",
    "close",
    "decline",
    "find",
    "mark_spam",
    "open_by_bureau",
    "rate",
    "refer",
    "release",
    "reopen",
    "reply",
    "route",
    "route_stranded",
    "solve",
    "submit",
    "transfer",
    "withdraw",
]
