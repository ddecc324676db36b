"""Upload forms of the editors."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from portal.media.models.rebuilding import rebuild


class PictureField(WagtailImageField):
    """Wagtail's upload field; a picture cut short in its head is an error, not a crash."""

    def to_python(self, data):
        """Return the upload after Wagtail's own checks."""
        try:
            return super().to_python(data)
        except OSError as error:
            message = _("This picture arrived damaged. Please choose it again.")
            raise ValidationError(message, code="unreadable") from error


class PortalImageForm(BaseImageForm):
    """Wagtail's image form; a picture that cannot be rebuilt is an error beside its field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            file = self.fields["file"]
            self.fields["file"] = PictureField(
                label=file.label, required=file.required, widget=file.widget
            )

    def clean_file(self):
        """Return the rebuilt picture, or the present file when none was uploaded."""
        file = self.cleaned_data["file"]
        return rebuild(file) if file and "file" in self.changed_data else file
