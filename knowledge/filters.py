"""Filters of the admin's lists and reports."""

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from directory.models import Place, Topic
from knowledge.models import ArticlePage, Law, Lecture, Statute
from portal.search.models import OpenedDay, SoughtText
from portal.search.ranking import LABELS


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


class SoughtFilterSet(PeriodFilterSet):
    """What people searched for lately, and what came of it."""

    came = django_filters.ChoiceFilter(
        label=_("What came of the searches"),
        choices=[("unfound", _("nothing was found")), ("unopened", _("found and not opened"))],
        method="came_of_it",
    )

    class Meta:
        model = SoughtText
        fields = ["days", "came"]

    def lately(self, queryset, _name, days):
        return queryset.lately(since(days))

    def came_of_it(self, queryset, _name, choice):
        if choice == "unfound":
            return queryset.filter(unfound__gt=0)
        return queryset.filter(opened=0, unfound__lt=F("searches"))


class OpenedFilterSet(PeriodFilterSet):
    """Results that were opened lately, by kind."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=list(LABELS.items()), method="of_kind"
    )

    class Meta:
        model = OpenedDay
        fields = ["days", "kind"]

    def lately(self, queryset, _name, days):
        return queryset.lately(since(days))

    def of_kind(self, queryset, _name, kind):
        return queryset.filter(key__startswith=f"{kind}:")


def since(days):
    """Return the first of the last ``days`` days, today among them."""
    return timezone.localdate() - timedelta(days=int(days) - 1)


class InForceFilterSet(WagtailFilterSet):
    """Whether something is law today."""

    in_force = django_filters.ChoiceFilter(
        label=_("In force today"),
        choices=[("yes", _("yes")), ("no", _("no longer, or not yet"))],
        method="holding",
        widget=forms.RadioSelect,
    )

    def holding(self, queryset, _name, choice):
        held = queryset.in_force(timezone.localdate())
        return held if choice == "yes" else queryset.exclude(pk__in=held.values("pk"))


class LawFilterSet(InForceFilterSet):
    """Laws by kind and whether they hold."""

    class Meta:
        model = Law
        fields = ["kind", "in_force"]


class StatuteFilterSet(InForceFilterSet):
    """Articles by law, kind of law and whether they hold."""

    law = django_filters.CharFilter(label=_("Law"), method="of_law")
    kind = django_filters.ChoiceFilter(
        label=_("kind"), field_name="law__kind", choices=Law.Kind.choices
    )

    class Meta:
        model = Statute
        fields = ["law", "kind", "in_force"]

    def of_law(self, queryset, _name, words):
        return queryset.filter(law__in=Law.objects.called(words))
