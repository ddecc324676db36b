"""How the desk of lectures takes one step: the action decides, the person reads what came of it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from knowledge.models import Lecture
from knowledge.permissions import lectures_seen_by, may_lead


def seen_lecture(user, pk) -> Lecture:
    """The lecture, when the desk shows it to ``user``; else 404."""
    return get_object_or_404(lectures_seen_by(user).for_desk(), pk=pk)


def led_lecture(user, pk) -> Lecture:
    """The lecture that ``user`` leads: 404 unseen, 403 without the right."""
    lecture = seen_lecture(user, pk)
    if not may_lead(user, lecture):
        raise PermissionDenied
    return lecture


def is_too_late(request, lecture, action) -> bool:
    """Whether the status of ``lecture`` no longer allows ``action``; the person is told so."""
    if lecture.allows(action):
        return False
    words = _("This cannot be done any more: the lecture is %(status)s.")
    messages.error(request, words % {"status": lecture.get_status_display()})
    return True


def attempt(request, form, step: Callable, done: str):
    """What ``step`` returns; None when it refuses: the reasons then stand on ``form``."""
    try:
        result = step()
    except ValidationError as refusal:
        for field, reasons in _reasons(refusal):
            form.add_error(field if field in form.fields else None, reasons)
        return None
    messages.success(request, done)
    return result


def press(request, step: Callable, done: str, *, is_done: bool = False):
    """Do what a button without a form says. ``is_done``: a second tap, which alarms nobody."""
    if is_done:
        return
    try:
        step()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)


def _reasons(refusal):
    if hasattr(refusal, "error_dict"):
        return refusal.error_dict.items()
    return [(None, refusal.error_list)]
