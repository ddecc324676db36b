"""What an applicant types, and with which receipt she comes back."""

import secrets
import unicodedata

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory import receipts
from directory.forms.proofs import PicturesField
from directory.models import Adviser, Place
from portal.throttling.forms import HumanCheckMixin

PHONE_DIGITS = range(7, 14)
FACTS = ("name", "kind", "firm_name", "licence_number", "phone", "statement")
PRACTISING = (Adviser.Kind.LAWYER, Adviser.Kind.LEGAL_WORKER)
signer = signing.Signer(salt="directory.joining.form")


def new_key():
    """A signed key for a form that nobody sent yet."""
    return signer.sign(secrets.token_urlsafe(18))


class PlainField(forms.CharField):
    """Text of one line; full-width letters and digits become plain ones."""

    def to_python(self, value):
        """Return ``value`` normalised (NFKC), blanks around it gone."""
        return super().to_python(unicodedata.normalize("NFKC", value or ""))


class ApplicationForm(HumanCheckMixin):
    """The application, on one page. ``form_key`` makes sending it twice harmless."""

    name = PlainField(
        label=_("Your name"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Please write your name.")},
    )
    kind = forms.ChoiceField(
        label=_("What are you?"),
        choices=Adviser.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you are.")},
    )
    firm_name = PlainField(
        label=_("Law firm or legal service office"),
        help_text=_("Where you practise now. Retired judges and prosecutors leave it empty."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "firms", "autocomplete": "organization"}),
    )
    licence_number = PlainField(
        label=_("Number of your licence"),
        help_text=_("The practising licence; if you are retired, the certificate of your office."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Please write the number of your licence.")},
    )
    phone = PlainField(
        label=_("Telephone"),
        help_text=_("Only the bureau sees it."),
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Please write a phone where we can reach you.")},
    )
    townships = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label=_("Where would you like to serve?"),
        help_text=_("Tick as many townships as you like, or none."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    proofs = PicturesField(
        label=_("Pictures of your licence"),
        help_text=_("One to three pictures (JPG, PNG or WebP), each up to 8 MB."),
    )
    statement = forms.CharField(
        label=_("Anything the bureau should know?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    consent = forms.BooleanField(
        label=_("I agree that the bureau uses these data to check my application."),
        error_messages={"required": _("Without your consent we may not take the application.")},
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, initial=new_key)

    def __init__(self, *args, county, **kwargs):
        """``county``: code of the county whose townships are offered."""
        super().__init__(*args, **kwargs)
        townships = Place.objects.active().townships().within_county(county)
        self.fields["townships"].queryset = townships

    def clean_phone(self):
        """Refuse what nobody could call."""
        phone = self.cleaned_data["phone"]
        if len(receipts.digits_of(phone)) not in PHONE_DIGITS:
            raise ValidationError(_("This is no phone number: 7 to 13 digits, please."))
        return phone

    def clean_form_key(self):
        """Return the key without its signature; a forged one is replaced."""
        try:
            return signer.unsign(self.cleaned_data["form_key"])
        except signing.BadSignature:
            self._replace("form_key", new_key())
            raise ValidationError(
                _("This page was changed on its way. Please send it again.")
            ) from None

    def clean(self):
        """Ask practising people for their firm; say that a browser forgets chosen pictures."""
        cleaned = super().clean()
        if cleaned.get("kind") in PRACTISING and not cleaned.get("firm_name"):
            self.add_error("firm_name", _("Please write where you practise."))
        return cleaned

    def full_clean(self):
        """After the rest: pictures have to be chosen again when anything else was wrong."""
        super().full_clean()
        if self.errors and "proofs" not in self.errors:
            self.add_error(
                "proofs", _("Please choose the pictures again: the page cannot keep them.")
            )

    @property
    def answers(self):
        """What ``actions.apply`` takes."""
        typed = self.cleaned_data
        facts = {name: typed[name] for name in FACTS}
        return {"facts": facts, "townships": typed["townships"], "pictures": typed["proofs"]}


class ReceiptForm(forms.Form):
    """The receipt of an application."""

    code = forms.CharField(
        label=_("Receipt code"),
        help_text=_("16 digits, with or without spaces."),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Please type the 16 digits of your receipt.")},
    )

    def clean_code(self):
        """Refuse what cannot be a receipt, at no cost of a look-up."""
        code = self.cleaned_data["code"]
        if len(receipts.digits_of(code)) != receipts.DIGITS:
            raise ValidationError(_("A receipt has 16 digits. Please compare with your slip."))
        return code
