"""Applying without an account, and following the application with its receipt."""

import logging

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory import receipts
from directory.actions import joining
from directory.forms.joining import ApplicationForm, ReceiptForm
from directory.models import Application, Firm
from portal.pages.models import SiteSettings
from portal.throttling.limits import allow, client_of, give_back

logger = logging.getLogger(__name__)
SENT, OPENED = "join-sent", "join-opened"  # cookies: key of the form sent, application looked up
SHOWN_SECONDS = {SENT: 30 * 60, OPENED: 15 * 60}
TRIES = ((5, 60), (20, 3600))
EVERYBODY = (600, 3600)
PER_HOUR = 10
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@sensitive_post_parameters()
def join(request):
    """The application, on one page; sent twice, it is one application."""
    county = SiteSettings.of(request).county_code
    form = ApplicationForm(county=county)
    if request.method == "POST":
        within = _within_limit(request)
        form = ApplicationForm(request.POST, request.FILES if within else None, county=county)
        if not within:
            form.add_error(None, _("Too many tries. Please wait a while, then try again."))
        elif form.is_valid():
            key = form.cleaned_data["form_key"]
            joining.apply(key, **form.answers, at=timezone.now())
            return _keep(redirect("directory:join_done"), SENT, key)
    context = {"form": form, "firms": Firm.objects.values_list("name", flat=True)}
    return render(request, "directory/join.html", context)


@require_safe
def join_done(request):
    """The slip, for half an hour after sending; the code is in the page and nowhere else."""
    key = _kept(request, SENT)
    own = {"form_key_hash": receipts.form_hash(key)} if key else {"pk": None}
    application = Application.objects.filter(**own).first()
    if application is None:
        messages.info(request, _("The receipt is shown for half an hour. Here you look it up."))
        return redirect("directory:join_status")
    code = receipts.grouped(receipts.of_form(key))
    context = {"application": application, "code": code}
    return render(request, "directory/join_done.html", context)


@get_or_post
@sensitive_post_parameters()
def join_status(request):
    """Asks for the receipt, then says what became of the application."""
    if request.method != "POST":
        application = _opened(request)
        context = {"application": application, "form": ReceiptForm()}
        return render(request, "directory/join_status.html", context)
    form = ReceiptForm(request.POST)
    if form.is_valid():
        found = None
        if not _may_try(request):
            form.add_error(None, _("Too many tries. Please wait a while, then try again."))
        elif (found := joining.find(form.cleaned_data["code"])) is None:
            form.add_error("code", _("There is no such receipt. Please compare with your slip."))
        if found:
            _try_did_not_count(request)
            return _keep(redirect("directory:join_status"), OPENED, str(found.public_id))
    return render(request, "directory/join_status.html", {"form": form})


@require_POST
def join_withdraw(request):
    """Takes the opened application back."""
    application = _opened(request)
    try:
        if application:
            joining.withdraw(application)
            messages.success(request, _("Your application is withdrawn, its data are erased."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("directory:join_status")


@require_POST
def join_leave(request):
    """Closes the application on this phone."""
    response = redirect("directory:join_status")
    for name in SHOWN_SECONDS:
        response.delete_cookie(name, path="/join/", samesite="Lax")
    return response


def _opened(request):
    public_id = _kept(request, OPENED)
    rows = Application.objects.filter(public_id=public_id) if public_id else ()
    return next(iter(rows), None)


def _keep(response, name, value):
    """Leaves ``value``, signed, with this browser for a while, under ``/join/`` only."""
    response.set_signed_cookie(
        name,
        value,
        salt=name,
        max_age=SHOWN_SECONDS[name],
        path="/join/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _kept(request, name):
    return request.get_signed_cookie(name, None, salt=name, max_age=SHOWN_SECONDS[name])


def _within_limit(request):
    """Whether this client sends no more than people do; a broken counter stops nobody."""
    try:
        return allow("joining", client_of(request), limit=PER_HOUR, seconds=3600)
    except DatabaseError:
        logger.warning("The limit of applications could not be counted.")
        return True


def _may_try(request):
    """Counts a try; broken counters refuse, or receipts could be guessed while nobody counts."""
    client = client_of(request)
    most, seconds = EVERYBODY
    try:
        if not all(allow("join-status", client, limit=n, seconds=s) for n, s in TRIES):
            return False
        return allow("join-status", "everybody", limit=most, seconds=seconds)
    except DatabaseError:
        return False


def _try_did_not_count(request):
    client = client_of(request)
    for who, seconds in [(client, 60), (client, 3600), ("everybody", 3600)]:
        give_back("join-status", who, seconds=seconds)
