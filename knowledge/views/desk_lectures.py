"""The desk of lectures: what needs me today, by what I am."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.models import Place
from knowledge.meters import by_township, meters, total
from knowledge.models import Filing, Lecture, LectureRequest
from knowledge.permissions import standing_of, villages_served_by
from knowledge.quarters import Quarter

MOST_ROWS = 30
Status = Lecture.Status


@never_cache
@login_required
@require_safe
def desk_lectures(request):
    """What of lectures needs this person today, by what she is."""
    standing = standing_of(request.user)
    if not standing.may_enter:
        raise PermissionDenied
    today = timezone.localdate()
    context = {"standing": standing, "quarter": Quarter.of(today), "now": timezone.now()}
    if standing.adviser:
        page = request.GET.get("page")
        context |= _adviser(standing.adviser, context["quarter"], page)
    if standing.clerk_at:
        context |= _clerk(standing.clerk_at)
    if standing.files_at:
        context |= _office(standing.files_at, today)
    if standing.watches:
        context |= _overview(standing.watches, context["quarter"])
    return render(request, "knowledge/desk_lectures.html", context)


def _adviser(adviser, quarter, page):
    now = timezone.now()
    villages = villages_served_by(adviser).select_related("parent").order_by("code")
    counts = Lecture.objects.in_quarter(quarter).per_village()
    filed = Q(status=Status.HELD, filing__status=Filing.Status.FILED)
    rows = Lecture.objects.for_desk().filter(speaker=adviser)
    rows = rows.exclude(status=Status.CANCELLED).exclude(filed).order_by("starts_at", "pk")
    own = Paginator(rows, MOST_ROWS).get_page(page)
    waiting = LectureRequest.objects.filter(village__in=villages, status="open")
    return {
        "own": own,
        "requests": waiting.select_related("village__parent", "topic").order_by("requested_at"),
        "unreported": [row for row in own if row.status == Status.ANNOUNCED and row.ends_at < now],
        "unfiled": [row for row in own if row.status == Status.HELD],
        "planned": [row for row in own if row.status == Status.PLANNED],
        "announced": [row for row in own if row.status == Status.ANNOUNCED and row.ends_at >= now],
        "own_meters": meters(villages, counts),
    }


def _clerk(reaches):
    rows = LectureRequest.objects.within(reaches).select_related("village__parent", "topic")
    here = Place.objects.villages().within(reaches)
    lectures = Lecture.objects.for_desk().filter(village__in=here).exclude(status=Status.PLANNED)
    return {
        "asked": rows.select_related("lecture").order_by("-requested_at")[:10],
        "village_lectures": lectures.order_by("-starts_at", "-pk")[:10],
    }


def _office(reaches, today):
    submitted = Filing.objects.within(reaches, "township").submitted().for_display()
    late = Lecture.objects.for_desk().filter(village__in=Place.objects.within(reaches)).late(today)
    return {"submitted": submitted[:MOST_ROWS], "late": late[:MOST_ROWS]}


def _overview(reaches, quarter):
    villages = Place.objects.active().villages().within(reaches).select_related("parent")
    rows = meters(villages, Lecture.objects.in_quarter(quarter).per_village())
    return {"overview": total(rows), "townships": [whole for whole, _rows in by_township(rows)]}
