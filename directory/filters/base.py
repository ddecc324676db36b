"""What filters share: townships in reach, yes and no, running and over."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from directory.models import (
    Place,
)
from directory.models.places import code_range
from directory.permissions import serving_under, within_reach

LEVELS = (Place.Level.COUNTY, Place.Level.TOWNSHIP)


def _townships(request):
    """The county and its townships, as far as whoever asks reaches."""
    places = Place.objects.active().filter(level__in=LEVELS)
    if request is None:
        return places
    if request.user.is_superuser:
        return places.local()
    return within_reach(request.user, places, "")


class TownshipFilter(django_filters.ModelChoiceFilter):
    """Rows under a township or county; ``field_name`` leads to the code of a place."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Township"), queryset=_townships, **kwargs)

    def filter(self, qs, value):
        if value is None:
            return qs
        path = "pk" if self.field_name == "pk" else f"{self.field_name}__pk"
        return qs.filter(**{f"{path}__range": code_range(value.reach)})


class ServingInFilter(TownshipFilter):
    """Advisers who serve there today; ``field_name`` leads to the key of an adviser."""

    def filter(self, qs, value):
        if value is None:
            return qs
        return qs.filter(serving_under(value.reach, f"{self.field_name}__in"))


class YesNoFilter(django_filters.ChoiceFilter):
    """Yes or no, in these words also above the list; a ``method`` is given "true" or "false"."""

    def __init__(self, **kwargs):
        super().__init__(choices=[("true", _("yes")), ("false", _("no"))], **kwargs)

    def filter(self, qs, value):
        return super().filter(qs, value == "true" if value else value)


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
