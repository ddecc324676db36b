"""The pages of the ask flow in their order: one table for questions, one for complaints."""

from dataclasses import dataclass

from consultations import forms, suggestion
from consultations.actions import drafts
from consultations.models import Kind
from directory.models import Place, Topic
from portal.search.engines import engine


@dataclass(frozen=True)
class Step:
    """One page: its form, and the answer without which it counts as not filled in."""

    name: str
    form: type
    needs: str
    number: int
    kind: Kind = Kind.QUESTION

    @property
    def url(self):
        """The name of its address."""
        return f"consultations:ask_{self.name}"

    @property
    def template(self):
        """Its page."""
        return f"consultations/ask_{self.name}.html"


STEPS = (
    Step("village", forms.VillageForm, "village", 2),
    Step("question", forms.QuestionForm, "question", 3),
    Step("topic", forms.TopicForm, "topic", 4),
    Step("parties", forms.PartiesForm, "concerns_committee", 5),
    Step("contact", forms.ContactForm, "phone", 6),
)
COMPLAINT_STEPS = (
    Step("village", forms.VillageForm, "village", 2, Kind.COMPLAINT),
    Step("question", forms.ComplaintForm, "question", 3, Kind.COMPLAINT),
    Step("contact", forms.ContactForm, "phone", 4, Kind.COMPLAINT),
)
FLOWS = {Kind.QUESTION: STEPS, Kind.COMPLAINT: COMPLAINT_STEPS}
STARTS = {Kind.QUESTION: "consultations:ask_start", Kind.COMPLAINT: "consultations:complain"}
BY_NAME = {step.name: step for step in STEPS}
CHECK = "consultations:ask_check"
TOTAL = len(STEPS) + 2
LIKELY = 3


def kind_of(draft):
    """Return what is being written: a question unless a complaint was begun."""
    return Kind(draft.get("kind", Kind.QUESTION))


def empty(kind):
    """Return a draft of that kind with nothing filled in."""
    return {} if kind == Kind.QUESTION else {"kind": kind}


def total(draft):
    """Return how many pages the flow has, the first and the last one included."""
    return len(FLOWS[kind_of(draft)]) + 2


def named(name, draft):
    """Return the page ``name`` of the draft's flow, None if the flow has none."""
    return next((step for step in FLOWS[kind_of(draft)] if step.name == name), None)


def missing(draft):
    """Return the first step that is not filled in, None if all are."""
    return next((step for step in FLOWS[kind_of(draft)] if step.needs not in draft), None)


def next_page(draft):
    """Return the address of the first page not filled in, of the check page if all are."""
    lacking = missing(draft)
    return lacking.url if lacking else CHECK


def before(step):
    """Return the address of the page before ``step``."""
    steps = FLOWS[step.kind]
    index = steps.index(step)
    return steps[index - 1].url if index else STARTS[step.kind]


def after(step, draft):
    """Return where to go once ``step`` is filled in: on, or back to the check page."""
    lacking = missing(draft)
    if lacking is None:
        return CHECK
    steps = FLOWS[step.kind]
    later = steps[steps.index(step) + 1 :]
    return later[0].url if later else lacking.url


def meant(draft, posted):
    """Return the draft of the kind that the page says it belongs to, begun anew if it is another.

    What was typed as a complaint must never reach an adviser because another tab, or a lost
    draft, has made a question of it.
    """
    kind = posted.get("kind")
    if kind not in Kind.values or kind == kind_of(draft):
        return draft
    return empty(kind)


def merged(draft, step, answers):
    """Return the draft with the new answers; another question may be about another topic."""
    changed = step.name == "question" and answers["question"] != draft.get("question")
    kept = {key: value for key, value in draft.items() if not (changed and key == "topic")}
    return kept | answers


def village_of(draft):
    """Return the village chosen so far, or None."""
    code = draft.get("village")
    return Place.objects.select_related("parent").filter(pk=code).first() if code else None


def beside(step, draft, form):
    """Return what else the page of ``step`` shows."""
    if step.name == "topic":
        return _topics(draft, form) | {"similar": engine().similar(draft.get("question", ""))}
    if step.name == "question":
        return {"village": village_of(draft)}
    return {}


def _topics(draft, form):
    topics = list(Topic.objects.all())
    words = {topic.pk: [topic.name, *topic.keyword_list] for topic in topics}
    question = draft.get("question", "")
    likely = suggestion.suggest(question, words, LIKELY)
    by_pk = {topic.pk: topic for topic in topics}
    typed = str(form["topic"].value() or "")
    named = suggestion.named(question, words)  # what is only near is offered, not chosen
    chosen = next((pk for pk in by_pk if str(pk) == typed), next(iter(named), None))
    return {
        "likely": [by_pk[pk] for pk in likely],
        "others": [topic for topic in topics if topic.pk not in likely],
        "chosen": chosen,
        "others_open": chosen is not None and chosen not in likely,
    }


def loaded(key, at):
    """Return the draft of ``key`` as a dict, empty if there is none."""
    return drafts.load(key, at=at) or {}
