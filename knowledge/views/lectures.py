"""Lectures as villagers see them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from knowledge.calendars import Occasion, calendar_file
from knowledge.forms import LecturePlaceForm
from knowledge.models import Lecture

PAST_PER_PAGE = 10


@require_safe
def lectures(request):
    """What comes, month by month, then what was; for one village or township when asked."""
    form = LecturePlaceForm(request.GET)
    rows = Lecture.objects.public().for_display()
    if place := form.chosen():
        rows = rows.in_village(place)
    now = timezone.now()
    past = Paginator(rows.filter(ends_at__lt=now), PAST_PER_PAGE)
    context = {
        "form": form,
        "place": place,
        "upcoming": rows.filter(ends_at__gte=now).order_by("starts_at", "pk"),
        "past": past.get_page(request.GET.get("page")),
    }
    return render(request, "knowledge/lectures.html", context)


@require_safe
def lecture(request, pk):
    """One lecture: when, where, who speaks, and the calendar file."""
    row = get_object_or_404(Lecture.objects.public().for_display(), pk=pk)
    is_over = row.ends_at < timezone.now()
    return render(request, "knowledge/lecture.html", {"lecture": row, "is_over": is_over})


@require_safe
def lecture_ics(request, pk):
    """The lecture for the phone's calendar; moved and cancelled ones correct the earlier file."""
    row = get_object_or_404(Lecture.objects.public().for_display(), pk=pk)
    occasion = Occasion(
        uid=f"{row.uid}@lectures",
        sequence=row.sequence,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        changed_at=row.changed_at,
        place=f"{row.village.full_name} {row.location}",
        about=row.summary,
        url=request.build_absolute_uri(row.get_absolute_url()),
        is_cancelled=row.status == Lecture.Status.CANCELLED,
    )
    answer = HttpResponse(calendar_file(occasion), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="lecture-{row.pk}.ics"'
    return answer
