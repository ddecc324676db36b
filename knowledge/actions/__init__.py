"""What changes facts of this app. Each writes its own history and refuses who may not."""

from knowledge.actions.filings import file, return_filing, submit_filing
from knowledge.actions.holding import MOST_PEOPLE, MOST_PHOTOS, add_photos, hold, remove_photo
from knowledge.actions.lectures import (
    CALENDAR,
    WORDS,
    announce,
    cancel,
    describe,
    move,
    plan,
    revise,
)
from knowledge.actions.outlines import write_outline
from knowledge.actions.rechecking import confirm_law
from knowledge.actions.requests import (
    decline_request,
    plan_requested,
    request_lecture,
    withdraw_request,
)
from knowledge.actions.signups import change, forget_names, phone_hash, sign_up, withdraw
from knowledge.actions.statutes import (
    amend,
    correct,
    describe_law,
    enter_law,
    mark_changed,
    name_law,
    repeal,
)
from knowledge.actions.word_files import (
    Records,
    drop_word_file,
    keep_word_file,
    make_article,
    purge_word_files,
    read_draft,
    unstored_article,
)

__all__ = [
    "CALENDAR",
    "MOST_PEOPLE",
    "MOST_PHOTOS",
    "WORDS",
    "Records",
    "add_photos",
    "amend",
    "announce",
    "cancel",
    "change",
    "confirm_law",
    "correct",
    "decline_request",
    "describe",
    "describe_law",
    "drop_word_file",
    "enter_law",
    "file",
    "forget_names",
    "hold",
    "keep_word_file",
    "make_article",
    "mark_changed",
    "move",
    "name_law",
    "phone_hash",
    "plan",
    "plan_requested",
    "purge_word_files",
    "read_draft",
    "remove_photo",
    "repeal",
    "request_lecture",
    "return_filing",
    "revise",
    "sign_up",
    "submit_filing",
    "unstored_article",
    "withdraw",
    "withdraw_request",
    "write_outline",
]
