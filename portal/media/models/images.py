"""Pictures of the content."""

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile, ImageFileDescriptor
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from portal.media.models.rebuilding import rebuild


class CleanImageDescriptor(ImageFileDescriptor):
    """Rebuilds a file at the moment it is assigned, before its size and hash are taken."""

    def __set__(self, instance, value):
        if isinstance(value, File) and not isinstance(value, FieldFile):
            value = rebuild(value)
        super().__set__(instance, value)


class CleanImageFieldFile(WagtailImageFieldFile):
    """Rebuilds what is handed straight to ``image.file.save``."""

    def save(self, name, content, save=True):
        """Store the rebuilt ``content``; raise ``ValidationError`` when it is no picture."""
        clean = rebuild(content, name)
        super().save(clean.name, clean, save=save)


class CleanImageField(WagtailImageField):
    """The one door to a picture's file: upload form, multiple upload, chooser, command and code.

    There is no way round it short of writing into the media folder, because a model's file is
    either assigned (the descriptor) or saved (the field file).
    """

    attr_class = CleanImageFieldFile
    descriptor_class = CleanImageDescriptor


class PortalImage(AbstractImage):
    """A picture of the content: portrait, figure, share image. It holds pixels and nothing else."""

    file = CleanImageField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def drawn(self, spec: str) -> "PortalRendition | None":
        """The size ``spec`` when it was drawn before, else None: no visit waits for drawing."""
        try:
            self.find_existing_rendition(Filter(spec=spec))
        except PortalRendition.DoesNotExist:
            return None
        return self.get_rendition(spec)  # as found, and kept in the cache


class PortalRendition(AbstractRendition):
    """A resized copy of a picture."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def __str__(self):
        return f"{self.image} ({self.filter_spec})"
