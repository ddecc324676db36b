"""The field for what people write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.actions.messages import MAX_TEXT


class WordsField(forms.CharField):
    """Up to 2,000 characters in several lines.

    A browser sends a line break as two characters and counts it as one; here it is one too, so a
    text that the page called short enough is.
    """

    default_error_messages = {
        "required": _("Please write something first."),
        "max_length": _("Please keep it under 2,000 characters."),
    }

    def __init__(self, *, rows, **kwargs):
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"max_length": MAX_TEXT, "widget": widget, **kwargs})

    def to_python(self, value):
        """Return the text with plain line breaks, without blanks around it."""
        return super().to_python((value or "").replace("\r\n", "\n"))
