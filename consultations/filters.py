"""Filters of the report of topics."""

from consultations.models.demand import with_demand
from directory.models import Topic
from knowledge.filters import PeriodFilterSet


class DemandFilterSet(PeriodFilterSet):
    """Topics by what was asked lately; a year when nothing is chosen."""

    CHOSEN = "365"

    class Meta:
        model = Topic
        fields = ["days"]

    def lately(self, queryset, _name, days):
        return with_demand(queryset, int(days))
