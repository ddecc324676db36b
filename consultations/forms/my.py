"""Forms of the villager who follows her question."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from consultations.forms.words import WordsField
from consultations.receipts import is_code

DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


class LookupForm(forms.Form):
    """The receipt, and the tail of the phone if one was given. Typing errors cost no look-up."""

    code = forms.CharField(
        label=_("Receipt code"),
        help_text=_("16 digits, with or without spaces."),
        max_length=60,
        widget=forms.TextInput(attrs=DIGITS),
        error_messages={"required": _("Please type the 16 digits of your receipt.")},
    )
    tail = forms.CharField(
        label=_("Last four digits of the phone you gave"),
        help_text=_("Leave it empty if you gave none."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs=DIGITS),
    )

    def clean_code(self):
        """Refuse what cannot be a receipt."""
        code = self.cleaned_data["code"]
        if not is_code(code):
            raise ValidationError(_("A receipt has 16 digits. Please compare with your slip."))
        return code


class ReplyForm(forms.Form):
    """Something more to say."""

    text = WordsField(label=_("Write to the adviser"), rows=4)


class ComplaintReplyForm(ReplyForm):
    """Something more to say to the bureau."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Write to the bureau")


class ReopenForm(ReplyForm):
    """What the answer did not solve."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What is still open?")


class RatingForm(forms.Form):
    """How good the service was."""

    rating = forms.TypedChoiceField(
        label=_("How was the answer?"),
        choices=[
            (5, _("very good")),
            (4, _("good")),
            (3, _("so-so")),
            (2, _("poor")),
            (1, _("very poor")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    note = WordsField(
        label=_("Anything to add?"),
        rows=3,
        required=False,
        max_length=500,
        error_messages={"max_length": _("Please keep it under 500 characters.")},
    )
