"""Filters of assignments, covers, leaves, contracts."""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.filters.base import TermFilterSet, TownshipFilter, YesNoFilter
from directory.models import (
    Assignment,
    Contract,
    Cover,
    Leave,
)


class AssignmentFilterSet(TermFilterSet):
    township = TownshipFilter(field_name="village")
    exception = YesNoFilter(
        label=_("beyond five villages"), field_name="slot", lookup_expr="isnull"
    )
    unreplaced = YesNoFilter(label=_("ended without a successor"), method="is_unreplaced")

    class Meta:
        model = Assignment
        fields = ["when", "township", "exception", "unreplaced"]

    def is_unreplaced(self, queryset, _name, value):
        """The last terms of villages in use that nobody serves now or is about to serve."""
        later = Assignment.objects.order_by().filter(
            Q(ends_on=None)
            | Q(ends_on__gte=timezone.localdate())
            | Q(starts_on__gt=OuterRef("starts_on")),
            village=OuterRef("village"),
        )
        last = Q(~Exists(later), ends_on__lt=timezone.localdate(), village__is_active=True)
        return queryset.filter(last) if value == "true" else queryset.exclude(last)


class ExceptionFilterSet(TermFilterSet):
    township = TownshipFilter(field_name="village")

    class Meta:
        model = Assignment
        fields = ["when", "township"]


class CoverFilterSet(TermFilterSet):
    township = TownshipFilter(field_name="village")

    class Meta:
        model = Cover
        fields = ["when", "township"]


class LeaveFilterSet(TermFilterSet):
    class Meta:
        model = Leave
        fields = ["when"]


class ContractFilterSet(TermFilterSet):
    """Also those that ask for the next contract."""

    when = django_filters.ChoiceFilter(
        label=_("When"),
        method="at_time",
        choices=[
            ("now", _("running")),
            ("ending", _("ends within 60 days")),
            ("unrenewed", _("ends within 60 days, no next one yet")),
            ("over", _("over")),
            ("lapsed", _("over, no next one")),
            ("coming", _("to come")),
        ],
    )
    township = TownshipFilter(field_name="party")

    class Meta:
        model = Contract
        fields = ["when", "kind", "firm", "township"]

    def at_time(self, queryset, name, value):
        if value == "ending":
            return queryset.ending_soon()
        if value == "unrenewed":
            return queryset.ending_soon().without_successor()
        if value == "lapsed":
            return queryset.lapsed_without_successor()
        return super().at_time(queryset, name, value)
