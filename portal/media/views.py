"""Parts of recordings, as phones ask for them."""

import re

from django.http import HttpRequest, HttpResponse

from portal.media.models import PortalDocument
from portal.media.models.inspecting import SOUND

ASKED = re.compile(r"bytes=([0-9]{0,12})-([0-9]{0,12})")


def part_of_recording(document: PortalDocument, request: HttpRequest) -> HttpResponse | None:
    """The bytes that the ``Range`` header asks for (RFC 9110, 14.2); None: Wagtail sends it whole.

    An iPhone plays no recording from a server that has only whole ones.
    """
    asked = ASKED.fullmatch(request.headers.get("Range", ""))
    if not asked or asked[0] == "bytes=-" or document.file_extension.lower() not in SOUND:
        return None
    if request.headers.get("If-Range", _tag(document)) != _tag(document):
        return None
    size = document.file.size
    first, last = _span(asked[1], asked[2], size)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with document.file.open("rb") as file:
        file.seek(first)
        content = file.read(last - first + 1)
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Range": f"bytes {first}-{last}/{size}",
        "Content-Security-Policy": "default-src 'none'",
        "ETag": _tag(document),
    }
    return HttpResponse(content, status=206, content_type=document.content_type, headers=headers)


def _tag(document):
    return f'"{document.file_hash}"'


def _span(first, last, size):
    """The first and the last byte; the first beyond the last when there is no such part."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
