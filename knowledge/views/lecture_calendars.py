"""Calendar files of lectures: of one, and of a place for phones that follow it.

WeChat's own browser drops such files without a word; there they lead to the page that says how to
get out of it.
"""

import re
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlencode

from django.db.models import Count, Max
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.models import Place, village_now
from knowledge.calendars import Occasion, calendar_feed, calendar_file
from knowledge.forms import LectureSearch
from knowledge.models import Lecture
from portal.pages.models import SiteSettings

DAYS_BACK = 400
"""So long a lecture, also a cancelled one, stays in a calendar that phones follow."""

EDITION = "1"
"""Raise it when the file of the same lectures looks different."""

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def lecture_ics(request, pk):
    """The lecture for the phone's calendar; moved and cancelled ones correct the earlier file."""
    row = get_object_or_404(Lecture.objects.public().for_display(), pk=pk)
    if _is_wechat(request):
        return _way_out(lecture=row.pk)
    answer = HttpResponse(calendar_file(_occasion(request, row)), content_type=CALENDAR)
    answer["Content-Disposition"] = f'attachment; filename="lecture-{row.pk}.ics"'
    patch_vary_headers(answer, ["User-Agent"])
    return answer


@require_safe
def lectures_ics(request, code=""):
    """The lectures of a village or township, or of the county, for phones that follow them."""
    rows = Lecture.objects.public().filter(starts_at__gte=_window())
    name = SiteSettings.of(request).county_name
    if code:
        place = _place(request, code)
        if place.pk != code:
            return redirect("knowledge:place_ics", place.pk, permanent=True)
        rows, name = rows.in_village(place), place.full_name
    if _is_wechat(request):
        return _way_out(**({"place": code} if code else {}))
    etag = _stamp(request, rows, name)
    answer = get_conditional_response(request, etag) or _feed(request, rows, name, code or "all")
    answer["Cache-Control"] = "public, max-age=3600"
    answer["ETag"] = etag
    patch_vary_headers(answer, ["User-Agent"])
    return answer


@require_safe
def lecture_subscribe(request):
    """How to follow the lectures of a place, or get one (``lecture``), into a phone's calendar."""
    search = LectureSearch(request.GET, SiteSettings.of(request).county_code)
    asked = request.GET.get("lecture", "")
    number = int(asked) if re.fullmatch(r"[0-9]{1,9}", asked, re.ASCII) else 0
    row = Lecture.objects.public().filter(pk=number).for_display().first() if number else None
    context = {
        "place": row.village if row else search.place,
        "lecture": row,
        "is_wechat": _is_wechat(request),
    }
    return render(request, "knowledge/lecture_subscribe.html", context)


def _is_wechat(request):
    return "MicroMessenger" in request.headers.get("User-Agent", "")


def _way_out(**asked):
    answer = redirect(f"{reverse('knowledge:lecture_subscribe')}?{urlencode(asked)}")
    patch_vary_headers(answer, ["User-Agent"])
    return answer


def _feed(request, rows, name, file_name):
    rows = rows.for_display().order_by("starts_at", "pk")
    title = _("Lectures on law · %(place)s") % {"place": name}
    feed = calendar_feed(title, [_occasion(request, row) for row in rows])
    answer = HttpResponse(feed, content_type=CALENDAR)
    answer["Content-Disposition"] = f'inline; filename="lectures-{file_name}.ics"'
    return answer


def _window():
    """From the beginning of the day, so that the file changes at most once a day by itself."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=DAYS_BACK)


def _place(request, code):
    county = SiteSettings.of(request).county_code
    place = Place.objects.active().within_county(county).select_related("parent").filter(pk=code)
    found = place.first() or village_now(code)
    if found is None:
        raise Http404
    return found


def _stamp(request, rows, name):
    """The ETag of the calendar, from one small query.

    There is no Last-Modified beside it: within a second a lecture may change twice, and one that
    moved to another village leaves no date behind.
    """
    facts = rows.aggregate(Count("pk"), Max("pk"), Max("changed_at"))
    host, language = request.get_host(), get_language()
    parts = [EDITION, host, language, name, *facts.values()]
    digest = sha256("\n".join(map(str, parts)).encode()).hexdigest()
    return quote_etag(digest[:32])


def _occasion(request, row):
    return Occasion(
        uid=f"{row.uid}@lectures",
        sequence=row.sequence,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        changed_at=row.changed_at,
        place=row.whereabouts,
        about=row.summary,
        url=request.build_absolute_uri(row.get_absolute_url()),
        is_cancelled=row.status == Lecture.Status.CANCELLED,
    )
