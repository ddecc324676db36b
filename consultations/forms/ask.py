"""One form per page of the ask flow. Each gives its answers as JSON values: ``answers``."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from consultations.forms.words import WordsField
from consultations.receipts import digits_of
from directory.models import Place, Topic
from portal.throttling.forms import HumanCheckMixin

MOST_MATCHES = 12
PHONE_DIGITS = range(7, 14)


class StepForm(forms.Form):
    """A page of the flow. ``of`` fills it from the draft, ``answers`` gives what to keep."""

    @classmethod
    def of(cls, draft, data=None):
        """Return the form, bound to ``data`` if the page was sent."""
        return cls(data, initial=draft)

    @property
    def answers(self):
        """The cleaned values."""
        return dict(self.cleaned_data)


class VillageForm(StepForm):
    """Which village: its name, pinyin or code; ``matches`` are the villages to choose from."""

    query = forms.CharField(
        label=_("Name of your village"),
        help_text=_("Chinese, pinyin or first letters, for example: hlj"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Please say which village you live in.")},
    )
    village = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    matches: list = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.data.get("village"):
            self.fields["query"].required = False

    def clean(self):
        """Find the one village meant."""
        cleaned = super().clean()
        villages = Place.objects.local().villages().active().select_related("parent")
        code, query = cleaned.get("village", ""), cleaned.get("query", "")
        found = list(villages.filter(pk=code)) if code else []
        if not found and query:
            found = list(villages.matching(query)[:MOST_MATCHES])
        if len(found) == 1:
            cleaned["place"] = found[0]
            return cleaned
        self.matches = found
        if found:
            self.add_error("query", _("Several villages fit. Please choose yours below."))
        elif "query" not in self.errors:
            trouble = _("We found no village of that name. Try one or two characters of it.")
            self.add_error("query", trouble)
        return cleaned

    @property
    def answers(self):
        """The code of the village."""
        return {"village": self.cleaned_data["place"].pk}


class QuestionForm(StepForm):
    """The question in the villager's own words."""

    question = WordsField(
        label=_("What happened?"),
        help_text=_("Say it as you would tell a neighbour: who, when, what you want to know."),
        rows=8,
        error_messages={"required": _("Please write what happened, one sentence is enough.")},
    )


class ComplaintForm(StepForm):
    """What the villager is not content with."""

    question = WordsField(
        label=_("What happened?"),
        help_text=_("When was it, who was it, what did they do or not do, what do you wish?"),
        rows=8,
        error_messages={"required": _("Please write what happened, one sentence is enough.")},
    )


class TopicForm(StepForm):
    """Which topic it is about: the likely ones first."""

    topic = forms.ModelChoiceField(
        Topic.objects.all(),
        label=_("What is it about?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Please choose one. If unsure, choose the last.")},
    )

    @property
    def answers(self):
        """The key of the topic."""
        return {"topic": self.cleaned_data["topic"].pk}


class PartiesForm(StepForm):
    """Against whom: decides who may answer."""

    concerns_committee = forms.TypedChoiceField(
        label=_("Is it about the village committee or village cadres?"),
        help_text=_("If so, an adviser of another village answers, not the one of yours."),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )
    other_party = forms.CharField(
        label=_("Who is the other side?"),
        help_text=_(
            "A name or firm. Only the adviser sees it, so that nobody works for both sides."
        ),
        required=False,
        max_length=100,
    )

    @classmethod
    def of(cls, draft, data=None):
        """Show the kept yes or no as the choice it was."""
        kept = draft.get("concerns_committee")
        choice = {} if kept is None else {"concerns_committee": "yes" if kept else "no"}
        return cls(data, initial=draft | choice)


class ContactForm(StepForm):
    """How to address and reach the villager; all of it may be left out."""

    asker_name = forms.CharField(
        label=_("How may we call you?"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        help_text=_(
            "If you give one, its last four digits are asked when you read the answer. "
            "Nobody else can read it then."
        ),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_phone(self):
        """Keep the digits only."""
        typed = self.cleaned_data["phone"]
        digits = digits_of(typed)
        if typed.strip() and len(digits) not in PHONE_DIGITS:
            raise ValidationError(
                _("This does not look like a phone number. Check it or leave it empty.")
            )
        return digits


class CheckForm(HumanCheckMixin, StepForm):
    """The last look before sending, with the villager's consent."""

    consent = forms.BooleanField(
        label=_("I agree that the adviser reads what I wrote, only in order to answer me"),
        error_messages={"required": _("Please tick this box, else we may not pass it on.")},
    )


class ComplaintCheckForm(CheckForm):
    """The last look before a complaint is sent."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = _(
            "I agree that the bureau of justice reads what I wrote, only in order to deal with it"
        )
