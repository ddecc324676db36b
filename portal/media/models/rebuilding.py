"""Pictures are built anew from their pixels, so that nothing but pixels is kept.

A phone writes the place, the time and its own name into a photo, and Wagtail copies them into every
rendition. Here the picture is decoded, turned upright, shrunk to ``MAX_SIDE``, brought to sRGB and
encoded again without EXIF, XMP, IPTC, comments, colour profile or thumbnail; only the first frame
of an animation stays. Content hidden behind the picture (polyglots) ends here too.
"""

import io
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

MAX_SIDE = 4096  # pixels of the longer side: enough for A3 print
MAX_PIXELS = {"JPEG": 50_000_000, "PNG": 24_000_000, "WEBP": 24_000_000}  # JPEG decodes small
EXTENSIONS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",)}
OPTIONS: dict[str, dict] = {
    "JPEG": {"quality": 86, "progressive": True},
    "PNG": {},
    "WEBP": {"quality": 86},
}


class RebuiltImage(ContentFile):
    """A picture that went through ``rebuild``."""


def rebuild(file: File, name: str | None = None) -> RebuiltImage:
    """Return the picture in ``file`` without anything but its pixels.

    The kind is decided by content (JPEG, PNG, WebP) and the ending of
    ``name`` (else the file's own name) follows it. Raises
    ``ValidationError`` for anything else, a damaged picture, or one with too many pixels.
    """
    if isinstance(file, RebuiltImage):
        return file
    file.seek(0)
    try:
        with Image.open(file, formats=list(MAX_PIXELS)) as picture:
            kind = str(picture.format)
            _check_size(picture, kind)
            content = _encode(_upright(picture), kind)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        message = _("This picture cannot be read. Save it again as JPEG or PNG and try once more.")
        raise ValidationError(message, code="unreadable") from error
    return RebuiltImage(content, name=_name(name or file.name, kind))


def _check_size(picture, kind):
    if picture.width * picture.height > MAX_PIXELS[kind]:
        message = _("This picture is too large. Make it smaller than %(side)s pixels a side.")
        raise ValidationError(message, code="too_large", params={"side": MAX_SIDE})


def _upright(picture):
    picture.draft(None, (MAX_SIDE, MAX_SIDE))
    picture.load()
    profile = picture.info.get("icc_profile")
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    upright = ImageOps.exif_transpose(picture)
    return _plain_mode(_to_srgb(upright, profile))


def _to_srgb(picture, profile):
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture


def _plain_mode(picture):
    if picture.mode in ("L", "RGB", "RGBA"):
        mode = "RGBA" if "transparency" in picture.info else picture.mode
    else:
        mode = "RGBA" if picture.has_transparency_data else "RGB"
    plain = picture.convert(mode) if mode != picture.mode else picture.copy()
    plain.info = {}
    return plain


def _encode(picture, kind):
    if kind == "JPEG" and picture.mode == "RGBA":
        picture = picture.convert("RGB")
    out = io.BytesIO()
    picture.save(out, format=kind, **OPTIONS[kind])
    return out.getvalue()


def _name(name, kind):
    path = PurePath(name or "image")
    if path.suffix.lower() in EXTENSIONS[kind]:
        return path.name
    return f"{path.stem}{EXTENSIONS[kind][0]}"
