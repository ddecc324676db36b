"""What the bureau types about contracts. The actions decide and write."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from directory.models import Contract, Place
from directory.models.places import SUFFIX

FACTS = [
    "number",
    "firm",
    "starts_on",
    "ends_on",
    "signed_on",
    "procurement_reference",
    "amount",
    "file",
]
BETWEEN_NAMES = re.compile(r"[\s,，、;；]+")


class FileField(forms.FileField):
    """A new scan; none: the present one stays."""

    def __init__(self):
        super().__init__(
            label=gettext_lazy("file"),
            required=False,
            widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"}),
            help_text=gettext_lazy(
                "PDF, Word, JPEG or PNG, at most 20 MB. It is never shown to the public."
            ),
        )


class _ContractForm(WagtailAdminModelForm):
    file = FileField()

    def _post_clean(self):
        """The action checks the record."""


class ContractForm(_ContractForm):
    """A new contract; ``villages`` become places, or None for "all that are free"."""

    class Covers:
        ALL, EXCEPT, ONLY = "all", "except", "only"

    party = forms.ModelChoiceField(
        Place.objects.active()
        .filter(level__in=["township", "village"])
        .select_related("parent")
        .order_by("-level", "code"),
        label=gettext_lazy("signed for"),
    )
    covers = forms.ChoiceField(
        label=gettext_lazy("villages covered"),
        choices=[
            (Covers.ALL, gettext_lazy("all villages of the township without another contract")),
            (Covers.EXCEPT, gettext_lazy("all of them except those named below")),
            (Covers.ONLY, gettext_lazy("only those named below")),
        ],
        initial=Covers.ALL,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("A contract signed by a village covers that village."),
    )
    named = forms.CharField(
        label=gettext_lazy("names of villages"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Names or codes, for example: 沙田村、板坪村"),
    )
    field_order = ["kind", "party", "covers", "named", *FACTS]

    class Meta(WagtailAdminModelForm.Meta):
        model = Contract
        fields = ["kind", "party", *FACTS]
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Contract.Kind.choices
        self.fields["party"].label_from_instance = lambda place: place.full_name

    def clean(self):
        """Find the villages that are meant."""
        cleaned = super().clean()
        party, covers = cleaned.get("party"), cleaned.get("covers")
        cleaned["villages"] = None
        is_township = party and cleaned.get("kind") == Contract.Kind.TOWNSHIP
        if is_township and covers != self.Covers.ALL and "named" not in self.errors:
            named = self._named(party, cleaned["named"])
            if covers == self.Covers.EXCEPT:
                wanted = Place.objects.active().villages().under(party)
                taken = wanted.exclude(pk__in=[village.pk for village in named])
                cleaned["villages"] = list(_without_contract(taken, cleaned))
            else:
                cleaned["villages"] = named
        return cleaned

    def _named(self, party, text):
        """The villages of ``party`` that ``text`` names; an error for each that it has not."""
        known = {}
        for village in Place.objects.active().villages().under(party):
            stem = SUFFIX.sub("", village.name)
            for name in {village.code, village.name, village.short_name, stem}:
                known.setdefault(name, []).append(village)
        found = {}
        words = [word for word in BETWEEN_NAMES.split(text) if word]
        if not words:
            self.add_error("named", _("Name at least one village."))
        for word in words:
            fitting = known.get(word, [])
            if len(fitting) == 1:
                found[fitting[0].pk] = fitting[0]
            else:
                problem = _("Several villages are called %(name)s: use the code.")
                if not fitting:
                    problem = _("There is no village %(name)s in %(party)s.")
                self.add_error("named", problem % {"name": word, "party": party.name})
        return list(found.values())


def _without_contract(villages, cleaned):
    """Those of ``villages`` that no contract covers in the term that was typed."""
    starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
    if not (starts_on and ends_on):
        return villages
    others = Contract.objects.overlapping(starts_on, ends_on)
    return villages.exclude(contract_coverages__contract__in=others.order_by().values("pk"))


class ContractChangeForm(_ContractForm):
    """What may change of a contract; its villages as a list to tick."""

    villages = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label=gettext_lazy("villages covered"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Once a contract has begun, villages may join it but not leave."),
    )
    field_order = [*FACTS[:4], "villages", *FACTS[4:]]

    class Meta(WagtailAdminModelForm.Meta):
        model = Contract
        fields = [name for name in FACTS if name != "starts_on"]
        help_texts = {
            "ends_on": gettext_lazy("Another day ends it early or extends it."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        contract = self.instance
        if contract.kind == Contract.Kind.DIRECT:
            del self.fields["villages"]
            return
        offered = Place.objects.active().villages().under(contract.party)
        field = self.fields["villages"]
        field.queryset = (offered | contract.villages.all()).distinct()
        field.label_from_instance = lambda place: place.short_name
        field.initial = list(contract.villages.values_list("pk", flat=True))
