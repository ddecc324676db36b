"""The poster of a lecture, for the door of the committee and the shop."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models.advisers import drawn_portraits
from knowledge.models import Lecture, LectureChange

SIZES = ("a4", "a3")


@require_safe
def lecture_poster(request, pk):
    """One sheet of A4 or A3 (``?size=a3``) with the code that leads to the lecture's page.

    A moved lecture's sheet says what is no longer right, a cancelled one's that nobody shall come;
    what is over gets no sheet.
    """
    rows = Lecture.objects.public().for_display().select_related("outline", "speaker__photo")
    rows = rows.select_related("speaker__firm").prefetch_related(drawn_portraits("speaker__photo"))
    row = get_object_or_404(rows, pk=pk)
    asked = request.GET.get("size", "")
    context = {
        "lecture": row,
        "size": asked if asked in SIZES else SIZES[0],
        "sizes": SIZES,
        "is_over": row.status == Lecture.Status.HELD or row.ends_at < timezone.now(),
        "moved": row.changes.filter(kind=LectureChange.Kind.MOVED).first(),
    }
    return render(request, "knowledge/lecture_poster.html", context)
