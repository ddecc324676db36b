"""The desk of the judicial office: what is handed in, what is filed, what is late."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from directory.models import Place
from knowledge import actions
from knowledge.forms import ReasonForm
from knowledge.meters import by_township, meters, total
from knowledge.models import Filing, Lecture
from knowledge.permissions import filings_seen_by, may_file, standing_of
from knowledge.quarters import Quarter, recent
from knowledge.views.desk_lecture import lecture_screen
from knowledge.views.desk_steps import attempt, press, seen_lecture
from knowledge.workbooks import filing_register, village_meters

SHOWN = 5  # quarters to choose from: this one and the same of last year among them
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _reaches(user, name):
    """Where ``user`` files (``files_at``) or watches (``watches``); 403 for nowhere."""
    reaches = getattr(standing_of(user), name)
    if not reaches:
        raise PermissionDenied
    return reaches


def _quarter(request):
    asked = Quarter.read(request.GET.get("quarter", ""))
    return asked or Quarter.of(timezone.localdate())


@never_cache
@login_required
@require_safe
def desk_filings(request):
    """Handed in (of any quarter), filed of the chosen one, late, villages without a lecture."""
    reaches, quarter = _reaches(request.user, "files_at"), _quarter(request)
    today = timezone.localdate()
    filings = Filing.objects.within(reaches, "township").for_display()
    here = Place.objects.within(reaches)
    late = Lecture.objects.for_desk().filter(village__in=here).in_quarter(quarter).late(today)
    rows = _meters(reaches, quarter)
    context = {
        "submitted": filings.submitted(),
        "filed": filings.filed_for(quarter).select_related("township"),
        "late": late,
        "without": [row for row in rows if not row.is_met],
        "quarter": quarter,
        "quarters": recent(today, SHOWN),
        "is_over": quarter.is_over(today),
    }
    return render(request, "knowledge/desk_filings.html", context)


@login_required
@require_safe
def desk_filings_xlsx(request):
    """The register of a quarter as a workbook."""
    reaches, quarter = _reaches(request.user, "files_at"), _quarter(request)
    filed = Filing.objects.within(reaches, "township").filed_for(quarter).for_display()
    return _file(filing_register(quarter, filed), _("lectures filed"), quarter)


@login_required
@require_POST
def desk_file(request, pk):
    """Take it into the file under the next number."""
    filing = _decided(request.user, pk)
    press(
        request,
        partial(actions.file, filing, by=request.user),
        _("Filed."),
        is_done=filing.status == Filing.Status.FILED,
    )
    return redirect("knowledge:desk_lecture", pk)


@login_required
@require_POST
def desk_return(request, pk):
    """Give it back and say what is missing."""
    filing = _decided(request.user, pk)
    form = ReasonForm(request.POST, prefix="return")
    if filing.status == Filing.Status.RETURNED:
        return redirect("knowledge:desk_lecture", pk)
    step = partial(actions.return_filing, filing, by=request.user)
    if form.is_valid() and attempt(
        request, form, partial(step, **form.cleaned_data), _("Returned. The speaker reads why.")
    ):
        return redirect("knowledge:desk_lecture", pk)
    return lecture_screen(request, seen_lecture(request.user, pk), send_back=form)


def _decided(user, pk):
    """The filing that ``user`` decides: 404 unseen, 403 without the right."""
    lecture = seen_lecture(user, pk)
    filing = getattr(lecture, "filing", None)
    if not may_file(user, lecture.village.parent):
        raise PermissionDenied
    return get_object_or_404(filings_seen_by(user), pk=filing and filing.pk)


@never_cache
@login_required
@require_safe
def desk_meters(request):
    """Every village of the chosen quarter with its lecture, by township."""
    reaches, quarter = _reaches(request.user, "watches"), _quarter(request)
    rows = _meters(reaches, quarter)
    today = timezone.localdate()
    context = {
        "whole": total(rows),
        "townships": by_township(rows),
        "quarter": quarter,
        "quarters": recent(today, SHOWN),
        "is_over": quarter.is_over(today),
    }
    return render(request, "knowledge/desk_meters.html", context)


@login_required
@require_safe
def desk_meters_xlsx(request):
    """The same as a workbook."""
    reaches, quarter = _reaches(request.user, "watches"), _quarter(request)
    rows = _meters(reaches, quarter)
    return _file(village_meters(quarter, rows), _("lectures by village"), quarter)


def _meters(reaches, quarter):
    villages = Place.objects.active().villages().within(reaches).select_related("parent")
    counts = Lecture.objects.in_quarter(quarter).filter(village__in=Place.objects.within(reaches))
    return meters(villages.order_by("code"), counts.per_village())


def _file(content, name, quarter):
    named = content_disposition_header(as_attachment=True, filename=f"{name} {quarter.code}.xlsx")
    headers = {"Content-Disposition": named, "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)
