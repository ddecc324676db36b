"""Which judicial office is nearest to a village."""

from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory.distances import road_km
from directory.models import Office, Place
from directory.models.preferences import ROAD_FACTOR, RegisterSettings
from portal.pages.context import village_code
from portal.pages.models import SiteSettings

FIRST_SHOWN = 3  # and the own one; the others lie folded below


@dataclass(frozen=True)
class Desk:
    """An office as seen from a village: ``km`` by road (none: unknown), whether it is its own."""

    office: Office
    km: float | None = None
    is_own: bool = False


@require_safe
def offices(request):
    """The county's offices, those nearest to the chosen (or remembered) village first."""
    county = SiteSettings.of(request).county_code
    code = village_code(request.GET.get("village") or request.COOKIES.get("village"))
    village = _village(county, code) if code else None
    places = Place.objects.active().within_county(county)
    rows = Office.objects.filter(place__in=places).select_related("place")
    factor = _road_factor(request)
    desks = nearest_first(_seen_from(village, office, factor) for office in rows)
    first = [desk for rank, desk in enumerate(desks) if rank < FIRST_SHOWN or desk.is_own]
    others = [desk for desk in desks if desk not in first]
    context = {"village": village, "first": first, "others": others}
    return render(request, "directory/offices.html", context)


def nearest_first(desks):
    """By distance; without one the township's own office comes first, then the county's."""
    return sorted(
        desks,
        key=lambda desk: (
            desk.km is None,
            desk.km or 0,
            not desk.is_own,
            desk.office.place.level,  # "county" before "township"
            desk.office.pk,
        ),
    )


def _village(county, code):
    villages = Place.objects.active().villages().within_county(county)
    return villages.select_related("parent").filter(pk=code).first()


def _seen_from(village, office, factor):
    if village is None:
        return Desk(office)
    km = road_km(village.point, office.point, factor)
    return Desk(office, km, office.pk == village.parent_id)


def _road_factor(request):
    """The county's road factor; a visit never writes the settings' row."""
    site = SiteSettings.of(request).site
    row = RegisterSettings.objects.filter(site=site).first()
    return row.road_factor if row else ROAD_FACTOR
