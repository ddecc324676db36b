"""Filters of the ledger's list."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from directory.filters import TownshipFilter
from directory.ledger.models import Entry


class EntryFilterSet(WagtailFilterSet):
    township = TownshipFilter(field_name="volume__village")
    happened_on = django_filters.DateFromToRangeFilter(
        label=_("happened on"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Entry
        fields = ["township", "kind", "happened_on"]
