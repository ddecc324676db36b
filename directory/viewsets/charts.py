"""What the pages of plans and distances show: figures, maps, bars, curves, rows by township."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from directory.distances import FAR_KM
from directory.models import Certificate, Place, PlanRow
from directory.planning.drawing import Spot, draw_bars, draw_curve, draw_map

# (key of the figures, what it is, digits after the point, factor)
FIGURES = [
    ("total", _("all ways together (km)"), 0, 1),
    ("mean", _("an adviser on average (km)"), 1, 1),
    ("median", _("the adviser in the middle (km)"), 1, 1),
    ("most", _("the adviser with the longest way (km)"), 1, 1),
    ("ratio", _("longest ÷ middle"), 2, 1),
    ("gini", _("Gini coefficient (0: all the same)"), 3, 1),
    ("far_share", _("share of advisers above %(km)d km (%%)") % {"km": FAR_KM}, 0, 100),
]


def compare(before, after=None):
    """``(what, value before, value after, difference, digits)`` of each figure."""
    rows = []
    for key, label, digits, factor in FIGURES:
        values = [side.get(key) for side in (before, after) if side is not None]
        shown = [None if value is None else value * factor for value in values]
        known = len(shown) == 2 and None not in shown
        rows.append(
            {
                "label": label,
                "digits": digits,
                "values": shown,
                "difference": shown[1] - shown[0] if known else None,
            }
        )
    return rows


def people(keys):
    """Certificates with adviser and firm, by key."""
    return Certificate.objects.select_related("adviser__firm").in_bulk(list(keys))


def spots(places, served, certificates, emphasised=frozenset()):
    """The villages to draw; ``served``: village's code → adviser's key or none."""
    for place in places:
        if place.point:
            lead = certificates.get(served.get(place.pk))
            yield Spot(
                name=place.short_name,
                point=place.point,
                township=place.parent.name,
                start=lead.adviser.start_point if lead else None,
                emphasised=place.pk in emphasised,
            )


def starts(served, certificates):
    """The points where those who serve start, with their names."""
    names: dict = {}
    for key in sorted({key for key in served.values() if key in certificates}):
        adviser = certificates[key].adviser
        if adviser.start_point:
            names.setdefault(adviser.start_point, []).append(adviser.name)
    return {point: "、".join(sorted(found)) for point, found in names.items()}


class PlanCharts:
    """What the page of a finished plan shows; the number of queries does not grow with it."""

    def __init__(self, plan, refusals):
        self.plan, self.refusals, self.figures = plan, refusals, plan.figures

    @cached_property
    def rows(self):
        rows = self.plan.rows.select_related(
            "village__parent", "before__adviser__firm", "after__adviser__firm"
        )
        rows = list(rows.order_by("village"))
        for row in rows:
            row.is_open = row.decision == PlanRow.Decision.OPEN
            row.refusal = self.refusals.get(row.pk)
            known = None not in (row.before_km, row.after_km)
            row.saving = row.before_km - row.after_km if known else None
        return rows

    @cached_property
    def certificates(self):
        return people(int(key) for key in self.figures["loads"])

    def context(self):
        figures = self.figures
        chosen = figures["changed"], figures["after"]["total"]
        return {
            "rows": self.rows,
            "groups": self._groups(),
            "comparison": compare(figures["before"], figures["after"]),
            "maps": self._maps(),
            "bars": draw_bars(self._loads()),
            "curve": draw_curve(figures["curve"], chosen),
            "curve_rows": figures["curve"],
            "open_count": sum(row.is_open for row in self.rows),
            "notes": figures["notes"],
        }

    def _groups(self):
        """``(township, its rows, how many are open)``."""
        groups: dict = {}
        for row in self.rows:
            groups.setdefault(row.village.parent, []).append(row)
        return [(place, rows, sum(row.is_open for row in rows)) for place, rows in groups.items()]

    def _loads(self):
        for key, (before, after) in self.figures["loads"].items():
            if int(key) in self.certificates:
                yield self.certificates[int(key)].adviser.name, before, after

    def _maps(self):
        served = self.figures["served"]
        codes = list(served)
        places = Place.objects.filter(pk__in=codes).select_related("parent").order_by("pk")
        places = list(places)
        changed = {row.village_id for row in self.rows}
        sides = [{code: pair[side] for code, pair in served.items()} for side in (0, 1)]
        all_starts = starts(sides[0], self.certificates) | starts(sides[1], self.certificates)
        drawn = [
            draw_map(list(spots(places, side, self.certificates, changed)), all_starts)
            for side in sides
        ]
        names = [("before", _("Now")), ("after", _("Then"))]
        return [(*name, found) for name, found in zip(names, drawn, strict=True) if found]
