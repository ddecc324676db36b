"""What people type to find an adviser."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Adviser, Assignment, Place, Topic


class AdviserFilterForm(forms.Form):
    """The filters of the public list; every field may stay empty."""

    q = forms.CharField(label=_("Name or pinyin"), required=False, max_length=40)
    township = forms.ModelChoiceField(
        Place.objects.active().townships(),
        label=_("Township"),
        required=False,
        empty_label=_("All"),
    )
    topic = forms.ModelChoiceField(
        Topic.objects.all(), label=_("Good at"), required=False, empty_label=_("All")
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *Adviser.Kind.choices]
    )

    def narrow(self, advisers):
        """``advisers`` that fit; a filter that makes no sense is left out, not punished."""
        self.is_valid()
        wanted = self.cleaned_data
        advisers = advisers.matching(wanted.get("q") or "")
        if township := wanted.get("township"):
            serving = Assignment.objects.serving().under(township)
            advisers = advisers.filter(pk__in=serving.adviser_ids())
        if topic := wanted.get("topic"):
            advisers = advisers.filter(topics=topic)
        if kind := wanted.get("kind"):
            advisers = advisers.filter(kind=kind)
        return advisers
