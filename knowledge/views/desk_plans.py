"""Planning a lecture, of one's own accord or because a village asked; changing it."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directory.models import Place
from knowledge import actions
from knowledge.forms import ChangeForm, PlanForm, typed_from, typed_of
from knowledge.permissions import requests_seen_by, standing_of, villages_served_by
from knowledge.views.desk_steps import attempt, is_too_late, led_lecture


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_plan(request):
    """Plan a lecture that nobody asked for."""
    adviser = standing_of(request.user).adviser
    if adviser is None:
        raise PermissionDenied
    villages = villages_served_by(adviser).select_related("parent").order_by("code")
    initial = {"village": request.GET.get("village")}
    form = PlanForm(request.POST or None, villages=villages, initial=initial)
    if form.is_valid():
        facts = {**form.words, **form.calendar, "speaker": adviser}
        lecture = attempt(
            request, form, lambda: actions.plan(by=request.user, **facts), _("It is planned.")
        )
        if lecture:
            return redirect("knowledge:desk_lecture", lecture.pk)
    return render(request, "knowledge/desk_plan.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_change(request, pk):
    """Correct what is said about it; move it, and say why."""
    lecture = led_lecture(request.user, pk)
    if is_too_late(request, lecture, "describe"):
        return redirect("knowledge:desk_lecture", pk)
    villages = villages_served_by(lecture.speaker) | Place.objects.filter(pk=lecture.village_id)
    villages = villages.select_related("parent").order_by("code")
    form = ChangeForm(request.POST or None, villages=villages, initial=typed_of(lecture))
    if form.is_valid() and attempt(
        request, form, lambda: _write(lecture, form, request.user), _("Changed.")
    ):
        return redirect("knowledge:desk_lecture", pk)
    return render(request, "knowledge/desk_plan.html", {"form": form, "lecture": lecture})


def _write(lecture, form, user):
    return actions.revise(
        lecture,
        by=user,
        reason=form.cleaned_data["reason"],
        words=form.words,
        calendar=form.calendar,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_request_plan(request, pk):
    """Plan what a village asked for; tapped twice it leads to the lecture."""
    row = get_object_or_404(requests_seen_by(request.user).select_related("topic"), pk=pk)
    adviser = standing_of(request.user).adviser
    if adviser is None:
        raise PermissionDenied
    if row.status != row.Status.OPEN:
        return redirect("knowledge:desk_request", pk)
    villages = Place.objects.filter(pk=row.village_id).select_related("parent")
    form = PlanForm(request.POST or None, villages=villages, initial=typed_from(row))
    if form.is_valid():
        facts = {**form.words, **form.calendar, "speaker": adviser}
        facts.pop("village")
        step = partial(actions.plan_requested, row, by=request.user, **facts)
        if lecture := attempt(request, form, step, _("It is planned. The village is told.")):
            return redirect("knowledge:desk_lecture", lecture.pk)
    return render(request, "knowledge/desk_plan.html", {"form": form, "asked": row})
