"""The filing of a held lecture at the judicial office of its township."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from directory.models import Place
from knowledge.actions.steps import require
from knowledge.models import FILING_TRANSITIONS, Filing, Lecture
from knowledge.permissions import may_file, may_lead
from knowledge.quarters import ZONE

Status = Filing.Status


@transaction.atomic
def submit_filing(lecture, *, by=None, at=None) -> Filing:
    """Hand the outline of a held lecture in; again, after the office returned it."""
    lecture = Lecture.objects.select_for_update(of=["self"]).get(pk=lecture.pk)
    require(may_lead(by, lecture))
    if lecture.status != Lecture.Status.HELD:
        words = _("Only a lecture that was held is filed. Mark it held first.")
        raise ValidationError(words, code="not_held")
    filing = Filing.objects.select_for_update().filter(lecture=lecture).first()
    _refuse(filing, "submit")
    at = at or timezone.now()
    filing = filing or Filing(lecture=lecture)
    filing.township, filing.year = lecture.village.parent, at.astimezone(ZONE).year
    filing.submitted_at, filing.submitted_by = at, by
    filing.decided_at = filing.decided_by = None
    filing.reason = ""
    return _save(filing, "submit", by)


@transaction.atomic
def file(filing, *, by=None, at=None) -> Filing:
    """Take it into the file under the next number of the township's year, without a gap.

    The year of the number is the year of the day on which the office files it.
    """
    filing = _decide(filing, "file", by, at)
    township = Place.objects.select_for_update(of=["self"]).get(pk=filing.township_id)
    filing.year = filing.decided_at.astimezone(ZONE).year
    used = Filing.objects.filter(township=township, year=filing.year)
    filing.serial = (used.aggregate(last=Max("serial"))["last"] or 0) + 1
    return _save(filing, "file", by, {"number": filing.number})


@transaction.atomic
def return_filing(filing, *, by=None, reason, at=None) -> Filing:
    """Give it back to the speaker and say what is missing."""
    filing = _decide(filing, "return", by, at)
    filing.reason = reason.strip()
    if not filing.reason:
        raise ValidationError({"reason": _("Write what is missing.")})
    return _save(filing, "return", by, {"reason": filing.reason})


def _decide(filing, action, user, at):
    """Lock the filing, ask for right and status, and note who decides."""
    filing = Filing.objects.select_for_update(of=["self"]).get(pk=filing.pk)
    require(may_file(user, filing.township))
    _refuse(filing, action)
    filing.decided_at, filing.decided_by = at or timezone.now(), user
    return filing


def _refuse(filing, action):
    status = filing.status if filing else None
    if status not in FILING_TRANSITIONS[action][0]:
        said = filing.get_status_display() if filing else _("not submitted")
        raise ValidationError(
            _("This cannot be done: the filing is %(status)s."),
            code="wrong_status",
            params={"status": said},
        )


def _save(filing, action, user, data=None):
    filing.status = FILING_TRANSITIONS[action][1]
    filing.full_clean()
    filing.save()
    log(filing.lecture, f"knowledge.filing_{action}", user=user, data=data or {})
    return filing
