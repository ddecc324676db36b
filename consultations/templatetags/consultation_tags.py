"""What pages say about consultations: words for states and events, and the panels."""

from datetime import timedelta

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.models import Consultation, EventKind, Kind, Status
from consultations.models.message import ActorKind

register = template.Library()
PANEL_ROWS = 5
ASKED_WITHIN = timedelta(days=365)

STATES = {
    Status.SUBMITTED: gettext_lazy("received"),
    Status.ROUTED: gettext_lazy("waiting for an answer"),
    Status.DECLINED: gettext_lazy("looking for somebody to answer"),
    Status.TRANSFERRED: gettext_lazy("handed on, waiting for an answer"),
    Status.ACCEPTED: gettext_lazy("being worked on"),
    Status.REOPENED: gettext_lazy("being worked on again"),
    Status.WAITING: gettext_lazy("your turn to write"),
    Status.ANSWERED: gettext_lazy("answered"),
    Status.REFERRED: gettext_lazy("somebody else helps further"),
    Status.CLOSED: gettext_lazy("finished"),
    Status.WITHDRAWN: gettext_lazy("taken back"),
    Status.SPAM: gettext_lazy("being checked"),
}
NEXT = {
    Status.WAITING: gettext_lazy("You were asked something. Please write below."),
    Status.ANSWERED: gettext_lazy("Please read the answer and say below whether it helped."),
    Status.REFERRED: gettext_lazy("Please read below where you get help now."),
    Status.CLOSED: gettext_lazy("This question is finished. You may still say how it was."),
    Status.WITHDRAWN: gettext_lazy("You took this question back. Nobody of staff reads it."),
    Status.SPAM: gettext_lazy("The bureau has a look first, then it goes to an adviser."),
}
WORKING = gettext_lazy("You will have an answer within one working day. Nothing to do for now.")
PROMISE = gettext_lazy(
    "Within one working day the bureau confirms that it has your complaint, within fifteen "
    "working days it answers. Nothing to do for now."
)
COMPLAINT_NEXT = {
    Status.CLOSED: gettext_lazy("This complaint is finished. You may still say how it was."),
    Status.WITHDRAWN: gettext_lazy("You took this complaint back. Nobody of staff reads it."),
    Status.SPAM: gettext_lazy("The bureau has a look at it first."),
    Status.ACCEPTED: gettext_lazy(
        "The bureau has your complaint and looks into it. It answers within fifteen working days."
    ),
}
COMPLAINT_SAID = {
    EventKind.SUBMIT: gettext_lazy("We received your complaint"),
    EventKind.ROUTE: gettext_lazy("It reached the bureau of justice"),
    EventKind.ACCEPT: gettext_lazy("The bureau confirmed that it has it"),
}
SAID = {
    EventKind.SUBMIT: gettext_lazy("We received your question"),
    EventKind.ROUTE: gettext_lazy("It reached whoever answers it"),
    EventKind.ACCEPT: gettext_lazy("It is being worked on"),
    EventKind.ANSWER: gettext_lazy("You got an answer"),
    EventKind.ASK_BACK: gettext_lazy("You were asked something"),
    EventKind.REPLY: gettext_lazy("You wrote"),
    EventKind.DECLINE: gettext_lazy("This adviser cannot answer it, we look for another"),
    EventKind.TRANSFER: gettext_lazy("It was handed to the judicial office or the bureau"),
    EventKind.REFER: gettext_lazy("You were told who helps further"),
    EventKind.WITHDRAW: gettext_lazy("You took it back"),
    EventKind.REOPEN: gettext_lazy("You said: not solved yet"),
    EventKind.CLOSE: gettext_lazy("It was finished"),
    EventKind.RATE: gettext_lazy("You rated the answer"),
    EventKind.SPAM: gettext_lazy("It is being checked"),
    EventKind.OPEN: gettext_lazy("The bureau looked into it and wrote down why"),
}


@register.filter
def villager_state(consultation):
    """Return the state as the villager reads it."""
    return STATES[consultation.status]


@register.filter
def what_now(consultation):
    """Return what the villager can expect or should do now."""
    words, otherwise = NEXT, WORKING
    if consultation.is_complaint:
        words, otherwise = NEXT | COMPLAINT_NEXT, PROMISE
    return words.get(consultation.status, otherwise)


@register.filter
def said_to_villager(event, consultation):
    """Return what happened to ``consultation``, in the villager's words."""
    words = SAID | COMPLAINT_SAID if consultation.is_complaint else SAID
    return words[event.kind]


@register.filter
def writer(message, staff=False):
    """Return who wrote a message: the villager reads "you", staff reads "villager"."""
    if message.sender == ActorKind.VILLAGER:
        return _("Villager") if staff else _("You")
    return f"{message.author} · {message.get_sender_display()}" if staff else message.author


@register.filter
def waited(consultation):
    """Return how long the present turn has lasted, in whole days or hours."""
    age = consultation.age(timezone.now())
    hours = age.days * 24 + age.seconds // 3600
    if age.days:
        return ngettext("%(n)s day", "%(n)s days", age.days) % {"n": age.days}
    if hours:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return _("less than an hour")


@register.filter
def first_line(text, length=42):
    """Return the beginning of a question, for a list."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length]}…"


@register.inclusion_tag("consultations/panels/desk_inbox.html", takes_context=True)
def desk_inbox_panel(context):
    """Show what on the user's own desk waits for an answer, the longest waiting first."""
    rows = Consultation.objects.on_desk_of(context["request"].user).due().with_desk()
    return {"rows": rows[:PANEL_ROWS]}


@register.inclusion_tag("consultations/panels/village_answered.html")
def village_answered_count(village):
    """Show how many questions from ``village`` were answered this year; complaints are none."""
    year = timezone.localdate().year
    rows = Consultation.objects.filter(village=village, kind=Kind.QUESTION)
    count = rows.filter(answered_at__year=year).count()
    return {"count": count, "village": village}


@register.inclusion_tag("consultations/panels/asked_topics.html")
def asked_topics(village):
    """Offer the topics that ``village`` asks most: their order and nothing else, no number."""
    since = timezone.now() - ASKED_WITHIN
    return {"topics": Consultation.objects.asked_since(since).topics_asked_in(village)}


@register.simple_tag
def answered_by(adviser):
    """Return how many questions ``adviser`` has answered so far."""
    return Consultation.objects.filter(adviser=adviser, answered_at__isnull=False).count()


@register.filter
def is_in(key, keys):
    """Return whether ``key`` is among ``keys``."""
    return key in keys
