"""The one reading of the register that plans and the distances report need."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from wagtail.models import Site

from directory.distances import road_km
from directory.models import Adviser as Person
from directory.models import Assignment, Certificate, Place, RegisterSettings
from directory.models.assignments import MOST_VILLAGES
from directory.models.preferences import ROAD_FACTOR
from directory.planning.problem import Adviser, Village

COUNTY_DIGITS = Place.REACH["county"]


@dataclass(frozen=True)
class Way:
    """One assignment and how far the village is from where its adviser starts (None: unknown)."""

    assignment: Assignment
    km: float | None

    @property
    def village(self) -> Place:
        return self.assignment.village

    @property
    def adviser(self) -> Person:
        return self.assignment.adviser


def road_factor() -> float:
    """The road factor of the default site's register settings."""
    site = Site.objects.filter(is_default_site=True).first()
    return RegisterSettings.for_site(site).road_factor if site else ROAD_FACTOR


def ways(assignments, factor: float) -> list[Way]:
    """The way of each of ``assignments`` (a queryset), in one query."""
    rows = assignments.select_related("village__parent", "certificate__adviser__firm")
    return [Way(row, road_km(row.adviser.start_point, row.village.point, factor)) for row in rows]


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
    prefix = place.reach[:COUNTY_DIGITS]
    return prefix.ljust(12, "0"), prefix.ljust(12, "9")


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
