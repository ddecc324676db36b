"""Pictures of a Word file: what the portal can take, cut as Word shows them."""

import io
import re

from PIL import Image, ImageOps

TAKEN = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = {  # JPEG decodes small
    "JPEG": 50_000_000,
    **dict.fromkeys(["PNG", "WEBP", "GIF", "BMP", "TIFF"], 24_000_000),
}
DECODED = (1024, 1024)  # enough to see that a picture is whole
SHOWN = (720, 1440)
ALT = 120  # signs
CAPTION_NUMBER = re.compile(
    r"^(?:图片?说明|图说|图片?|照片|▲|△|↑)\s*[\d一二三四五六七八九]{0,2}\s*[：:.、]?"
)
CAPTION = re.compile(rf"{CAPTION_NUMBER.pattern}\s*\S")
JUNK_ALT = (
    r"(?i)^(图片|图像|图表|picture|image|img|photo|screenshot|微信图片|qq图片|dsc)?[\s_\-\d]*"
)


def usable(content: bytes, sides=None) -> bytes | None:
    """Return the picture as JPEG, PNG or WebP, cut by shares (left, top, right, bottom).

    None: it is of a kind that cannot be read here (EMF, WMF, SVG), damaged or far too large.
    """
    try:
        with Image.open(io.BytesIO(content), formats=list(MAX_PIXELS)) as picture:
            if picture.width * picture.height > MAX_PIXELS[str(picture.format)]:
                return None
            if picture.format in TAKEN and not sides:
                picture.draft(None, DECODED)
                picture.load()
                return content
            return _as_png(_cut(picture, sides))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def thumbnail(content: bytes) -> bytes:
    """Return a usable picture as a small upright JPEG without anything but pixels."""
    with Image.open(io.BytesIO(content)) as picture:
        picture.draft("RGB", SHOWN)
        picture.thumbnail(SHOWN)
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    white, out = Image.new("RGBA", upright.size, "white"), io.BytesIO()
    Image.alpha_composite(white, upright).convert("RGB").save(out, format="JPEG", quality=70)
    return out.getvalue()


def _cut(picture, sides):
    if not sides:
        return picture
    left, top, right, bottom = sides
    box = (
        round(picture.width * left),
        round(picture.height * top),
        round(picture.width * (1 - right)),
        round(picture.height * (1 - bottom)),
    )
    if box[2] <= box[0] or box[3] <= box[1]:
        raise ValueError("nothing is left of this picture")
    return picture.crop(box)


def _as_png(picture):
    out = io.BytesIO()
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    picture.convert(mode).save(out, format="PNG")
    return out.getvalue()


def alt_of(text):
    """The alternative text somebody wrote, not the one a program made up."""
    words = re.sub(r"\s+", " ", text or "").strip()
    made_up = re.fullmatch(JUNK_ALT, words) or re.search(
        r"(?i)\.(png|jpe?g|gif|bmp|tiff?|emf|wmf)$|^[0-9a-f-]{16,}$|描述已自动生成|generated", words
    )
    return "" if made_up else words[:ALT]
