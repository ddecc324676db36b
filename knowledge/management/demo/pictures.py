"""Pictures that the demo's pages and lectures show, drawn by our own code."""

from django.core.files.base import ContentFile

from directory.demo import rooms
from directory.management.pictures import store_picture
from portal.media.models import PortalImage

PAGE = "width-720|format-webp"


def cover(name: str) -> PortalImage:
    """Return the drawing ``name``, drawn and stored when it is asked for the first time."""
    title = f"插图：{name}"
    found = PortalImage.objects.filter(title=title).first()
    return found or store_picture(rooms.draw(name), f"scene-{name}.png", title, PAGE)


def of_lecture(facts: dict) -> list[tuple[ContentFile, str]]:
    """Return the pictures of a lecture as (file, what it shows)."""
    names = facts.get("photos", [])
    files = [ContentFile(rooms.draw(name), name=f"lecture-{name}.png") for name in names]
    return [(file, "讲座现场") for file in files]
