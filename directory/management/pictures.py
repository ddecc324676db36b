"""How the loaders of the demo county store the pictures they draw."""

from django.core.files.base import ContentFile
from wagtail.utils.file import hash_filelike

from portal.media.models import PortalImage


def store_picture(drawn: bytes, name: str, title: str, *specs: str) -> PortalImage:
    """Store ``drawn`` as a picture of the content, with the sizes ``specs`` that pages show."""
    image = PortalImage(title=title, file=ContentFile(drawn, name=name))
    image.file_size, image.file_hash = image.file.size, hash_filelike(image.file)
    image.save()
    image.get_renditions(*specs)
    return image
