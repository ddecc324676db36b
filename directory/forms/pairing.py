"""Uploading a pairing sheet, and confirming what it would do."""

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from directory.forms.spreadsheets import read_tables
from directory.models import PairingSheet, Place
from directory.pairing.tables import rows_of


class PairingSheetForm(WagtailAdminModelForm):
    """A file of advisers and villages; ``rows`` holds what was read of it."""

    file = forms.FileField(
        label=_("Excel or CSV file"),
        help_text=_("One row for each village, with a heading for each column. At most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    field_order = ["file", "place", "starts_on", "is_complete"]

    class Meta(WagtailAdminModelForm.Meta):
        model = PairingSheet
        fields = ["place", "starts_on", "is_complete"]

    def __init__(self, *args, places=None, **kwargs):
        super().__init__(*args, **kwargs)
        levels = [Place.Level.COUNTY, Place.Level.TOWNSHIP]
        rows = Place.objects.local() if places is None else places
        field = self.fields["place"]
        field.queryset = rows.active().filter(level__in=levels).select_related("parent")
        counties = field.queryset.filter(level=Place.Level.COUNTY)[:2]
        if len(counties) == 1:
            field.initial = counties[0].pk

    def clean_file(self):
        """Reads the first table that has a header we know."""
        file = self.cleaned_data["file"]
        for table in read_tables(file):
            rows = rows_of(table)
            if rows:
                self.rows = [replace(row, reason=row.reason[:200]) for row in rows]
                return file
        raise ValidationError(
            _(
                "No row could be read. The sheet needs a heading row that names the village and"
                " the adviser, for example 乡镇, 村（社区）, 法律顾问, and rows below it."
            )
        )


class SheetDecisionForm(forms.Form):
    """Write it or throw it away; ``fingerprint`` says what was seen."""

    APPLY, DISCARD = "apply", "discard"

    decision = forms.ChoiceField(choices=[(APPLY, APPLY), (DISCARD, DISCARD)])
    fingerprint = forms.CharField(max_length=64, required=False)
