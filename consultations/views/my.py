"""The villager follows her question with the receipt."""

import logging

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consultations import actions
from consultations.actions.following import may_reopen
from consultations.forms import (
    ComplaintReplyForm,
    LookupForm,
    RatingForm,
    ReopenForm,
    ReplyForm,
)
from consultations.models import ActorKind, EventKind
from consultations.transitions import allowed
from consultations.views.browser import leave_case, open_case, opened_case
from portal.throttling.limits import allow, client_of, give_back

logger = logging.getLogger(__name__)
BUCKET = "receipt"
LIMITS = ((5, 60), (20, 3600))
EVERYBODY = (600, 3600)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def lookup(request):
    """Ask for the receipt. A miss says the same whatever was wrong."""
    form = LookupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = None
        if not _may_try(request):
            form.add_error(None, _("Too many tries. Please wait a while, then try again."))
        else:
            found = actions.find(form.cleaned_data["code"], form.cleaned_data["tail"])
            if found is None:
                form.add_error(None, _("Code and phone do not fit. Please compare with your slip."))
        if found:
            _try_did_not_count(request)
            open_case(request, found)
            return redirect("consultations:my_thread")
    return render(request, "consultations/my_lookup.html", {"form": form})


@require_safe
def thread(request):
    """What was asked, what happened, what was answered, and what can be done now."""
    consultation = opened_case(request)
    if consultation is None:
        return _gone(request)
    return _thread(request, consultation)


def _thread(request, consultation, **forms):
    possible = allowed(consultation.status, ActorKind.VILLAGER)
    reopen = EventKind.REOPEN in possible and may_reopen(consultation, timezone.now())
    context = {
        "consultation": consultation,
        "thread": consultation.messages.all(),
        "events": consultation.events.all(),
        "can_reply": EventKind.REPLY in possible and EventKind.CLOSE not in possible,
        "can_withdraw": EventKind.WITHDRAW in possible,
        "can_solve": EventKind.CLOSE in possible,
        "can_reopen": reopen,
        "can_rate": EventKind.RATE in possible and consultation.rating is None,
        "reply_form": ComplaintReplyForm() if consultation.is_complaint else ReplyForm(),
        "reopen_form": ReopenForm(prefix="open"),
        "rating_form": RatingForm(),
    }
    return render(request, "consultations/my_thread.html", context | forms)


@require_POST
@sensitive_post_parameters()
def reply(request):
    """Write to the adviser, or to the bureau."""
    return _send(request, "reply_form", ReplyForm(request.POST), actions.reply)


@require_POST
@sensitive_post_parameters()
def reopen(request):
    """Not solved yet."""
    form = ReopenForm(request.POST, prefix="open")
    return _send(request, "reopen_form", form, actions.reopen)


@require_POST
@sensitive_post_parameters()
def rate(request):
    """Rate the answer."""
    return _send(request, "rating_form", RatingForm(request.POST), actions.rate)


@require_POST
def solve(request):
    """Solved."""
    return _send(request, "", None, actions.solve)


@require_POST
def withdraw(request):
    """Take the question back."""
    return _send(request, "", None, actions.withdraw)


@require_POST
def leave(request):
    """Log out of the case: back to the look-up page, or at once to somewhere harmless."""
    leave_case(request)
    quick = "quick" in request.POST
    response = redirect("/" if quick else "consultations:my_lookup")
    response["Clear-Site-Data"] = '"cache"'
    return response


def _send(request, name, form, action):
    consultation = opened_case(request)
    if consultation is None:
        return _gone(request)
    if form is not None and not form.is_valid():
        return _thread(request, consultation, **{name: form})
    try:
        action(consultation, at=timezone.now(), **(form.cleaned_data if form else {}))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        if form is not None:
            return _thread(request, opened_case(request), **_kept(name, form))
    else:
        messages.success(request, _("Done. It is written below."))
    return redirect("consultations:my_thread")


def _kept(name, form):
    """Keep words that came too late: a reply to a finished question can be asked again with."""
    if name != "reply_form":
        return {name: form}
    return {"reopen_form": ReopenForm(prefix="open", initial=form.cleaned_data)}


def _gone(request):
    messages.info(request, _("For your safety it was closed. Please type the receipt again."))
    return redirect("consultations:my_lookup")


def _may_try(request):
    """Count a try. Broken counters refuse: nobody may guess receipts while nobody counts.

    Who is beyond her own limit uses up nothing of the limit for everybody: one guesser cannot lock
    the others out.
    """
    client = client_of(request)
    most, seconds = EVERYBODY
    try:
        if not all(allow(BUCKET, client, limit=n, seconds=s) for n, s in LIMITS):
            return False
        if allow(BUCKET, "everybody", limit=most, seconds=seconds):
            return True
    except DatabaseError:
        return False
    logger.error("Receipts are being guessed: the limit for everybody is reached.")
    return False


def _try_did_not_count(request):
    client = client_of(request)
    for who, seconds in [(client, 60), (client, 3600), ("everybody", 3600)]:
        give_back(BUCKET, who, seconds=seconds)
