"""What happens to a village's request for a lecture."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from directory.models import Place
from knowledge.actions.lectures import plan
from knowledge.actions.steps import require
from knowledge.models import Lecture, LectureRequest
from knowledge.permissions import may_plan, may_request

Status = LectureRequest.Status


@transaction.atomic
def request_lecture(village, *, by, **facts) -> LectureRequest:
    """Ask for a lecture in ``village``; ``facts``: topic, audience, people, wish, note.

    The same asked again while it waits (a second tap) is the same request.
    """
    village = Place.objects.select_for_update(of=["self"]).get(pk=village.pk)
    require(may_request(by, village))
    waiting = LectureRequest.objects.filter(
        village=village,
        status=Status.OPEN,
        topic=facts.get("topic"),
        audience=facts.get("audience", ""),
    ).first()
    if waiting:
        return waiting
    row = LectureRequest(village=village, requested_by=by, **facts)
    row.full_clean()
    row.save()
    log(row, "wagtail.create", user=by)
    return row


@transaction.atomic
def withdraw_request(request, *, by=None) -> LectureRequest:
    """The village no longer wants it."""
    row = _open(request)
    require(may_request(by, row.village))
    return _close(row, Status.WITHDRAWN, by, "withdraw_request")


@transaction.atomic
def decline_request(request, *, by=None, reason) -> LectureRequest:
    """Say no to the village, and why."""
    row = _open(request)
    require(may_plan(by, row.village))
    row.answer = reason.strip()
    if not row.answer:
        raise ValidationError({"answer": _("Write why it is declined.")})
    return _close(row, Status.DECLINED, by, "decline_request", {"reason": row.answer})


@transaction.atomic
def plan_requested(request, *, by=None, **facts) -> Lecture:
    """Plan the lecture that was asked for; request and lecture point at each other."""
    row = _open(request)
    lecture = plan(by=by, village=row.village, **facts)
    row.lecture = lecture
    _close(row, Status.PLANNED, by, "plan_requested", {"lecture": lecture.pk})
    return lecture


def _open(request):
    """Lock the request; refuse one that was answered already."""
    row = LectureRequest.objects.select_for_update(of=["self"]).get(pk=request.pk)
    if row.status != Status.OPEN:
        raise ValidationError(
            _("This request was answered already: it is %(status)s."),
            code="wrong_status",
            params={"status": row.get_status_display()},
        )
    return row


def _close(row, status, user, action, data=None):
    row.status, row.answered_at = status, timezone.now()
    row.full_clean()
    row.save()
    log(row, f"knowledge.{action}", user=user, data=data or {})
    return row
