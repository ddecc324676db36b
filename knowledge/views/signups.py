"""Signing up for a lecture from the phone, without an account."""

import logging

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from knowledge import actions
from knowledge.forms import SignUpForm
from knowledge.forms.signups import COOKIE, KEPT_SECONDS, known_key, new_key
from knowledge.models import Lecture, SignUp
from portal.throttling.limits import allow, client_of

logger = logging.getLogger(__name__)
PER_HOUR = 30  # a village may stand behind one address of its mobile network


def own_signup(lecture, key):
    """The sign-up for ``lecture`` that the phone with this ``key`` made and did not withdraw."""
    if not key:
        return None
    return SignUp.objects.of_phone(actions.phone_hash(key)).filter(lecture=lecture).first()


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def lecture_signup(request, pk):
    """How many come; the second time from the same phone it corrects the first."""
    lecture = _lecture(pk)
    key = known_key(request.COOKIES)
    signup = own_signup(lecture, key)
    if request.method == "POST":
        form = SignUpForm(request.POST)
        key = key or new_key()
        if _is_entered(request, form, lecture, key, signup):
            return _remember(request, redirect(lecture), key)
    else:
        form = SignUpForm(initial={"people": signup.people, "name": signup.name} if signup else {})
    context = {
        "form": form,
        "lecture": lecture,
        "signup": signup,
        "takes_signups": lecture.takes_signups(timezone.now()),
    }
    return render(request, "knowledge/lecture_signup.html", context)


@require_POST
def lecture_withdraw(request, pk):
    """Takes the sign-up of this phone back and erases the name."""
    lecture = _lecture(pk)
    try:
        actions.withdraw(lecture, key=known_key(request.COOKIES))
        messages.success(request, _("You are off the list, and your name is erased."))
    except ValidationError as refusal:
        messages.info(request, " ".join(refusal.messages))
    return redirect(lecture)


def _lecture(pk):
    return get_object_or_404(Lecture.objects.public().for_display().with_coming(), pk=pk)


def _is_entered(request, form, lecture, key, signup):
    """Whether what was typed is entered now; else the form says why not and keeps the words."""
    if not form.is_valid():
        return False
    if not _within_limit(request):
        form.add_error(None, _("Too many tries. Please wait a while, then try again."))
        return False
    facts = {name: form.cleaned_data[name] for name in ("people", "name")}
    try:
        (actions.change if signup else actions.sign_up)(lecture, key=key, **facts)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    messages.success(
        request, _("Changed. See you there.") if signup else _("Noted. See you there.")
    )
    return True


def _within_limit(request):
    """Whether this client sends no more than people do; a broken counter stops nobody."""
    try:
        return allow("lecture sign-up", client_of(request), limit=PER_HOUR, seconds=3600)
    except DatabaseError:
        logger.warning("The limit of sign-ups could not be counted.")
        return True


def _remember(request, response, key):
    """Leaves the key with this browser; nobody but the portal can read it there."""
    response.set_cookie(
        COOKIE,
        key,
        max_age=KEPT_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response
