"""How every step of a lecture begins and ends: lock, permission, status; then its history."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from knowledge.models import TRANSITIONS, Lecture
from knowledge.permissions import may_lead


def require(allowed):
    """Refuse who may not."""
    if not allowed:
        raise PermissionDenied


def begin(lecture, action, user) -> Lecture:
    """Lock the row; refuse a person without the right and a status the action cannot start from."""
    fresh = Lecture.objects.select_for_update().get(pk=lecture.pk)
    require(may_lead(user, fresh))
    if not fresh.allows(action):
        raise ValidationError(
            _("This cannot be done any more: the lecture is %(status)s."),
            code="wrong_status",
            params={"status": fresh.get_status_display()},
        )
    return fresh


def finish(lecture, action, user, data=None) -> Lecture:
    """Enter the status that ``action`` leads to, save, and write the line of history."""
    status = TRANSITIONS[action][1]
    if status:
        lecture.status = status
    lecture.full_clean()
    lecture.save()
    log(lecture, f"knowledge.{action}", user=user, data=data or {})
    return lecture
