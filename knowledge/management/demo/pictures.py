"""Pictures that the demo's pages and lectures show, drawn by our own code."""

from django.core.files.base import ContentFile

from directory.management.pictures import store_picture
from knowledge.demo import scenes
from portal.media.models import PortalImage

OUTDOORS = ("square",)


def cover(name: str, key: str) -> PortalImage:
    """Return the scene ``name`` as the page ``key`` shows it, drawn and stored when missing."""
    file = f"scene-{name}-{key}.webp"
    found = PortalImage.objects.filter(file__endswith=file).first()
    return found or _draw(name, key, file)


def _draw(name, key, file):
    image = store_picture(scenes.draw(name, key), file, f"插图 {scenes.SCENES[name].shows}")
    PortalImage.objects.filter(pk=image.pk).update(description=scenes.SCENES[name].shows)
    image.description = scenes.SCENES[name].shows
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
