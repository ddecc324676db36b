"""Who takes which village of an adviser who leaves."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.widgets import AdminDateInput

from directory.pairing.handover import Offer, Option

MOST_OPTIONS = 60  # the best of them; more would not help anybody to choose


class HandOverDayForm(forms.Form):
    """The day from which the candidates are looked for."""

    last_day = forms.DateField(label=gettext_lazy("last day"))


class HandOverForm(forms.Form):
    """Last day, reason, and for each village a successor or the word that it stays open."""

    last_day = forms.DateField(
        label=gettext_lazy("last day"),
        widget=AdminDateInput,
        help_text=gettext_lazy("The successors begin on the next day."),
    )
    reason = forms.CharField(
        label=gettext_lazy("reason"),
        max_length=200,
        help_text=gettext_lazy("For example: moved to another county, certificate given back"),
    )

    def __init__(self, *args, offers: Sequence[Offer], **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = offers
        for offer in offers:
            key = offer.assignment.village_id
            self.fields[f"to_{key}"] = self._successors(offer)
            self.fields[f"open_{key}"] = forms.BooleanField(
                label=_("leave without an adviser"), required=False
            )

    @staticmethod
    def _successors(offer):
        options = offer.options[:MOST_OPTIONS]
        choices = [(str(one.candidate.adviser.pk), words_for(one)) for one in options]
        return forms.ChoiceField(
            choices=[("", _("– choose –")), *choices],
            required=False,
            label=offer.assignment.village.full_name,
            initial=offer.proposed and str(offer.proposed.pk),
        )

    def rows(self):
        """(offer, field of the successor, field "leave open") for each village."""
        for offer in self.offers:
            key = offer.assignment.village_id
            yield offer, self[f"to_{key}"], self[f"open_{key}"]

    def clean(self):
        typed = super().clean()
        for offer in self.offers:
            key = offer.assignment.village_id
            successor, is_open = typed.get(f"to_{key}"), typed.get(f"open_{key}")
            if successor and is_open:
                self.add_error(f"to_{key}", _("Either a successor or none, not both."))
            elif not successor and not is_open and f"to_{key}" not in self.errors:
                self.add_error(f"to_{key}", _("Choose a successor, or tick that none follows."))
        return typed

    def choices(self):
        """Assignment → successor, or none where the village stays open."""
        chosen = {}
        for offer in self.offers:
            advisers = {
                str(one.candidate.adviser.pk): one.candidate.adviser for one in offer.options
            }
            typed = self.cleaned_data[f"to_{offer.assignment.village_id}"]
            chosen[offer.assignment] = advisers.get(typed)
        return chosen


def words_for(option: Option) -> str:
    """An option as one line: 李四 · same township · about 12 km · 3 villages · law firm."""
    one = option.candidate
    villages = ngettext("%(n)d village", "%(n)d villages", one.load) % {"n": one.load}
    parts = [
        one.adviser.name,
        _("same township") if option.is_near else "",
        "" if option.km is None else _("about %(km)d km") % {"km": max(1, round(option.km))},
        villages,
        str(one.adviser.firm or ""),
    ]
    return " · ".join(filter(None, parts))
