"""The field for pictures of licences: each is made anew from its pixels before anything else."""

import base64
import io

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

from portal.media.models.rebuilding import rebuild

MOST_PICTURES = 3
MOST_BYTES = 8 * 1024 * 1024  # of one picture as it is sent
MAX_SIDE = 1600  # pixels of the longer side: the small print of a licence stays readable
QUALITY = 80
ACCEPTED = "image/jpeg,image/png,image/webp"


class PicturesInput(forms.FileInput):
    """One control for several pictures."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """One to three pictures; the value is a list of JPEG files in base 64."""

    widget = PicturesInput(attrs={"accept": ACCEPTED})
    default_error_messages = {
        "required": _("Please add a picture of your licence or certificate."),
        "too_many": _("Three pictures at most, please."),
        "too_big": _("%(name)s is larger than 8 MB. Please make it smaller or take it again."),
    }

    def clean(self, data, initial=None):
        """Check number and size before any picture is decoded."""
        files = [file for file in data or [] if file]
        if not files and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > MOST_PICTURES:
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        for file in files:
            if file.size > MOST_BYTES:
                words = self.error_messages["too_big"]
                raise ValidationError(words, code="too_big", params={"name": file.name[:40]})
        return [encoded(file) for file in files]


def encoded(file) -> str:
    """Return the picture in ``file`` as a plain JPEG in base 64; ``ValidationError`` if it is none.

    Nothing but pixels survives ``rebuild``; here the picture gets small, loses its transparency
    (on white) and becomes JPEG.
    """
    with Image.open(rebuild(file)) as picture:
        picture.thumbnail((MAX_SIDE, MAX_SIDE))
        upright = picture.convert("RGBA")
        plain = Image.new("RGB", upright.size, "white")
        plain.paste(upright, mask=upright.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, format="JPEG", quality=QUALITY, progressive=True)
    return base64.b64encode(out.getvalue()).decode("ascii")
