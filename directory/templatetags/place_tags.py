"""What a village's page shows of its service room, its WeChat group and its former names."""

from django import template
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from directory.models import PlaceChange, ServiceRoom, WeChatGroup
from directory.models.rooms import PHOTO, QR
from portal.media.models import PortalRendition

register = template.Library()


@register.inclusion_tag("directory/panels/service_room.html")
def service_room(village):
    """The room in which the adviser sits on duty: address, hours, photo. Nothing without one.

    One query; none for a village that ``with_page_facts`` read.
    """
    if hasattr(village, "room_photo"):
        room, drawn = getattr(village, "service_room", None), village.room_photo
        photo = _picture(room.photo, PHOTO, drawn) if room and room.photo else None
        return {"room": room, "photo": photo, "village": village}
    rooms = ServiceRoom.objects.select_related("photo").filter(village=village)
    room = rooms.annotate(drawn=_drawn("photo", PHOTO)).first()
    photo = _picture(room.photo, PHOTO, room.drawn) if room and room.photo else None
    return {"room": room, "photo": photo, "village": village}


@register.inclusion_tag("directory/panels/wechat_group.html")
def wechat_group(village):
    """The village's WeChat groups: the picture to scan while it works, else how to get in.

    One query.
    """
    groups = WeChatGroup.objects.select_related("qr").filter(village=village)
    today = timezone.localdate()
    rows = [
        {
            "group": group,
            "picture": _picture(group.qr, QR, group.drawn) if group.is_joinable(today) else None,
        }
        for group in groups.annotate(drawn=_drawn("qr", QR))
    ]
    return {"rows": rows, "village": village}


@register.inclusion_tag("directory/panels/former_names.html")
def former_names(place):
    """What the place was called before, and which places went into it. One query."""
    changes = PlaceChange.objects.filter(successor=place).exclude(former_name=place.name)
    changes = changes.exclude(kind=PlaceChange.Kind.SPLIT).order_by("-happened_on", "former")
    names: dict[str, list[str]] = {"own": [], "joined": []}
    for kind, name in changes.values_list("kind", "former_name"):
        whose = "joined" if kind == PlaceChange.Kind.MERGED else "own"
        if name not in names[whose]:
            names[whose].append(name)
    return {"place": place, **names}


def _drawn(field, spec):
    """What is known of the picture as it was drawn before: file, width and height."""
    pictures = PortalRendition.objects.filter(image=OuterRef(field), filter_spec=spec)
    facts = JSONObject(file="file", width="width", height="height")
    return Subquery(pictures.values(facts=facts)[:1])


def _picture(image, spec, drawn):
    """The picture drawn before, or drawn now."""
    return PortalRendition(**drawn) if drawn else image.get_rendition(spec)
