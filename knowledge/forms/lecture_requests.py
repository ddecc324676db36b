"""What a village's clerk writes to have a lecture, and why something is refused."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Topic
from knowledge.models import LectureRequest

MOST_PEOPLE = 2000


class TopicChoiceField(forms.ModelChoiceField):
    """A topic, said with the villager's words where there are any."""

    def label_from_instance(self, topic):
        """``劳动争议（工钱要不回来）``."""
        return f"{topic.name}（{topic.situation}）" if topic.situation else topic.name


class VillageChoiceField(forms.ModelChoiceField):
    """A village with the name of its township."""

    def label_from_instance(self, village):
        """``教字垭镇 竹园坪村``."""
        return village.full_name


class LectureRequestForm(forms.Form):
    """About what, for whom, when. ``villages``: those whose clerk one is."""

    village = VillageChoiceField(label=_("For which village?"), queryset=None, empty_label=None)
    topic = TopicChoiceField(
        label=_("What should it be about?"),
        queryset=Topic.objects.all(),
        empty_label=_("Please choose"),
        error_messages={"required": _("Please choose what it should be about.")},
    )
    audience = forms.CharField(
        label=_("For whom?"),
        help_text=_("For example 外出务工人员、老人、全体村民"),
        max_length=60,
        error_messages={"required": _("Please write for whom the lecture is.")},
    )
    people = forms.IntegerField(
        label=_("How many will come, about?"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    wish = forms.CharField(
        label=_("When does it suit?"),
        help_text=_("For example 下个月赶集那天上午"),
        max_length=120,
        required=False,
    )
    note = forms.CharField(
        label=_("What else should the adviser know?"),
        help_text=_("No names and nobody's case, please."),
        max_length=LectureRequest._meta.get_field("note").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = villages
        if len(villages) == 1:
            self.fields["village"].widget = forms.HiddenInput()
            self.initial.setdefault("village", villages[0].pk)


class ReasonForm(forms.Form):
    """Why a lecture is called off, a request declined, an outline returned."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Please write the reason.")},
    )
