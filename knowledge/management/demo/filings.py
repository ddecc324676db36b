"""What was filed of the demo's lectures: with a number, returned, waiting, or never handed in."""

from datetime import timedelta

from django.utils import timezone

from directory.models import Appointment
from knowledge import actions
from knowledge.models import Filing
from portal.accounts.models import User

HANDED_IN, DECIDED = timedelta(days=2), timedelta(days=4)  # after the lecture
REASON = "提纲第三点没写引用哪一条法律，补上再交。"


def load(lecture, facts) -> None:
    """Take the filing of a held lecture as far as its ``facts`` say."""
    state = facts.get("filing")
    if not state:
        return
    at = lecture.ends_at
    filing = actions.submit_filing(lecture, by=lecture.speaker.user, at=_past(at + HANDED_IN))
    decision = {"by": office_of(lecture.village.parent), "at": _past(at + DECIDED)}
    if state == Filing.Status.FILED:
        actions.file(filing, **decision)
    elif state == Filing.Status.RETURNED:
        actions.return_filing(filing, reason=REASON, **decision)


def office_of(township) -> User:
    """Who decides for ``township``: its judicial office, the bureau where no one is appointed."""
    held = Appointment.objects.current(timezone.localdate())
    row = held.filter(role=Appointment.Role.OFFICE, place=township).first()
    return row.user if row else User.objects.get(username="bureau")


def _past(at):
    return min(at, timezone.now())
