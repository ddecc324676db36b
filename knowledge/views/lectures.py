"""Lectures as villagers see them: the list, the calendar of a month, the page of one."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models import Place
from directory.models.advisers import THUMBNAIL, drawn_portraits
from knowledge.forms import LectureSearch, month_of
from knowledge.forms.signups import known_key
from knowledge.models import ArticlePage, Lecture
from knowledge.quarters import Quarter
from knowledge.views.signups import own_signup
from portal.pages.models import SiteSettings

FILTERS = ("place", "month", "quarter", "day", "view")
PAST_PER_PAGE = 10
PER_PAGE = 30
MOST_UPCOMING = 20
MOST_IN_A_DAY = 3


@dataclass
class Day:
    """A day of the calendar with its lectures; ``is_other``: it belongs to the month beside."""

    date: object
    is_today: bool
    is_other: bool
    lectures: list = field(default_factory=list)

    @property
    def shown(self):
        """As many as fit into a cell."""
        return self.lectures[:MOST_IN_A_DAY]


@require_safe
def lectures(request):
    """What comes and what was, for a place and for days when asked; as list or as calendar."""
    search = LectureSearch(request.GET, SiteSettings.of(request).county_code)
    if search.found:
        return redirect(_address(request, place=search.found.code))
    rows = Lecture.objects.public().for_display()
    if search.place:
        rows = rows.in_village(search.place)
    context = {"search": search, "place": search.place, "span": search.span}
    context["is_for_engines"] = search.is_for_engines(timezone.localdate())
    if search.is_calendar:
        context |= _month(rows, search)
    elif search.span:
        context |= _within(rows, search.span, request.GET.get("page"))
    else:
        context |= _around_now(rows, request.GET.get("page"))
    return render(request, "knowledge/lectures.html", context | _choices(search))


@require_safe
def lecture(request, pk):
    """One lecture: when, where, who speaks and about what; what changed, and how it was."""
    rows = Lecture.objects.public().for_display().select_related("outline", "speaker__photo")
    rows = rows.with_coming().prefetch_related(
        drawn_portraits("speaker__photo", THUMBNAIL), "changes"
    )
    row = get_object_or_404(rows, pk=pk)
    now = timezone.now()
    context = {
        "lecture": row,
        "is_over": row.status == Lecture.Status.HELD or row.ends_at < now,
        "takes_signups": row.takes_signups(now),
        "signup": own_signup(row, known_key(request.COOKIES)),
        "cases": _cases(row),
        "photos": _photos(row),
    }
    return render(request, "knowledge/lecture.html", context)


def _address(request, **changes):
    """The address of the same list with the filters of the present one and ``changes``."""
    kept = {name: value for name, value in request.GET.items() if name in FILTERS}
    return f"{request.path}?{urlencode(kept | changes)}"


def _around_now(rows, page):
    now = timezone.now()
    rows = rows.with_coming()
    upcoming = rows.filter(ends_at__gte=now).order_by("starts_at", "pk")[: MOST_UPCOMING + 1]
    past = Paginator(rows.filter(ends_at__lt=now).with_pictures(), PAST_PER_PAGE)
    return {
        "upcoming": upcoming[:MOST_UPCOMING],
        "has_more": len(upcoming) > MOST_UPCOMING,
        "past": past.get_page(page),
    }


def _within(rows, span, page):
    rows = rows.filter(starts_at__gte=span.begins_at, starts_at__lt=span.over_at)
    rows = rows.with_coming().with_pictures().order_by("starts_at", "pk")
    return {"found": Paginator(rows, PER_PAGE).get_page(page)}


def _month(rows, search):
    today = timezone.localdate()
    first = search.span.first_day if search.span else today
    month = month_of(first)
    rows = rows.filter(starts_at__gte=month.begins_at, starts_at__lt=month.over_at)
    days = {}
    for row in rows.order_by("starts_at", "pk"):
        days.setdefault(timezone.localdate(row.starts_at), []).append(row)
    near = {"has_before": month.previous_month.is_near(today)}
    near |= {"has_after": month.next_month.is_near(today), "is_now": month == month_of(today)}
    this = month.first_day.month
    weeks = [
        [Day(day, day == today, day.month != this, days.get(day, [])) for day in week]
        for week in month.weeks()
    ]
    return near | {"month": month, "weeks": weeks, "has_lectures": bool(days)}


def _choices(search):
    """What one may choose from: quarters around this one, the townships of the county."""
    now = Quarter.of(timezone.now())
    quarters = [now.next, now, now.previous, now.previous.previous]
    townships = Place.objects.active().within_county(search.county).townships()
    return {"quarters": quarters, "townships": townships.order_by("code").only("code", "name")}


def _cases(row):
    if row.outline is None:
        return ArticlePage.objects.none()
    return ArticlePage.objects.visible().filter(outlines=row.outline).for_display()


def _photos(row):
    """The photos with their pictures; one that the worker has not drawn yet follows later."""
    return [photo for photo in row.photos.for_display() if photo.picture()]
