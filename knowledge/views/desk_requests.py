"""A village asks for a lecture: its clerk writes, its adviser answers."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory.models import Topic
from knowledge import actions
from knowledge.forms import LectureRequestForm, ReasonForm
from knowledge.models import LectureRequest
from knowledge.permissions import (
    may_plan,
    may_request,
    requests_seen_by,
    standing_of,
    villages_of_clerk,
)
from knowledge.views.desk_steps import attempt, press

Status = LectureRequest.Status


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_request_new(request):
    """The form of the clerk; ``topic`` in the address is chosen already."""
    villages = villages_of_clerk(request.user).select_related("parent").order_by("code")
    if not villages:
        raise PermissionDenied
    asked = request.GET.get("topic", "")
    topic = next((row for row in Topic.objects.all() if row.slug == asked), None)
    form = LectureRequestForm(request.POST or None, villages=villages, initial={"topic": topic})
    if form.is_valid():
        facts = dict(form.cleaned_data)
        step = partial(actions.request_lecture, facts.pop("village"), by=request.user, **facts)
        if row := attempt(request, form, step, _("Sent to the adviser of the village.")):
            return redirect("knowledge:desk_request", row.pk)
    return render(request, "knowledge/desk_request_new.html", {"form": form, "villages": villages})


@never_cache
@login_required
@require_safe
def desk_request(request, pk):
    """One request and what was answered."""
    return _screen(request, _seen(request.user, pk))


def _screen(request, row, form=None):
    is_open = row.status == Status.OPEN
    answers = is_open and may_plan(request.user, row.village)
    context = {
        "asked": row,
        "withdraws": is_open and may_request(request.user, row.village),
        "answers": answers,
        "plans": answers and standing_of(request.user).adviser,
        "form": form or ReasonForm(prefix="decline"),
        "opened": bool(form),
    }
    return render(request, "knowledge/desk_request.html", context)


def _seen(user, pk):
    rows = requests_seen_by(user).select_related("village__parent", "topic", "requested_by")
    return get_object_or_404(rows.select_related("lecture__speaker"), pk=pk)


@login_required
@require_POST
def desk_request_withdraw(request, pk):
    """The village no longer wants it."""
    row = _seen(request.user, pk)
    if not may_request(request.user, row.village):
        raise PermissionDenied
    step = partial(actions.withdraw_request, row, by=request.user)
    press(request, step, _("Withdrawn."), is_done=row.status == Status.WITHDRAWN)
    return redirect("knowledge:desk_request", pk)


@login_required
@require_POST
def desk_request_decline(request, pk):
    """Say no, and why."""
    row = _seen(request.user, pk)
    if not may_plan(request.user, row.village):
        raise PermissionDenied
    if row.status != Status.OPEN:
        if row.status != Status.DECLINED:
            messages.error(request, _("This request was answered already."))
        return redirect("knowledge:desk_request", pk)
    form = ReasonForm(request.POST, prefix="decline")
    if form.is_valid():
        step = partial(actions.decline_request, row, by=request.user, **form.cleaned_data)
        if attempt(request, form, step, _("Declined. The village reads why.")):
            return redirect("knowledge:desk_request", pk)
    return _screen(request, row, form)
