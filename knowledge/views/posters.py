"""The poster of a lecture, for the door of the committee and the shop."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models.advisers import drawn_portraits
from knowledge.models import Lecture

SIZES = ("a4", "a3")


@require_safe
def lecture_poster(request, pk):
    """One sheet of A4 or A3 (``?size=a3``) with the code that leads to the lecture's page."""
    rows = Lecture.objects.public().for_display().select_related("speaker__photo", "speaker__firm")
    row = get_object_or_404(rows.prefetch_related(drawn_portraits("speaker__photo")), pk=pk)
    asked = request.GET.get("size", "")
    context = {
        "lecture": row,
        "size": asked if asked in SIZES else SIZES[0],
        "is_over": row.ends_at < timezone.now(),
        "is_moved": row.changes.filter(kind="moved").exists(),
    }
    return render(request, "knowledge/lecture_poster.html", context)
