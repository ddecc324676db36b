"""Pictures as phones make them, with everything they tell about their owner."""

import io

import factory
from django.core.files.base import ContentFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from portal.media.models import PortalDocument, PortalImage

CANARY = "CANARY-29.1170N-110.4790E"
XMP = (
    '<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description '
    f'exif:GPSLatitude="29,7N" dc:creator="{CANARY}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
).encode()
ORIENTATION, MAKE, GPS_IFD, THUMBNAIL_IFD = 0x0112, 0x010F, 0x8825, 1


def exif(orientation=1):
    """Return EXIF with maker, GPS position and ``orientation``."""
    tags = Image.Exif()
    tags[MAKE] = CANARY
    tags[ORIENTATION] = orientation
    tags.get_ifd(GPS_IFD).update({1: "N", 2: (29.0, 7.0, 1.0), 3: "E", 4: (110.0, 28.0, 44.0)})
    return tags


def photo(kind="JPEG", size=(60, 40), orientation=1, mode="RGB"):
    """Return the bytes of a picture whose left half is red, with GPS in every place it can sit."""
    picture = Image.new(mode, size, (20, 120, 40, 255)[: len(mode)])
    picture.paste((200, 20, 20, 255)[: len(mode)], (0, 0, size[0] // 2, size[1]))
    options = {"exif": exif(orientation)}
    if kind == "JPEG":
        options |= {"comment": CANARY.encode(), "xmp": XMP, "icc_profile": b"x" * 200}
    elif kind == "PNG":
        text = PngInfo()
        text.add_text("Author", CANARY)
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = text
    else:
        options |= {"xmp": XMP, "icc_profile": b"y" * 200}
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return with_iptc(out.getvalue()) if kind == "JPEG" else out.getvalue()


def with_iptc(jpeg):
    """Return ``jpeg`` with a Photoshop segment that holds an IPTC city and a maker note."""
    iptc = b"\x1c\x02\x5a" + len(CANARY).to_bytes(2, "big") + CANARY.encode()
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(iptc).to_bytes(4, "big") + iptc
    return jpeg[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + jpeg[2:]


class ImageFactory(factory.django.DjangoModelFactory):
    """A stored picture, made from a phone's photo."""

    title = factory.Sequence(lambda n: f"图片{n}")
    file = factory.LazyFunction(lambda: ContentFile(photo(), name="photo.jpg"))

    class Meta:
        model = PortalImage


class DocumentFactory(factory.django.DjangoModelFactory):
    """A stored PDF."""

    title = factory.Sequence(lambda n: f"文件{n}")
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7\n", name="guide.pdf"))

    class Meta:
        model = PortalDocument
