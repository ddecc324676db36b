"""Pictures that the demo's pages and lectures show, drawn by our own code."""

from django.core.files.base import ContentFile

from directory.management.pictures import store_picture
from knowledge.demo import scenes
from portal.media.models import PortalImage

OUTDOORS = ("square",)
WIDE = "width-720|format-webp"  # as news and figures ask for it


def cover(name: str, key: str) -> PortalImage:
    """Return the scene ``name`` as the page ``key`` shows it, drawn and stored when missing."""
    file = f"scene-{name}-{key}.webp"
    found = PortalImage.objects.filter(file__endswith=file).first()
    return found or _draw(name, key, file)


def _draw(name, key, file):
    shows = scenes.SCENES[name].shows
    image = store_picture(scenes.draw(name, key), file, f"插图 {shows}", WIDE)
    image.description = shows
    image.save(update_fields=["description"])
    return image


def of_lecture(facts: dict) -> list[tuple[ContentFile, str]]:
    """Return the pictures of a lecture as (file, what it shows): in the open, or in a room."""
    found = []
    for number, place in enumerate(facts.get("photos", [])):
        name = place if place in OUTDOORS else "lecture"
        drawn = scenes.draw(name, f"{facts['village']} {facts['day']} {number}")
        file = ContentFile(drawn, name=f"lecture-{facts['village']}-{number}.webp")
        found.append((file, scenes.SCENES[name].shows))
    return found
