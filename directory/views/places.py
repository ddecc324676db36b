"""Picker, township page, village page."""

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from directory.coverage import coverage_in, with_coverage
from directory.models import Place
from directory.models.advisers import PORTRAIT
from directory.models.village_page import with_page_facts
from directory.views.closed import closed_place
from directory.views.picking import neighbours, remember, townships_by_kind
from portal.pages.models import SiteSettings

MOST_MATCHES = 30
MOST_SUGGESTIONS = 8
QUERY_LENGTH = 40


def _local(request):
    """The places this site is for: one range of codes, however many the register holds."""
    return Place.objects.active().within_county(SiteSettings.of(request).county_code)


def _villages(request, **which):
    return _local(request).villages().select_related("parent").filter(**which)


@require_safe
def picker(request):
    """Which village are you from? By code, name, pinyin, initials, or from the townships."""
    query = request.GET.get("q", "")[:QUERY_LENGTH].strip()
    matches = list(_villages(request).matching(query)[: MOST_MATCHES + 1])
    context = {
        "query": query,
        "next": request.GET.get("next", ""),
        "matches": matches[:MOST_MATCHES],
        "has_more": len(matches) > MOST_MATCHES,
    }
    if not matches:
        context["groups"] = townships_by_kind(SiteSettings.of(request).county_code)
    return render(request, "directory/picker.html", context)


@require_safe
def suggest(request):
    """Villages for the text typed so far, as JSON for the picker's type-ahead."""
    query = request.GET.get("q", "")[:QUERY_LENGTH]
    found = _villages(request).matching(query)[:MOST_SUGGESTIONS]
    results = [
        {
            "code": place.code,
            "name": place.short_name,
            "township": place.parent.name,
            "url": reverse("directory:choose", args=[place.code]),
        }
        for place in found
    ]
    return JsonResponse({"results": results})


@require_safe
def choose(request, code):
    """Remembers the village for a year, then goes to its page or back to ``next``."""
    place = _villages(request, pk=code).first()
    if place is None:
        return closed_place(request, code, choosing=True)
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = place.get_absolute_url()
    response = redirect(target)
    remember(request, response, place.code)
    return response


@require_safe
def township(request, code):
    """The villages of a township and who serves each."""
    place = _local(request).townships().select_related("office", "parent__office")
    place = place.filter(pk=code).first()
    if place is None:
        return closed_place(request, code)
    villages = with_coverage(_villages(request, parent=place))
    rows = [(village, coverage_in(village)) for village in villages]
    context = {
        "place": place,
        "rows": rows,
        "served": sum(coverage.serving is not None for _village, coverage in rows),
        "advisers": len({coverage.serving for _village, coverage in rows if coverage.serving}),
        "offices": _offices(place),
        "neighbours": neighbours(place, _local(request).townships()),
    }
    return render(request, "directory/township.html", context)


@require_safe
def village(request, code):
    """Who serves the village, how to reach them, and what is on."""
    places = _villages(request, pk=code).select_related("parent__parent")
    place = with_coverage(with_page_facts(places), spec=PORTRAIT).first()
    if place is None:
        return closed_place(request, code)
    coverage = coverage_in(place)
    context = {
        "place": place,
        "coverage": coverage,
        "offices": _offices(place.parent),
        "topics": coverage.serving.topics.all() if coverage.serving else [],
    }
    context |= _whom_to_call(coverage, context["offices"])
    return render(request, "directory/village.html", context)


def _whom_to_call(coverage, offices):
    """The adviser's phone, if it may be shown; else the nearest office that has one."""
    if coverage.serving and coverage.serving.public_phone:
        return {"phone": coverage.serving.public_phone, "whom": coverage.serving.name}
    office = next((office for office in offices if office.phone), None)
    return {"phone": office.phone, "whom": office.name} if office else {}


def _offices(township):
    """The township's office and the county's, nearest first (read with the township)."""
    places = filter(None, [township, township.parent])
    return [place.office for place in places if hasattr(place, "office")]
