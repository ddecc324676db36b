"""The one reading of the register that plans and the distances report need."""

from collections import defaultdict
from datetime import date

from django.db.models import F
from django.db.models.functions import (
    ASin,
    Coalesce,
    Cos,
    Power,
    Radians,
    Sin,
    Sqrt,
)
from wagtail.models import Site

from directory.distances import EARTH_KM, road_km
from directory.models import Assignment, Certificate, Place, RegisterSettings
from directory.models.assignments import MOST_VILLAGES
from directory.models.places import code_range
from directory.models.preferences import ROAD_FACTOR
from directory.planning.problem import Adviser, Village

COUNTY_DIGITS = Place.REACH["county"]


def road_factor() -> float:
    """The road factor of the default site's register settings."""
    site = Site.objects.filter(is_default_site=True).first()
    return RegisterSettings.for_site(site).road_factor if site else ROAD_FACTOR


def with_km(assignments, factor: float):
    """Annotates each assignment with ``km``: the road from adviser to village, None if unknown.

    The same formula as ``distances.road_km``, in SQL, so that lists sort and export by it. (No
    ``LEAST(1, …)`` here: PostgreSQL's forgets what is unknown, and a country is no hemisphere.)
    """
    north, east = _start("latitude"), _start("longitude")
    to_north, to_east = F("village__latitude"), F("village__longitude")
    chord = _half_chord(north, to_north) + Cos(Radians(north)) * Cos(
        Radians(to_north)
    ) * _half_chord(east, to_east)
    return assignments.annotate(km=ASin(Sqrt(chord)) * (2 * EARTH_KM * factor))


def _start(name):
    """The adviser's own coordinate, else that of the firm: a point is whole or missing."""
    return Coalesce(f"certificate__adviser__{name}", f"certificate__adviser__firm__{name}")


def _half_chord(start, end):
    return Power(Sin(Radians(end - start) / 2), 2)


def read_problem(place: Place, on: date, leavers, factor: float):
    """Villages under ``place`` and the advisers who may serve them from ``on``; five queries.

    Advisers: with a certificate in force on that day, serving in the county or serving nobody.
    ``leavers`` (certificates' keys), and whoever serves here without such a certificate, leave.
    """
    villages = Place.objects.active().villages().under(place).select_related("parent")
    held = Assignment.objects.current(on).select_related("village")
    here: dict = {}
    others = defaultdict(list)
    for term in held.filter(village__code__range=_county(place)):
        if term.village.code.startswith(place.reach):
            here[term.village_id] = term.certificate_id
        else:
            others[term.certificate_id].append(term.village)
    serving = set(here.values()) | set(others)
    elsewhere = held.exclude(village__code__range=_county(place))
    for term in elsewhere.filter(certificate__in=serving):
        others[term.certificate_id].append(term.village)
    advisers = list(_advisers(serving, here, others, on, set(leavers), factor))
    return [_village(village, here) for village in villages], advisers


def _county(place):
    return code_range(place.reach[:COUNTY_DIGITS])


def _village(village, here):
    return Village(
        code=village.pk,
        township=village.parent_id,
        township_name=village.parent.name,
        point=village.point,
        adviser=here.get(village.pk),
    )


def _advisers(serving, here, others, on, leavers, factor):
    held = Assignment.objects.current(on).order_by().values("certificate_id")
    valid = set(Certificate.objects.valid(on).values_list("pk", flat=True))
    rows = Certificate.objects.filter(pk__in=serving) | Certificate.objects.valid(on).exclude(
        pk__in=held
    )
    counts: dict = defaultdict(int)
    for adviser in here.values():
        counts[adviser] += 1
    rows = rows.select_related("adviser__firm").prefetch_related("adviser__preferred_townships")
    for row in rows:
        person, away = row.adviser, others[row.pk]
        total = counts[row.pk] + len(away)
        km = [road_km(person.start_point, village.point, factor) for village in away]
        yield Adviser(
            id=row.pk,
            name=person.name,
            point=person.start_point,
            preferred=frozenset(place.pk for place in person.preferred_townships.all()),
            cap=max(MOST_VILLAGES, total) - len(away),
            base_km=sum(filter(None, km)),
            is_leaving=row.pk in leavers or row.pk not in valid,
        )
