"""Where the code of a place leads that is not in use: to its successor, a choice, or help."""

from urllib.parse import urlencode

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from directory.models import Place, PlaceChange
from portal.pages.models import SiteSettings


def closed_place(request, code, *, choosing=False):
    """The answer for a ``code`` that is no place in use.

    A merged or recoded place leads on for good; a split one asks which part is meant; an unknown
    code gets a page that says so (404). ``choosing``: the successor is to be remembered.
    """
    heirs = PlaceChange.objects.heirs(code)
    if choosing:
        heirs = [heir for heir in heirs if heir.level == Place.Level.VILLAGE]
    query = _query(request)
    rows = [(heir, _address(heir, query, choosing=choosing)) for heir in heirs]
    if len(rows) == 1:
        return HttpResponsePermanentRedirect(rows[0][1])
    if rows:
        former = Place.objects.get(pk=code)
        return render(request, "directory/split_place.html", {"former": former, "rows": rows})
    county = SiteSettings.of(request).county_code
    townships = Place.objects.active().within_county(county).townships()
    near = townships.filter(pk=f"{code[:9]}000").first()
    context = {"code": code, "near": near}
    return render(request, "directory/no_such_place.html", context, status=404)


def _query(request):
    """The way back that the address carried, if any, as it goes on."""
    way_back = request.GET.get("next", "")
    return f"?{urlencode({'next': way_back})}" if way_back else ""


def _address(heir, query, *, choosing):
    if choosing:
        return reverse("directory:choose", args=[heir.pk]) + query
    return heir.get_absolute_url()
