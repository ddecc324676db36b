"""Forms of the desk; each holds exactly the keyword arguments of its action."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.words import WordsField
from consultations.models import EventKind, Referral


class MessageForm(forms.Form):
    """A text to the villager."""

    text = WordsField(label=_("Your words to the villager"), rows=7)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Please write the reason.")},
    )


class ReferForm(MessageForm):
    """Where else the villager finds help, and how to get there."""

    to = forms.ChoiceField(label=_("Refer to"), choices=Referral.choices, widget=forms.RadioSelect)
    field_order = ["to", "text"]


DESK_FORMS = {
    EventKind.ACCEPT: forms.Form,
    EventKind.ANSWER: MessageForm,
    EventKind.ASK_BACK: MessageForm,
    EventKind.DECLINE: ReasonForm,
    EventKind.TRANSFER: ReasonForm,
    EventKind.REFER: ReferForm,
    EventKind.CLOSE: forms.Form,
    EventKind.SPAM: forms.Form,
    EventKind.ROUTE: forms.Form,
    EventKind.OPEN: ReasonForm,
}
