"""The words a consultation (咨询) is spoken of in: its states, its events, who acts, whose desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What the villager wants: an answer from an adviser, or to be heard by the bureau."""

    QUESTION = "question", _("question")
    COMPLAINT = "complaint", _("complaint")


class Status(models.TextChoices):
    """Where a consultation stands. What may follow what: ``consultations.transitions``."""

    SUBMITTED = "submitted", _("received")
    ROUTED = "routed", _("sent to a desk")
    ACCEPTED = "accepted", _("being worked on")
    WAITING = "waiting_villager", _("waiting for the villager")
    ANSWERED = "answered", _("answered")
    REOPENED = "reopened", _("asked again")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined")
    TRANSFERRED = "transferred", _("handed to the judicial office")
    REFERRED = "referred", _("referred elsewhere")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SPAM = "spam", _("held for a check")


class EventKind(models.TextChoices):
    """What happened to a consultation; one row of history each."""

    SUBMIT = "submit", _("question received")
    ROUTE = "route", _("sent to a desk")
    ACCEPT = "accept", _("taken on")
    ANSWER = "answer", _("answered")
    ASK_BACK = "ask_back", _("asked the villager back")
    REPLY = "reply", _("villager wrote")
    DECLINE = "decline", _("declined")
    TRANSFER = "transfer", _("handed to the judicial office")
    REFER = "refer", _("referred elsewhere")
    WITHDRAW = "withdraw", _("withdrawn by the villager")
    REOPEN = "reopen", _("villager: not solved yet")
    CLOSE = "close", _("closed")
    RATE = "rate", _("rated by the villager")
    SPAM = "mark_spam", _("held for a check")
    OPEN = "opened_by_bureau", _("content opened by the bureau")


class ActorKind(models.TextChoices):
    """Who acted."""

    VILLAGER = "villager", _("villager")
    ADVISER = "adviser", _("adviser")
    OFFICE = "office", _("judicial office")
    BUREAU = "bureau", _("bureau")
    SYSTEM = "system", _("the portal")


class DeskRole(models.TextChoices):
    """Why the present desk has the consultation."""

    LEAD = "lead", _("adviser of this village")
    COVER = "cover", _("cover adviser of this village")
    NEIGHBOUR = "neighbour", _("adviser of another village in this township")
    OFFICE = "office", _("township judicial office")
    BUREAU = "bureau", _("duty desk of the bureau")


class Referral(models.TextChoices):
    """Where a consultation can be referred to (转介)."""

    LEGAL_AID = "legal_aid", _("legal aid (free lawyer for those in need)")
    HOTLINE = "12348", _("legal service hotline 12348")
    MEDIATION = "mediation", _("people's mediation committee")


OPEN_STATUSES = (
    Status.SUBMITTED,
    Status.ROUTED,
    Status.ACCEPTED,
    Status.WAITING,
    Status.REOPENED,
    Status.DECLINED,
    Status.TRANSFERRED,
)
# The desk is on turn.
DUE_STATUSES = (Status.ROUTED, Status.TRANSFERRED, Status.ACCEPTED, Status.REOPENED)
