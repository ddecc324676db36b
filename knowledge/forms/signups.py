"""Who says to come to a lecture, and by which key a phone is known again."""

import re
import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.models import SignUp
from portal.throttling.forms import HumanCheckMixin

COOKIE = "signups"
KEPT_SECONDS = 400 * 24 * 3600
KEY = re.compile(r"[A-Za-z0-9_-]{24}", re.ASCII)


def new_key() -> str:
    """A key that nobody guesses: 144 bits."""
    return secrets.token_urlsafe(18)


def known_key(cookies) -> str:
    """The key in a browser's ``cookies``; empty without one, or when it is none of ours."""
    said = cookies.get(COOKIE, "")
    return said if KEY.fullmatch(said) else ""


class SignUpForm(HumanCheckMixin):
    """How many come, and if they like under which name."""

    people = forms.IntegerField(
        label=_("How many of you come?"),
        help_text=_("You and those you bring along."),
        min_value=1,
        max_value=SignUp.MOST_PEOPLE,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Please write how many come, for example 2."),
            "invalid": _("Please write a number, for example 2."),
            "min_value": _("At least one comes. If nobody comes, withdraw below."),
            "max_value": _("At most 20 from one phone. For more, please call the committee."),
        },
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_(
            "You may leave it empty. Only the speaker and your village committee see it, so that "
            "they keep a seat; it is stored encrypted and erased 30 days after the lecture."
        ),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
