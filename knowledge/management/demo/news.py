"""The body of a piece of news; its pictures and downloads."""

from collections.abc import Iterator

from django.core.files.base import ContentFile

from knowledge.demo import samples
from knowledge.management.demo import bodies, pictures
from portal.media.models import PortalDocument


def body(facts: dict) -> Iterator[tuple[str, object]]:
    """The blocks of a piece of news, part by part."""
    for part in facts["body"]:
        if "h" in part:
            yield "heading", part["h"]
        elif "p" in part:
            yield "paragraph", bodies.paragraphs(part["p"])
        elif "items" in part:
            yield "paragraph", bodies.items(part["items"])
        elif "figure" in part:
            yield "figure", _figure(part)
        else:
            yield "download", {"title": part["download"], "file": _document(part).pk}


def _figure(part):
    picture = pictures.cover(part["figure"], part["key"])
    return {"image": picture.pk, "alt": picture.description, "caption": part["caption"]}


def _document(part):
    found = PortalDocument.objects.filter(title=part["download"]).first()
    if found:
        return found
    file = ContentFile(samples.word(part["words"]), name=part["file"])
    return PortalDocument.objects.create(title=part["download"], file=file, file_size=file.size)
