"""The desk of adviser, judicial office and bureau."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from consultations import actions
from consultations.actions.messages import TWICE_WITHIN
from consultations.forms import DESK_FORMS
from consultations.models import DUE_STATUSES, Consultation, Event, EventKind, Status
from consultations.permissions import desk_kind, may_read, works_on
from consultations.transitions import allowed

PER_PAGE = 20
TABS = {
    "due": (gettext_lazy("To do"), DUE_STATUSES),
    "villager": (gettext_lazy("Villager's turn"), (Status.WAITING,)),
    "answered": (gettext_lazy("Answered"), (Status.ANSWERED, Status.REFERRED)),
    "closed": (gettext_lazy("Closed"), (Status.CLOSED,)),
    "held": (gettext_lazy("Held"), (Status.SPAM,)),
}
ACTIONS = {
    EventKind.ACCEPT: actions.accept,
    EventKind.ANSWER: actions.answer,
    EventKind.ASK_BACK: actions.ask_back,
    EventKind.DECLINE: actions.decline,
    EventKind.TRANSFER: actions.transfer,
    EventKind.REFER: actions.refer,
    EventKind.CLOSE: actions.close,
    EventKind.SPAM: actions.mark_spam,
    EventKind.ROUTE: actions.release,
    EventKind.OPEN: actions.open_by_bureau,
}


@login_required
@require_safe
def inbox(request):
    """What lies on the desk, the longest waiting first; for the bureau also its places' rows."""
    tab = request.GET.get("state", "due")
    tab = tab if tab in TABS else "due"
    visible = Consultation.objects.visible_to(request.user)
    rows = visible.filter(status__in=TABS[tab][1]).order_by("waiting_since", "pk")
    if tab in ("answered", "closed"):
        rows = rows.reverse()
    page = Paginator(rows.with_desk(), PER_PAGE).get_page(request.GET.get("page"))
    ids = [row.pk for row in page]
    own = Consultation.objects.on_desk_of(request.user).filter(pk__in=ids)
    context = {"tab": tab, "tabs": _tabs(visible), "page": page}
    context["own"] = set(own.order_by().values_list("pk", flat=True))
    return render(request, "consultations/inbox.html", context)


def _tabs(visible):
    counts = visible.count_by_status()
    return [
        {"name": name, "label": label, "count": sum(counts.get(status, 0) for status in statuses)}
        for name, (label, statuses) in TABS.items()
    ]


@login_required
@require_safe
def thread(request, public_id):
    """One question: thread and tools, or only its data if the content is not the user's."""
    return _screen(request, _visible(request, public_id))


@login_required
@require_POST
@sensitive_post_parameters()
def act(request, public_id, event):
    """Do one thing from the tools; tapped twice it is done once and nobody is alarmed."""
    try:
        consultation = _visible(request, public_id)
    except Http404:
        if _just_done(request, public_id, event):
            return redirect("consultations:inbox")
        raise
    form = DESK_FORMS[event](request.POST, prefix=event)
    if not form.is_valid():
        return _screen(request, consultation, **{event: form})
    try:
        ACTIONS[event](consultation, by=request.user, at=timezone.now(), **form.cleaned_data)
    except ValidationError as error:
        if not form.fields and _just_done(request, public_id, event):
            return redirect(consultation)
        messages.error(request, " ".join(error.messages))
        if form.fields:  # what was typed stays on the screen
            return _screen(request, _visible(request, public_id), **{event: form})
    else:
        messages.success(request, _("Done: %(what)s.") % {"what": EventKind(event).label})
    return redirect(_after(request, consultation))


def _just_done(request, public_id, event):
    since = timezone.now() - TWICE_WITHIN
    mine = Event.objects.filter(actor=request.user, kind=event, at__gt=since)
    return mine.filter(consultation__public_id=public_id).exists()


def _visible(request, public_id):
    rows = Consultation.objects.visible_to(request.user).with_desk()
    return get_object_or_404(rows, public_id=public_id)


def _after(request, consultation):
    still = Consultation.objects.visible_to(request.user).filter(pk=consultation.pk).exists()
    return consultation if still else "consultations:inbox"


def _screen(request, consultation, **bound):
    events = consultation.events.select_related("actor")
    mine = works_on(request.user, consultation)
    if not mine and not may_read(request.user, consultation):
        form = bound.get(EventKind.OPEN) or DESK_FORMS[EventKind.OPEN](prefix=EventKind.OPEN)
        context = {"consultation": consultation, "events": events, "form": form}
        return render(request, "consultations/desk_metadata.html", context)
    possible = allowed(consultation.status, desk_kind(consultation)) if mine else set()
    tools = {event.value: DESK_FORMS[event](prefix=event) for event in possible} | bound
    context = {
        "consultation": consultation,
        "events": events,
        "thread": consultation.messages.select_related("author"),
        "tools": tools,
        "opened": next(iter(bound), ""),
    }
    return render(request, "consultations/desk_thread.html", context)
