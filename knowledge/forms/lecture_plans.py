"""What an adviser writes about her lecture: plan it, describe it, move it."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Topic
from knowledge.forms.lecture_requests import TopicChoiceField, VillageChoiceField
from knowledge.models import Lecture

NEAR = timedelta(days=400)
"""A day further away than this was typed by mistake."""


def _field(name):
    return Lecture._meta.get_field(name)


class PlanForm(forms.Form):
    """A lecture as its speaker sees it; ``facts`` are those that the actions take."""

    title = forms.CharField(label=_("Title"), max_length=80, help_text=_field("title").help_text)
    topic = TopicChoiceField(
        label=_("topic"), queryset=Topic.objects.all(), empty_label=_("Please choose")
    )
    village = VillageChoiceField(label=_("Village"), queryset=None, empty_label=_("Please choose"))
    day = forms.DateField(
        label=_("On which day?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    begins = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    location = forms.CharField(
        label=_("Where exactly?"), max_length=80, help_text=_("For example 村部二楼会议室")
    )
    audience = forms.CharField(
        label=_("For whom?"), max_length=60, required=False, help_text=_field("audience").help_text
    )
    summary = forms.CharField(
        label=_("What one will know afterwards"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two or three sentences for the notice in the village"),
    )

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = villages

    def clean_day(self):
        """Refuse a day that nobody means."""
        day = self.cleaned_data["day"]
        if abs(day - timezone.localdate()) > NEAR:
            raise forms.ValidationError(_("Is the year right? This day is far away."))
        return day

    def clean(self):
        """Check that it ends after it begins."""
        typed = super().clean()
        if typed.get("begins") and typed.get("ends") and typed["ends"] <= typed["begins"]:
            self.add_error("ends", _("A lecture ends after it begins."))
        return typed

    @property
    def words(self):
        """What is said about it, for ``describe``."""
        return {name: self.cleaned_data[name] for name in ("title", "topic", "audience", "summary")}

    @property
    def calendar(self):
        """When and where it is, for ``move``."""
        typed = self.cleaned_data
        times = {"starts_at": typed["begins"], "ends_at": typed["ends"]}
        moments = {
            name: timezone.make_aware(datetime.combine(typed["day"], time))
            for name, time in times.items()
        }
        return {"village": typed["village"], "location": typed["location"], **moments}


class ChangeForm(PlanForm):
    """A lecture that is planned or announced already; whoever knows of it is told ``reason``."""

    reason = forms.CharField(
        label=_("Why does time or place change?"),
        max_length=200,
        required=False,
        help_text=_("Everybody reads it on the page of the lecture: 大雪封路，改到下周"),
    )


def typed_of(lecture) -> dict:
    """What stands in the fields of a ``ChangeForm`` before anybody types."""
    begins, ends = timezone.localtime(lecture.starts_at), timezone.localtime(lecture.ends_at)
    names = ("title", "topic", "village", "location", "audience", "summary")
    facts = {name: getattr(lecture, name) for name in names}
    return facts | {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}


def typed_from(request) -> dict:
    """What a village's request says already for the plan of its lecture."""
    topic = request.topic
    return {
        "title": (topic.situation or topic.name)[:80],
        "topic": topic,
        "village": request.village,
        "audience": request.audience,
    }
