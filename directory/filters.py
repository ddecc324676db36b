"""Filters of the bureau's lists."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from directory.models import Adviser, Appointment, Assignment, Certificate, Cover, Leave, Place


def _townships(request):
    return Place.objects.active().townships()


class TownshipFilter(django_filters.ModelChoiceFilter):
    """Rows under a township; ``field_name`` leads to the code of a place."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Township"), queryset=_townships, **kwargs)

    def filter(self, qs, value):
        if value is None:
            return qs
        villages = Place.objects.under(value)
        return qs.filter(**{f"{self.field_name}__in": villages})


class PlaceFilterSet(WagtailFilterSet):
    township = TownshipFilter(field_name="pk")

    class Meta:
        model = Place
        fields = ["level", "is_active", "township"]


class CertificateFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        choices=[
            ("valid", _("in force")),
            ("invalid", _("not in force")),
            ("suspended", _("suspended")),
        ],
    )

    class Meta:
        model = Certificate
        fields = ["state"]

    def in_state(self, queryset, _name, value):
        if value == "suspended":
            return queryset.exclude(suspended_on=None)
        valid = Certificate.objects.valid().values("pk")
        return queryset.filter(pk__in=valid) if value == "valid" else queryset.exclude(pk__in=valid)


class TermFilterSet(WagtailFilterSet):
    """By when: running today, over, still to come."""

    when = django_filters.ChoiceFilter(
        label=_("When"),
        method="at_time",
        choices=[("now", _("running")), ("over", _("over")), ("coming", _("to come"))],
    )

    def at_time(self, queryset, _name, value):
        today = timezone.localdate()
        if value == "now":
            return queryset.current(today)
        if value == "over":
            return queryset.filter(ends_on__lt=today)
        return queryset.filter(starts_on__gt=today)


class AssignmentFilterSet(TermFilterSet):
    township = TownshipFilter(field_name="village")
    exception = django_filters.BooleanFilter(
        label=_("beyond five villages"), field_name="slot", lookup_expr="isnull"
    )

    class Meta:
        model = Assignment
        fields = ["when", "township", "exception"]


class CoverFilterSet(TermFilterSet):
    township = TownshipFilter(field_name="village")

    class Meta:
        model = Cover
        fields = ["when", "township"]


class LeaveFilterSet(TermFilterSet):
    class Meta:
        model = Leave
        fields = ["when"]


class AppointmentFilterSet(TermFilterSet):
    class Meta:
        model = Appointment
        fields = ["when", "role"]


class AdviserFilterSet(WagtailFilterSet):
    in_office = django_filters.BooleanFilter(label=_("shown to the public"), method="is_in_office")

    class Meta:
        model = Adviser
        fields = ["kind", "firm", "topics", "in_office"]

    def is_in_office(self, queryset, _name, value):
        listed = Adviser.objects.listed().values("pk")
        return queryset.filter(pk__in=listed) if value else queryset.exclude(pk__in=listed)
