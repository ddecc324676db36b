"""What is typed about lectures in the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from directory.models import Adviser, Place
from knowledge.actions import MOST_PEOPLE

STEPPING = ("step", "reason", "outline_text", "people_came")


class LectureForm(WagtailAdminModelForm):
    """A lecture in the admin. It checks what was typed; the actions write it."""

    STEPS = {
        "announce": _("Announce it: villagers see it from now on"),
        "hold": _("It was held: write it into the village's ledger"),
        "cancel": _("Cancel it: villagers see that it does not take place"),
    }

    step = forms.ChoiceField(
        label=_("What happens now"),
        required=False,
        help_text=_("Held and cancelled lectures cannot be changed any more."),
    )

    reason = forms.CharField(
        label=_("Why it is moved or called off"),
        required=False,
        max_length=200,
        help_text=_("Everybody reads it on the page of the lecture: 大雪封路，改到下周"),
    )

    outline_text = forms.CharField(
        label=_("outline"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One point a line. Without it the lecture cannot be marked held."),
    )
    people_came = forms.IntegerField(
        label=_("how many people came"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text=_("Needed when it was held"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["people_came"] = self.instance.head_count
        if self.instance.outline:
            self.initial["outline_text"] = self.instance.outline.text
        villages = Place.objects.local().villages().active().select_related("parent")
        self.fields["village"].queryset = villages.order_by("code")
        self.fields["village"].label_from_instance = lambda village: village.full_name
        self.fields["speaker"].queryset = Adviser.objects.listed()
        self.fields["step"].choices = [("", _("Nothing, only save")), *self._steps()]
        if self.instance.pk and not self.instance.allows("describe"):
            self._close()

    def facts(self):
        """The typed facts of the lecture by field name."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name not in STEPPING}

    def new_outline(self):
        """The outline as typed; empty when nobody changed it."""
        return self.cleaned_data["outline_text"] if "outline_text" in self.changed_data else ""

    def _steps(self):
        if not self.instance.pk:
            return []
        return [(key, label) for key, label in self.STEPS.items() if self.instance.allows(key)]

    def _close(self):
        self.fields["speaker"].queryset = Adviser.objects.filter(pk=self.instance.speaker_id)
        for field in self.fields.values():
            field.disabled = True
