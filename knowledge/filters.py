"""Filters of the admin's lists and reports."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from directory.models import Place, Topic
from knowledge.models import ArticlePage, Lecture


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


class RecheckFilterSet(WagtailFilterSet):
    """Cases to be compared with the law again: by why, and by topic."""

    reason = django_filters.ChoiceFilter(
        label=_("Why"),
        method="because",
        choices=[
            ("never", _("never compared")),
            ("old", _("compared more than a year ago")),
            ("changed", _("a law changed since")),
            ("ended", _("a law does not hold")),
        ],
    )
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"), queryset=Topic.objects.all(), method="on_topic"
    )

    class Meta:
        model = ArticlePage
        fields = ["reason", "topic"]

    def because(self, queryset, _name, reason):
        rows = {
            "never": queryset.never_compared,
            "old": queryset.compared_long_ago,
            "changed": queryset.with_changed_law,
            "ended": queryset.with_ended_law,
        }
        return rows[reason]()

    def on_topic(self, queryset, _name, topic):
        return queryset.about(topic)


class PeriodFilterSet(WagtailFilterSet):
    """By how many days back; the last 30 when nothing is chosen. Subclasses say ``lately``."""

    DAYS = [("7", _("7 days")), ("30", _("30 days")), ("365", _("a year"))]
    CHOSEN = "30"

    days = django_filters.ChoiceFilter(
        label=_("The last"), choices=DAYS, empty_label=None, method="lately"
    )

    def __init__(self, data=None, *args, **kwargs):
        chosen = {} if data is None else data.copy()
        if chosen.get("days") not in dict(self.DAYS):
            chosen["days"] = self.CHOSEN
        super().__init__(chosen, *args, **kwargs)


class ReadingFilterSet(PeriodFilterSet):
    """Cases by how often they were read lately, and by topic."""

    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"), queryset=Topic.objects.all(), method="on_topic"
    )

    class Meta:
        model = ArticlePage
        fields = ["days", "topic"]

    def lately(self, queryset, _name, days):
        return queryset.with_times_read(days=int(days))

    def on_topic(self, queryset, _name, topic):
        return queryset.about(topic)
