"""Panels of lectures for the pages of staff and of villages."""

from django import template
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import ngettext

from directory.models import Place
from knowledge.meters import Meter, meters
from knowledge.models import Filing, Lecture, LectureRequest
from knowledge.permissions import OVERSEERS, Role
from knowledge.quarters import Quarter

register = template.Library()
Status = Lecture.Status
AT_OFFICE = (Filing.Status.SUBMITTED, Filing.Status.FILED)
OWN = ("unreported", "unfiled")


@register.inclusion_tag("knowledge/panels/desk_lectures.html")
def desk_lectures_panel(standing, served):
    """What of lectures waits for somebody of that ``standing`` (adviser, appointments).

    ``served``: her assignments with village and township. Two queries for each kind of person;
    an adviser who also files reads of the filings on the desk of lectures.
    """
    waits, short = [], []
    if standing.adviser:
        waits, short = _adviser(standing.adviser, [term.village for term in served])
    elif reaches := [row.place.reach for row in standing.appointments if row.role in OVERSEERS]:
        waits += _office(reaches)
    elif reaches := [row.place.reach for row in standing.appointments if row.role == Role.CLERK]:
        short += _short(Place.objects.active().villages().within(reaches))
    return {"waits": waits, "short": short}


@register.inclusion_tag("knowledge/panels/village_quarter.html")
def village_quarter(village):
    """Whether the lecture of this quarter was held in ``village``; one query."""
    quarter = Quarter.of(timezone.localdate())
    counts = Lecture.objects.in_quarter(quarter).filter(village=village).per_village()
    return {"meter": Meter(village, **counts.get(village.pk, {})), "quarter": quarter}


def _adviser(adviser, villages):
    quarter, own = Quarter.of(timezone.localdate()), Q(speaker=adviser)
    this = Q(starts_at__gte=quarter.begins_at, starts_at__lt=quarter.over_at)
    unreported = Q(status=Status.ANNOUNCED, ends_at__lt=timezone.now())
    unfiled = Q(status=Status.HELD) & ~Q(filing__status__in=AT_OFFICE)
    counts = Lecture.objects.filter(own | this & Q(village__in=villages)).per_village(
        this,
        unreported=Count("pk", filter=own & unreported),
        unfiled=Count("pk", filter=own & unfiled),
    )
    own = {name: sum(row.pop(name) for row in counts.values()) for name in OWN}
    asked = LectureRequest.objects.filter(village__in=villages, status="open").count()
    waits = [
        (
            asked,
            ngettext("%(n)s village asks for a lecture", "%(n)s villages ask for a lecture", asked),
        ),
        (
            own["unreported"],
            ngettext(
                "%(n)s lecture: was it held?", "%(n)s lectures: were they held?", own["unreported"]
            ),
        ),
        (
            own["unfiled"],
            ngettext("%(n)s outline to hand in", "%(n)s outlines to hand in", own["unfiled"]),
        ),
    ]
    return _said(waits), [row for row in meters(villages, counts) if not row.is_met]


def _office(reaches):
    submitted = Filing.objects.within(reaches, "township").submitted().count()
    here = Lecture.objects.filter(village__in=Place.objects.within(reaches))
    late = here.late(timezone.localdate()).count()
    return _said(
        [
            (submitted, ngettext("%(n)s outline to file", "%(n)s outlines to file", submitted)),
            (late, ngettext("%(n)s lecture is late", "%(n)s lectures are late", late)),
        ]
    )


def _said(waits):
    return [words % {"n": number} for number, words in waits if number]


def _short(villages):
    """Meters of those ``villages`` that have had no lecture this quarter."""
    quarter = Quarter.of(timezone.localdate())
    counts = Lecture.objects.in_quarter(quarter).filter(village__in=villages).per_village()
    rows = meters(villages.select_related("parent").order_by("code"), counts)
    return [row for row in rows if not row.is_met]
