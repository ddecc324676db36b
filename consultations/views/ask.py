"""Asking, one thing per page, without an account and without JavaScript."""

import logging

from django.contrib import messages
from django.db import DatabaseError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from consultations import receipts
from consultations.actions import drafts
from consultations.actions.asking import of_form
from consultations.forms import CheckForm, ComplaintCheckForm
from consultations.models import Consultation, Kind
from consultations.views import steps
from consultations.views.browser import draft_key, keep_draft_key, remembered_village
from directory.models import Topic
from portal.throttling.limits import allow, client_of

logger = logging.getLogger(__name__)
PER_HOUR = 30
START_PAGES = {
    Kind.QUESTION: "consultations/ask_start.html",
    Kind.COMPLAINT: "consultations/complain.html",
}
CHECK_PAGES = {
    Kind.QUESTION: "consultations/ask_check.html",
    Kind.COMPLAINT: "consultations/complain_check.html",
}
CHECK_FORMS = {Kind.QUESTION: CheckForm, Kind.COMPLAINT: ComplaintCheckForm}
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@sensitive_post_parameters()
def start(request, kind=Kind.QUESTION):
    """Urgent? Then call. Else begin, with the village and words that the link brought along."""
    now = timezone.now()
    key = draft_key(request)
    draft = steps.loaded(key, now)
    begun = draft if steps.kind_of(draft) == kind else {}
    if request.method != "POST":
        given = {"village": request.GET.get("village", ""), "q": request.GET.get("q", "")[:2000]}
        goes_on = bool(begun.keys() - {"kind"})
        context = {"given": given, "goes_on": goes_on, "total": steps.total({"kind": kind})}
        return render(request, START_PAGES[kind], context)
    draft = steps.empty(kind) | ({} if "anew" in request.POST else begun)
    village = remembered_village(request, request.POST.get("village", ""))
    words = request.POST.get("q", "").replace("\0", "").strip()[:2000]
    draft |= {"village": village} if village else {}
    draft |= {"question": words} if words and not draft.get("question") else {}
    key = drafts.usable(key)
    drafts.save(key, draft, step="start", at=now)
    target = "consultations:ask_question" if "village" in draft else "consultations:ask_village"
    return keep_draft_key(redirect(target), key)


@get_or_post
@sensitive_post_parameters()
def step(request, name):
    """Show or take one page of the flow. A lost draft begins anew with what this page holds."""
    now, key = timezone.now(), draft_key(request)
    draft = steps.meant(steps.loaded(key, now), request.POST)
    current = steps.named(name, draft)
    if current is None:  # a complaint has no such page
        return redirect(steps.next_page(draft))
    if request.method == "POST":
        form = current.form.of(draft, request.POST)
        if form.is_valid():
            draft = steps.merged(draft, current, form.answers)
            key = drafts.usable(key)
            drafts.save(key, draft, step=name, at=now)
            return keep_draft_key(redirect(steps.after(current, draft)), key)
    else:
        form = current.form.of(draft)
    missing = steps.missing(draft)
    if missing and missing.number < current.number and not form.is_bound:
        return redirect(missing.url)
    context = {"form": form, "draft": draft, "step": current, "total": steps.total(draft)}
    context |= {"back": steps.before(current)} | steps.beside(current, draft, form)
    return render(request, current.template, context)


@get_or_post
@sensitive_post_parameters()
def check(request):
    """The last look; sending it twice gives the same receipt."""
    now, key = timezone.now(), draft_key(request)
    if drafts.is_sent(key, at=now):
        return redirect("consultations:ask_receipt")
    draft = drafts.load(key, at=now)
    if draft is None:
        return _nothing_to_send(request, key)
    kind, topic = steps.kind_of(draft), Topic.objects.filter(pk=draft.get("topic")).first()
    elsewhere = _before_sending(draft, topic, request.POST)
    if elsewhere:
        return redirect(elsewhere)
    form = CHECK_FORMS[kind](request.POST or None)
    if request.method == "POST" and form.is_valid():
        drafts.send(key, at=now, suspicious=not _within_limit(request))
        return redirect("consultations:ask_receipt")
    context = {"form": form, "draft": draft, "topic": topic, "total": steps.total(draft)}
    context["village"] = steps.village_of(draft)
    return render(request, CHECK_PAGES[kind], context)


def _before_sending(draft, topic, posted):
    """Return the page to see before this draft can be sent, "" if there is none."""
    if steps.meant(draft, posted) is not draft:  # the page has shown something else
        return steps.CHECK
    lacking = steps.missing(draft)
    if lacking:
        return lacking.url
    if topic is None and steps.kind_of(draft) == Kind.QUESTION:  # an editor took it away
        return "consultations:ask_topic"
    return ""


def _nothing_to_send(request, key):
    if key and of_form(key):
        messages.info(request, _("This question has arrived already. Here you look it up."))
        return redirect("consultations:my_lookup")
    if request.method == "POST":
        messages.info(request, _("What you type is kept for a day. Please start again."))
    return redirect("consultations:ask_start")


@require_safe
def receipt(request):
    """The slip, for half an hour after sending; the code is in the page and nowhere else."""
    key = draft_key(request)
    sent = of_form(key) if drafts.is_sent(key, at=timezone.now()) else None
    if sent is None:
        messages.info(request, _("The receipt is shown for half an hour. Here you look it up."))
        return redirect("consultations:my_lookup")
    consultation = Consultation.objects.with_desk().get(pk=sent.pk)
    code = receipts.grouped(receipts.of_form(key))
    context = {"consultation": consultation, "code": code}
    return render(request, "consultations/ask_receipt.html", context)


def _within_limit(request):
    """Whether this client sends no more than people do. A broken counter never stops a question."""
    try:
        return allow("consultation", client_of(request), limit=PER_HOUR, seconds=3600)
    except DatabaseError:
        logger.warning("The limit of questions could not be counted.")
        return True
