"""The pages of the ask flow in their order: one table."""

from dataclasses import dataclass

from consultations import forms, suggestion
from consultations.actions import drafts
from directory.models import Place, Topic
from portal.search.engines import engine


@dataclass(frozen=True)
class Step:
    """One page: its form, and the answer without which it counts as not filled in."""

    name: str
    form: type
    needs: str
    number: int

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
BY_NAME = {step.name: step for step in STEPS}
CHECK = "consultations:ask_check"
TOTAL = len(STEPS) + 2
LIKELY = 3


def missing(draft):
    """Return the first step that is not filled in, None if all are."""
    return next((step for step in STEPS if step.needs not in draft), None)


def before(step):
    """Return the address of the page before ``step``."""
    index = STEPS.index(step)
    return STEPS[index - 1].url if index else "consultations:ask_start"


def after(step, draft):
    """Return where to go once ``step`` is filled in: on, or back to the check page."""
    if missing(draft) is None:
        return CHECK
    later = STEPS[STEPS.index(step) + 1 :]
    return later[0].url if later else missing(draft).url


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
    likely = suggestion.suggest(draft.get("question", ""), words, LIKELY)
    by_pk = {topic.pk: topic for topic in topics}
    typed = str(form["topic"].value() or "")
    chosen = int(typed) if typed.isdecimal() else next(iter(likely), None)
    return {
        "likely": [by_pk[pk] for pk in likely],
        "others": [topic for topic in topics if topic.pk not in likely],
        "chosen": chosen,
        "others_open": chosen is not None and chosen not in likely,
    }


def loaded(key, at):
    """Return the draft of ``key`` as a dict, empty if there is none."""
    return drafts.load(key, at=at) or {}
