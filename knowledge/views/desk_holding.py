"""A lecture was held: how many came, photos, and the way to the office."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from knowledge import actions
from knowledge.forms import HoldForm, PhotosForm
from knowledge.models import Filing, Lecture
from knowledge.views.desk_steps import attempt, is_too_late, led_lecture, press


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_hold(request, pk):
    """Mark it held; it stands in the village's ledger from then on."""
    lecture = led_lecture(request.user, pk)
    if lecture.status == Lecture.Status.HELD or is_too_late(request, lecture, "hold"):
        return redirect("knowledge:desk_lecture", pk)
    form = HoldForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        facts = {"head_count": form.cleaned_data["head_count"], "photos": form.photos}
        step = partial(actions.hold, lecture, by=request.user, **facts)
        if attempt(request, form, step, _("Held: it stands in the ledger of the village.")):
            return redirect("knowledge:desk_lecture", pk)
    return render(request, "knowledge/desk_hold.html", {"form": form, "lecture": lecture})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_photos(request, pk):
    """Add photos to a lecture that was held."""
    lecture = led_lecture(request.user, pk)
    room = actions.MOST_PHOTOS - lecture.photos.count()
    if is_too_late(request, lecture, "photos") or room < 1:
        return redirect("knowledge:desk_lecture", pk)
    form = PhotosForm(request.POST or None, request.FILES or None, room=room)
    if form.is_valid():
        step = partial(actions.add_photos, lecture, by=request.user, photos=form.photos)
        if attempt(request, form, step, _("Photos added.")):
            return redirect("knowledge:desk_lecture", pk)
    return render(request, "knowledge/desk_hold.html", {"form": form, "lecture": lecture})


@login_required
@require_POST
def desk_photo_remove(request, pk, photo):
    """Take a photo away, for example because somebody does not want to be seen."""
    lecture = led_lecture(request.user, pk)
    row = get_object_or_404(lecture.photos, pk=photo)
    press(request, partial(actions.remove_photo, row, by=request.user), _("Photo removed."))
    return redirect("knowledge:desk_lecture", pk)


@login_required
@require_POST
def desk_submit(request, pk):
    """Hand the outline in at the judicial office of the township."""
    lecture = led_lecture(request.user, pk)
    filing = getattr(lecture, "filing", None)
    press(
        request,
        partial(actions.submit_filing, lecture, by=request.user),
        _("Handed in at the judicial office."),
        is_done=bool(filing) and filing.status == Filing.Status.SUBMITTED,
    )
    return redirect("knowledge:desk_lecture", pk)
