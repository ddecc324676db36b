"""What is typed about lectures: the public filter and the admin's form."""

from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from directory.models import Adviser, Place
from knowledge.models import Lecture

STEPPING = ("step", "reason")


class LecturePlaceForm(forms.Form):
    """Choose a village or township among those that have public lectures (``?place=<code>``)."""

    place = forms.ChoiceField(label=_("Village or township"), required=False)

    def __init__(self, data):
        super().__init__(data)
        with_lectures = Place.objects.villages().filter(lectures__in=Lecture.objects.public())
        villages = list(with_lectures.select_related("parent").distinct().order_by("code"))
        self._places = {row.code: row for row in villages}
        self._places |= {row.parent.code: row.parent for row in villages if row.parent}
        groups = groupby(villages, key=lambda village: village.parent)
        self.fields["place"].choices = [
            ("", _("All villages")),
            *((str(township), self._options(township, rows)) for township, rows in groups),
        ]

    def chosen(self):
        """The place asked for, or None when nothing (or nothing known) was asked."""
        return self._places.get(self.cleaned_data["place"]) if self.is_valid() else None

    @staticmethod
    def _options(township, villages):
        whole = [(township.code, _("All of %(township)s") % {"township": township})]
        return whole + [(village.code, village.short_name) for village in villages]


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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
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

    def _steps(self):
        if not self.instance.pk:
            return []
        return [(key, label) for key, label in self.STEPS.items() if self.instance.allows(key)]

    def _close(self):
        self.fields["speaker"].queryset = Adviser.objects.filter(pk=self.instance.speaker_id)
        for field in self.fields.values():
            field.disabled = True
