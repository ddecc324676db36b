"""Filters of the admin's list of lectures."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from directory.models import Place
from knowledge.models import Lecture


class LectureFilterSet(WagtailFilterSet):
    """By status, topic, township and day."""

    township = django_filters.ModelChoiceFilter(
        label=_("Township"),
        queryset=lambda request: Place.objects.local().townships().active(),
        method="in_township",
    )
    starts_at = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = Lecture
        fields = ["status", "topic", "township", "starts_at"]

    def in_township(self, queryset, _name, township):
        return queryset.in_village(township)
