"""What the picker offers before anything is typed: townships with their villages, recent ones."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from directory.distances import road_km
from directory.models import Place, villages_now
from portal.pages.context import MOST_REMEMBERED, village_codes

ONE_YEAR = 365 * 24 * 3600
# How the official name of a township ends, and what people call such places.
KINDS = (("街道", _("In town (街道)")), ("镇", _("Market towns (镇)")), ("乡", _("Townships (乡)")))
OTHERS = _("Others")
MOST_NEIGHBOURS = 4


@dataclass
class Township:
    """A township with its villages, in the order of their codes."""

    place: Place
    villages: list[Place] = field(default_factory=list)


def townships_by_kind(county):
    """``[(kind, [Township, …]), …]``: 街道, 镇, 乡, others; only townships that have villages.

    ``county`` is the official code of twelve digits. Two queries, whatever its size.
    """
    places = Place.objects.active().within_county(county)
    fields = ("code", "name", "level", "parent_id")
    rows = {place.pk: Township(place) for place in places.townships().only(*fields)}
    for village in places.villages().only(*fields):
        if village.parent_id in rows:
            rows[village.parent_id].villages.append(village)
    groups = {kind: [] for _ending, kind in (*KINDS, ("", OTHERS))}
    for row in filter(lambda row: row.villages, rows.values()):
        groups[_kind(row.place.name)].append(row)
    return [(kind, townships) for kind, townships in groups.items() if townships]


def _kind(name):
    return next((kind for ending, kind in KINDS if name.endswith(ending)), OTHERS)


def neighbours(township, townships):
    """The townships nearest to ``township``: on the map, or without points in the list of codes."""
    rows = list(townships.only("code", "name", "level", "latitude", "longitude"))
    here = next(index for index, row in enumerate(rows) if row.pk == township.pk)
    others = [(index, row) for index, row in enumerate(rows) if index != here]

    def how_far(indexed):
        index, row = indexed
        km = road_km(township.point, row.point, 1)
        return km is None, km or 0, abs(index - here), index

    return [row for _index, row in sorted(others, key=how_far)[:MOST_NEIGHBOURS]]


def remember(request, response, code):
    """The chosen village in one cookie, the last three in another; both for a year."""
    codes = [code, *(other for other in village_codes(request) if other != code)]
    _set(request, response, "village", code)
    _set(request, response, "villages", ".".join(codes[:MOST_REMEMBERED]))


@require_safe
def forget(request, code):
    """Take a village off the recent ones, and back to the picker, which keeps its ``next``.

    A link like 长辈版: a form would need a token, and pages with tokens cannot be cached.
    """
    target = reverse("directory:picker")
    if way_back := request.GET.get("next", ""):
        target = f"{target}?{urlencode({'next': way_back})}"
    response = redirect(target)
    codes = village_codes(request)
    now = villages_now(codes)
    same = {other for other in codes if other == code or (other in now and now[other].pk == code)}
    kept = [other for other in codes if other not in same]
    _set(request, response, "villages", ".".join(kept))
    if request.COOKIES.get("village") in same:
        response.delete_cookie("village", samesite="Lax")
    return response


def _set(request, response, name, value):
    response.set_cookie(
        name, value, max_age=ONE_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
    )
