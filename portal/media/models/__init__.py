"""Images and documents that editors publish. Consultations never use them."""

from portal.media.models.documents import PortalDocument
from portal.media.models.images import PortalImage, PortalRendition

__all__ = ["PortalDocument", "PortalImage", "PortalRendition"]
