"""What is told of a lecture that was held: how many came, and photos."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from knowledge.actions import MOST_PEOPLE, MOST_PHOTOS
from portal.media.models.rebuilding import rebuild

MOST_BYTES = 12 * 1024 * 1024
ACCEPTED = "image/jpeg,image/png,image/webp"


class PhotoField(forms.FileField):
    """One photo; the value is the picture made anew from its pixels."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def clean(self, data, initial=None):
        """Check its size before it is decoded."""
        file = super().clean(data, initial)
        if file and file.size > MOST_BYTES:
            words = _("This photo is larger than 12 MB. Please make it smaller.")
            raise ValidationError(words, code="too_big")
        return rebuild(file) if file else None


class PhotosForm(forms.Form):
    """Up to ``room`` photos, each with what it shows."""

    def __init__(self, *args, room=MOST_PHOTOS, **kwargs):
        super().__init__(*args, **kwargs)
        self.room = room
        for number in range(1, room + 1):
            words = {"number": number}
            self.fields[f"photo_{number}"] = PhotoField(
                label=_("Photo %(number)s") % words, required=False
            )
            self.fields[f"caption_{number}"] = forms.CharField(
                label=_("What photo %(number)s shows") % words,
                max_length=80,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    @property
    def rows(self):
        """Pairs of fields, in order."""
        numbers = range(1, self.room + 1)
        return [(self[f"photo_{number}"], self[f"caption_{number}"]) for number in numbers]

    def clean(self):
        """Every photo says what it shows; browsers forget chosen files when something is wrong."""
        typed = super().clean()
        for number in range(1, self.room + 1):
            if typed.get(f"photo_{number}") and not typed.get(f"caption_{number}"):
                words = _("Please write what photo %(number)s shows, for those who cannot see it.")
                self.add_error(f"caption_{number}", words % {"number": number})
        if self.errors and self.files:
            self.add_error(None, _("Please choose the photos once more: the browser lets them go."))
        return typed

    @property
    def photos(self):
        """(file, what it shows) of each photo chosen."""
        typed = self.cleaned_data
        pairs = [(f"photo_{row}", f"caption_{row}") for row in range(1, self.room + 1)]
        return [(typed[photo], typed[caption]) for photo, caption in pairs if typed.get(photo)]


class HoldForm(PhotosForm):
    """How many people came, and photos if there are any."""

    head_count = forms.IntegerField(
        label=_("How many people came?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Write how many people came: one at least.")},
    )
