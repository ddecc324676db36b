"""The contact card of a village: one sheet that people pin up beside the door."""

from zlib import crc32

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.coverage import coverage_in, with_coverage
from directory.models import Office, Place
from directory.models.advisers import PORTRAIT
from directory.views.closed import closed_place
from portal.pages.models import SiteSettings


@require_safe
def card(request, code):
    """Who serves the village and how to reach them, on half a sheet of A4."""
    settings = SiteSettings.of(request)
    places = Place.objects.active().villages().within_county(settings.county_code)
    places = places.filter(pk=code).select_related("parent")
    place = with_coverage(places, spec=PORTRAIT).first()
    if place is None:
        return closed_place(request, code)
    coverage = coverage_in(place)
    context = {
        "place": place,
        "coverage": coverage,
        "adviser": coverage.serving,
        "office": Office.objects.filter(pk=place.parent_id).first(),
        "today": timezone.localdate(),
    }
    context["version"] = version_of(context, settings.duty_phone, settings.hotline)
    return render(request, "directory/contact_card.html", context)


def version_of(card, *phones):
    """Four characters that change when anything printed does: is the sheet on the door current?"""
    adviser, office = card["adviser"], card["office"]
    facts = [card["place"].full_name, *phones]
    if adviser:
        facts += [adviser.name, adviser.kind, adviser.public_phone, adviser.certificate.number]
    if office:
        facts += [office.name, office.phone, office.address]
    return f"{crc32(chr(10).join(facts).encode()) & 0xFFFF:04X}"
