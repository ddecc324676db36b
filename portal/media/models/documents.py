"""Files for download."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from portal.media.models.inspecting import inspect


class InspectedFieldFile(FieldFile):
    """Refuses to store what ``inspect`` refuses, whichever way it comes."""

    def save(self, name, content, save=True):
        """Store ``content``; raise ``ValidationError`` when it is not an allowed kind."""
        if not content.name:
            content.name = name
        inspect(content)
        super().save(name, content, save=save)


class InspectedFileField(models.FileField):
    """A file of an allowed kind."""

    attr_class = InspectedFieldFile


class PortalDocument(AbstractDocument):
    """A file that editors publish for download: form, guide, notice."""

    file = InspectedFileField(upload_to="documents", verbose_name=_("file"))

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self):
        """Put a refusal beside the file's field in forms."""
        super().clean()
        if self.file and not self.file._committed:
            try:
                inspect(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error
