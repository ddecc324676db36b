"""A rebuilt picture shows the same and tells nothing else."""

import io
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from portal.media.models.rebuilding import MAX_SIDE, RebuiltImage, rebuild
from tests.factories.media import CANARY, photo

KINDS = ["JPEG", "PNG", "WEBP"]
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def traces(content):
    """Return what a picture tells beside its pixels."""
    with Image.open(io.BytesIO(content)) as picture:
        told = set(picture.info) & {"exif", "xmp", "comment", "icc_profile", "photoshop", "Author"}
        told |= {f"exif {tag}" for tag in picture.getexif()}
        told |= {"text"} if getattr(picture, "text", None) else set()
    marks = (CANARY.encode(), b"Exif", b"eXIf", b"EXIF", b"xmpmeta", b"8BIM", b"ICCP", b"iCCP")
    return told | {mark for mark in marks if mark in content}


def rebuilt(content, name="photo.jpg"):
    return rebuild(ContentFile(content, name=name)).read()


@pytest.mark.parametrize("kind", KINDS)
def test_photo_tells_much_before_and_nothing_after(kind):
    assert len(traces(photo(kind))) >= 4, "the sample must carry what we mean to remove"
    assert traces(rebuilt(photo(kind))) == set()


@pytest.mark.parametrize("mode", ["RGBA", "L", "P", "CMYK", "I;16", "1", "LA"])
def test_every_colour_mode_can_be_rebuilt(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, kind)
    with Image.open(io.BytesIO(rebuilt(out.getvalue()))) as picture:
        assert picture.size == (30, 20)
        assert picture.mode in ("L", "RGB", "RGBA")


def test_transparency_stays():
    with Image.open(io.BytesIO(rebuilt(photo("PNG", mode="RGBA")))) as picture:
        assert picture.mode == "RGBA"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("orientation", "upright"), [(1, (60, 40)), (3, (60, 40)), (6, (40, 60))])
def test_picture_is_turned_upright(kind, orientation, upright):
    with Image.open(io.BytesIO(rebuilt(photo(kind, orientation=orientation)))) as picture:
        assert picture.size == upright
        corner = picture.convert("RGB").getpixel((2, 2))
    reddish = corner[0] > corner[1]
    assert reddish == (orientation != 3)


def test_large_picture_is_shrunk():
    with Image.open(io.BytesIO(rebuilt(photo(size=(6000, 3000))))) as picture:
        assert picture.size == (MAX_SIDE, MAX_SIDE // 2)


def test_animation_becomes_its_first_frame():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    with Image.open(io.BytesIO(rebuilt(out.getvalue()))) as picture:
        assert getattr(picture, "n_frames", 1) == 1


def test_ending_follows_the_content():
    for kind in KINDS:
        name = rebuild(ContentFile(photo(kind), name="folder/IMG.exe")).name
        assert name == f"IMG.{ENDINGS[kind]}"
    assert rebuild(ContentFile(photo()), "x.jpeg").name == "x.jpeg"


def test_same_upload_gives_the_same_bytes():
    assert rebuilt(photo()) == rebuilt(photo())


def test_second_pass_does_nothing():
    first = rebuild(ContentFile(photo(), name="a.jpg"))
    assert isinstance(first, RebuiltImage)
    assert rebuild(first) is first


def test_content_behind_the_picture_is_gone():
    assert b"<script>" not in rebuilt(photo() + b"<script>alert(1)</script>")


GIF = io.BytesIO()
Image.new("P", (2, 2)).save(GIF, "GIF")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", SVG, GIF.getvalue(), photo()[:300], photo("PNG")[:100], b"\0" * 1000],
    ids=["empty", "html", "svg", "gif", "cut jpeg", "cut png", "zeros"],
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(ValidationError) as caught:
        rebuilt(content)
    assert caught.value.code == "unreadable"


@pytest.mark.parametrize(("kind", "size"), [("PNG", (16_000, 8_000)), ("WEBP", (5_000, 5_000))])
def test_bombs_are_refused_quickly(kind, size):
    out = io.BytesIO()
    Image.new("L" if kind == "PNG" else "RGB", size).save(out, kind)
    begin = time.monotonic()
    with pytest.raises(ValidationError) as caught:
        rebuilt(out.getvalue())
    assert caught.value.code in ("too_large", "unreadable")
    assert time.monotonic() - begin < 1
