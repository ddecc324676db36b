"""What other pages show of the register: picker, adviser card, coverage."""

from django import template
from django.utils.html import format_html

from directory.coverage import coverage_in, with_coverage
from directory.models import Adviser, Assignment, Place, villages_now
from directory.models.advisers import PORTRAIT, THUMBNAIL

register = template.Library()


@register.inclusion_tag("directory/panels/village_picker.html", takes_context=True)
def village_picker(context, query="", next="", townships_link=True, may_forget=False):
    """The box "which village are you from?", with the villages chosen lately.

    ``next`` is the address to go back to with the village chosen, for example ``/ask/``.
    ``may_forget`` adds to each recent village a way to take it off.
    """
    codes = context.get("my_village_codes") or []
    known = villages_now(codes) if codes else {}
    return {
        "query": query,
        "next": next,
        "recent": list(dict.fromkeys(known[code] for code in codes if code in known)),
        "townships_link": townships_link,
        "may_forget": may_forget,
    }


@register.simple_tag
def portrait(adviser, size=""):
    """The adviser's photo, or the family name on paper; ``size`` is "" or "small"."""
    css = "portrait portrait--small" if size == "small" else "portrait"
    if adviser.photo is None:
        return format_html('<span class="{}" aria-hidden="true">{}</span>', css, adviser.name[:1])
    photo = adviser.photo.get_rendition(THUMBNAIL if size == "small" else PORTRAIT)
    return format_html(
        '<img class="{}" loading="{}" src="{}" width="{}" height="{}" alt="">',
        css,
        "lazy" if size == "small" else "eager",  # small ones stand in long lists
        photo.url,
        photo.width // 2,
        photo.height // 2,
    )


@register.inclusion_tag("directory/panels/adviser_card.html")
def adviser_card(village, heading=""):
    """Who serves ``village`` today, with the ways to reach them."""
    places = Place.objects.filter(pk=village.pk).select_related("parent")
    place = with_coverage(places, spec=PORTRAIT).get()
    return {"place": place, "coverage": coverage_in(place), "heading": heading}


@register.inclusion_tag("directory/panels/coverage.html")
def coverage_figures():
    """How many villages in use have an adviser, and how many advisers serve."""
    return {
        "villages": Assignment.objects.serving().filter(village__is_active=True).count(),
        "advisers": Adviser.objects.listed().count(),
    }
