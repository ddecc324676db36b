"""One lecture at the desk: what is known of it, and the steps one may take now."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from knowledge import actions
from knowledge.forms import ReasonForm
from knowledge.models import Lecture
from knowledge.permissions import may_file, may_lead, may_see_names
from knowledge.quarters import Quarter
from knowledge.views.desk_steps import attempt, led_lecture, press, seen_lecture

Status = Lecture.Status


@never_cache
@login_required
@require_safe
def desk_lecture(request, pk):
    """One lecture, with the steps that this person may take now."""
    return lecture_screen(request, seen_lecture(request.user, pk))


def lecture_screen(request, lecture, **bound):
    """The page of ``lecture``; ``bound`` holds forms with errors, by name (cancel, send_back)."""
    user, now = request.user, timezone.now()
    leads = may_lead(user, lecture)
    filing = getattr(lecture, "filing", None)
    names = may_see_names(user, lecture)
    decides = filing and filing.status == "submitted" and may_file(user, filing.township)
    context = {
        "lecture": lecture,
        "filing": filing,
        "due_on": Quarter.of(lecture.starts_at).last_day,
        "is_late": lecture.status == Status.HELD
        and Quarter.of(lecture.starts_at).is_over(timezone.localdate()),
        "leads": leads,
        "has_begun": lecture.starts_at <= now,
        "can_file": decides,
        "signups": lecture.signups.active() if names else None,
        "photos": lecture.photos.for_display() if lecture.status == Status.HELD else (),
        "cancel_form": bound.get("cancel") or ReasonForm(prefix="cancel"),
        "return_form": bound.get("send_back") or ReasonForm(prefix="return"),
        "opened": next(iter(bound), ""),
    }
    return render(request, "knowledge/desk_lecture.html", context)


@login_required
@require_POST
def desk_announce(request, pk):
    """Make it public."""
    lecture = led_lecture(request.user, pk)
    press(
        request,
        lambda: actions.announce(lecture, by=request.user),
        _("Announced: villagers see it now."),
        is_done=lecture.status == Status.ANNOUNCED,
    )
    return redirect("knowledge:desk_lecture", pk)


@login_required
@require_POST
def desk_cancel(request, pk):
    """Call it off and say why."""
    lecture = led_lecture(request.user, pk)
    form = ReasonForm(request.POST, prefix="cancel")
    if lecture.status == Status.CANCELLED or (
        form.is_valid()
        and attempt(
            request,
            form,
            lambda: actions.cancel(lecture, by=request.user, **form.cleaned_data),
            _("Called off. Those who signed up see it on their phones."),
        )
    ):
        return redirect("knowledge:desk_lecture", pk)
    return lecture_screen(request, lecture, cancel=form)
