"""The report of distances (R12): how far each village is from its adviser, and how unevenly."""

from collections import defaultdict

from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from directory.distances import imbalance
from directory.filters import TownshipFilter, YesNoFilter
from directory.models import Assignment, RegisterSettings
from directory.permissions import within_reach
from directory.planning import with_km
from directory.planning.drawing import draw_bars, draw_map
from directory.viewsets.charts import compare, people, spots, starts

NAME = "distances"
MOST_DRAWN = 2000  # assignments; more are a list only
FIELDS = [
    ("village.full_name", gettext_lazy("village")),
    ("certificate.adviser.name", gettext_lazy("adviser")),
    ("km", gettext_lazy("km (one way)")),
]


class KmColumn(Column):
    """Kilometres with one digit; says what is missing where the distance is unknown."""

    def __init__(self, name="km", **kwargs):
        kwargs = {"label": gettext_lazy("km (one way)"), "sort_key": "km"} | kwargs
        super().__init__(name, **kwargs)

    def get_value(self, instance):
        return km_in_words(instance)


def km_in_words(assignment):
    """The way of an assignment with ``km``, or why it is unknown."""
    if assignment.km is not None:
        return f"{assignment.km:.1f}"
    if assignment.village.point is None:
        return _("unknown: village without coordinates")
    return _("unknown: adviser without a start point")


class WithKm:
    """A list of assignments with ``km``; the road factor is read once."""

    def get_base_queryset(self):
        rows = super().get_base_queryset().select_related("certificate__adviser__firm")
        return with_km(rows, RegisterSettings.for_request(self.request).road_factor)


class DistanceFilterSet(WagtailFilterSet):
    township = TownshipFilter(field_name="village")
    unknown = YesNoFilter(
        label=gettext_lazy("distance unknown"), field_name="km", lookup_expr="isnull"
    )

    class Meta:
        model = Assignment
        fields = ["township", "unknown"]


class DistancesView(WithKm, ReportView):
    """Today's assignments with their km; above them the figures, the map and each adviser."""

    page_title = gettext_lazy("Distances")
    header_icon = "site"
    model = Assignment
    filterset_class = DistanceFilterSet
    template_name = "directory/bureau/distances.html"
    index_url_name = NAME
    index_results_url_name = f"{NAME}_results"
    any_permission_required = ["view", "add", "change"]
    default_ordering = "-km"
    export_filename = "distances"
    FORMATS = ("xlsx",)
    list_export = ["village_id", *(name for name, _label in FIELDS)]
    export_headings = {"village_id": gettext_lazy("code"), **dict(FIELDS)}
    columns = [
        Column("village.full_name", label=FIELDS[0][1], sort_key="village__code"),
        Column("certificate.adviser.name", label=FIELDS[1][1], sort_key="certificate"),
        KmColumn(),
    ]

    def get_base_queryset(self):
        rows = super().get_base_queryset().current().select_related("village__parent")
        return within_reach(self.request.user, rows, "village")

    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        return [button for button in buttons if button.url != self.csv_export_url]

    @cached_property
    def drawn(self):
        """The rows of the list, all pages; none if they are too many to draw."""
        rows = list(self.object_list[: MOST_DRAWN + 1])
        return rows if len(rows) <= MOST_DRAWN else []

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.results_only or self.is_export or not self.drawn:
            return context
        served = {row.village_id: row.certificate_id for row in self.drawn}
        certificates = people(set(served.values()))
        places = [row.village for row in self.drawn]
        loads = _loads(self.drawn)
        known = [km for key, (km, _n) in loads.items() if certificates[key].adviser.start_point]
        found = list(spots(places, served, certificates))
        return context | {
            "comparison": compare(vars(imbalance(known))),
            "map": draw_map(found, starts(served, certificates)) if found else None,
            "bars": draw_bars(
                (certificates[key].adviser.name, load, load) for key, load in loads.items()
            ),
            "no_point": sum(place.point is None for place in places),
            "no_start": len(loads) - len(known),
        }


def _loads(rows):
    """By adviser's key: km and number of villages."""
    loads = defaultdict(lambda: (0.0, 0))
    for row in rows:
        km, count = loads[row.certificate_id]
        loads[row.certificate_id] = (km + (row.km or 0.0), count + 1)
    return dict(loads)


class DistancesMenuItem(MenuItem):
    """In the menu of reports, for those who see assignments."""

    def __init__(self):
        label, url = DistancesView.page_title, reverse_lazy(NAME)
        super().__init__(label, url, name="distances", icon_name="site", order=910)

    def is_shown(self, request):
        return request.user.has_perm("directory.view_assignment")
