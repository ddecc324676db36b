"""What is written into the outline of a lecture, and from which cases."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from knowledge.models import ArticlePage
from knowledge.models.outlines import Outline

MOST_SHOWN = 12


class CaseChoiceField(forms.ModelMultipleChoiceField):
    """Cases by their questions."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, article):
        """The villager's question."""
        return article.title


class OutlineForm(forms.Form):
    """The text and the cases it tells; ``q`` looks for more cases.

    ``topic`` is the lecture's: its cases are offered first. Those already chosen stay on the list.
    """

    q = forms.CharField(
        label=_("Find cases"),
        required=False,
        max_length=60,
        help_text=_("For example 彩礼、工钱. Empty: the newest on the topic of the lecture."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    cases = CaseChoiceField(
        label=_("Cases to tell"), queryset=ArticlePage.objects.none(), required=False
    )
    text = forms.CharField(
        label=_("Outline"),
        max_length=Outline._meta.get_field("text").max_length,
        help_text=_("The points with 一、二、三、 in front; below each, what you say."),
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": _("Please write the outline, or make it of cases above.")},
    )

    def __init__(self, *args, topic, chosen=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = not self.is_bound or self.data.get("do") == "save"
        visible = ArticlePage.objects.visible()
        kept = self.data.getlist("cases") if self.is_bound else [case.pk for case in chosen]
        kept = [int(pk) for pk in kept if str(pk).isdecimal() and len(str(pk)) < 10]
        words = (self["q"].value() or "").replace("\x00", " ").split()[:4]
        found = _found(visible, words, topic)
        keys = [*kept, *found.exclude(pk__in=kept).values_list("pk", flat=True)[:MOST_SHOWN]]
        self.fields["cases"].queryset = visible.filter(pk__in=keys).for_display()

    def clean(self):
        """Only what is saved must say something; the field stays marked as needed."""
        self.fields["text"].required = True
        return super().clean()

    def told(self):
        """The chosen cases with what an outline says of them, the first of the list first."""
        rows = self.cleaned_data["cases"].defer(None)
        return rows.prefetch_related("citations__statute__law")


def _found(rows, words, topic):
    for word in words:
        rows = rows.filter(Q(title__icontains=word) | Q(tags__name__icontains=word))
    return (rows.distinct() if words else rows.about(topic)).order_by("-first_published_at", "-pk")
