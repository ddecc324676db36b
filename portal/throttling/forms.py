"""A form that asks nothing of people and something of robots."""

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

VALID_SECONDS = 24 * 3600
signer = signing.TimestampSigner(salt="portal.throttling.started")


class HoneypotInput(forms.TextInput):
    """A text input that robots fill in and people never meet: not seen, not spoken, not tabbed."""

    is_hidden = True

    def __init__(self):
        attrs = {"hidden": True, "tabindex": "-1", "autocomplete": "off", "aria-hidden": "true"}
        super().__init__(attrs)


class HumanCheckMixin(forms.Form):
    """Holds back a form that was sent by a program, without a puzzle for people.

    ``website`` must stay empty. ``started`` is the signed moment the form was shown: at least
    ``settings.HUMAN_MIN_SECONDS`` and at most a day ago (0 switches this half off). A form held
    back shows an error above the fields, keeps every word, and passes when it is sent again.
    Templates print both with ``form.hidden_fields``.
    """

    website = forms.CharField(required=False, widget=HoneypotInput)
    started = forms.CharField(
        required=False, widget=forms.HiddenInput, initial=lambda: signer.sign("")
    )

    def clean(self):
        """Check both traps after the fields themselves."""
        cleaned = super().clean()
        fault = self._trap() or self._timing()
        if fault:
            raise ValidationError(fault, code="not_human")
        return cleaned

    def _trap(self):
        if not self.cleaned_data.get("website"):
            return None
        self._replace("website", "")
        return _(
            "We could not tell that a person sent this. Nothing is lost: please send it again."
        )

    def _timing(self):
        if not settings.HUMAN_MIN_SECONDS:
            return None
        started = self.cleaned_data.get("started", "")
        try:
            signer.unsign(started, max_age=VALID_SECONDS)
        except signing.BadSignature:
            self._replace("started", signer.sign(""))
            return _("This page was open for a long time. Nothing is lost: please send it again.")
        if self._is_older(started):
            return None
        return _("That was very fast. Nothing is lost: please wait a moment and send it again.")

    def _is_older(self, started):
        try:
            signer.unsign(started, max_age=settings.HUMAN_MIN_SECONDS)
        except signing.SignatureExpired:
            return True
        return False

    def _replace(self, name, value):
        self.data = self.data.copy()
        self.data[self.add_prefix(name)] = value
