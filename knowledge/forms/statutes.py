"""What is typed about laws and articles of law in the admin; actions write it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.widgets import AdminDateInput

LAW_WORDS = ("name", "full_name", "kind", "in_force_since", "source")
STATUTE_WORDS = ("chapter", "in_force_since", "source")


class LawForm(WagtailAdminModelForm):
    """A law, its other names, its end."""

    other_names = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "How people and texts call it, one name a line, for example 民诉法. Texts that use "
            "one of them get a link to the law."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            names = self.instance.other_names.values_list("name", flat=True)
            self.initial["other_names"] = "\n".join(names)

    def clean_other_names(self):
        """Return the names, each once, without marks."""
        lines = self.cleaned_data["other_names"].replace("、", "\n").splitlines()
        names = [line.strip().strip("《》").strip() for line in lines]
        return list(dict.fromkeys(filter(None, names)))

    def words(self):
        """What describes the law."""
        return {name: self.cleaned_data[name] for name in LAW_WORDS}

    def end(self):
        """Its last day and its successor."""
        until, law = self.cleaned_data["in_force_until"], self.cleaned_data["replaced_by"]
        return {"until": until, "replaced_by": law}


class StatuteForm(WagtailAdminModelForm):
    """An article of law. Other words need to say what happened: a new law or a slip of the pen."""

    HAPPENED = (
        ("", _("The words stay as they are")),
        ("amend", _("The law changed: these words hold from the day below on")),
        ("correct", _("A slip of the pen in our record; the law did not change")),
    )
    happened = forms.ChoiceField(
        label=_("What happened to the words?"),
        choices=HAPPENED,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "After a change of the law the old words stay to be read, and every case that cites "
            "the article is put on the re-check list."
        ),
    )
    since = forms.DateField(
        label=_("New words hold since"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Only when the law changed, for example 2026-03-01"),
    )
    changed = forms.DateField(
        label=_("Mark as changed on"),
        required=False,
        widget=AdminDateInput,
        help_text=_(
            "When you know that something about it changed but have no new words yet, for example "
            "a new interpretation: every case that cites it is put on the re-check list."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("law", "number", "branch") if self.instance.pk else ():
            self.fields[name].disabled = True  # which article it is never changes

    def clean_changed(self):
        """Nobody marks a change that is still to come."""
        day = self.cleaned_data["changed"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean(self):
        """Ask what happened when the words differ; ask since when when the law changed."""
        cleaned = super().clean()
        if not self.instance.pk:
            return cleaned
        differs, happened = "text" in self.changed_data, cleaned.get("happened")
        if differs and not happened:
            self.add_error("happened", _("The words differ from the record: say why."))
        if happened and not differs and "text" not in self.errors:
            self.add_error("text", _("The words are the same as before. Put in the new ones."))
        if happened == "amend" and not cleaned.get("since") and "since" not in self.errors:
            self.add_error("since", _("Since which day do the new words hold?"))
        return cleaned

    def words(self):
        """What describes the article; the day of new words comes with them."""
        facts = {name: self.cleaned_data[name] for name in STATUTE_WORDS}
        if self.cleaned_data["happened"] == "amend":
            del facts["in_force_since"]
        return facts


class StatuteSearchForm(BaseFilterForm):
    """One box in the chooser: a law with a number, or words of the article."""

    q = forms.CharField(
        label=_("Law and number, or words"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("For example 民法典1087 or 民法典 离婚")}),
    )

    def filter(self, objects):
        """Keep the articles that are meant."""
        if words := self.cleaned_data.get("q", "").strip():
            self.is_searching, self.search_query = True, words
            objects = objects.matching(words)
        return objects


class LawSearchForm(BaseFilterForm):
    """One box in the chooser: a part of a name."""

    q = forms.CharField(
        label=_("A part of the name"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("For example 土地承包")}),
    )

    def filter(self, objects):
        """Keep the laws with these words in one of their names."""
        if words := self.cleaned_data.get("q", "").strip():
            self.is_searching, self.search_query = True, words
            objects = objects.called(words)
        return objects
