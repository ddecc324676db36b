"""The user model."""

from base64 import b32encode

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice


class User(AbstractUser):
    """A person of staff who logs in: editor, adviser, clerk, office or bureau.

    Villagers have no account.
    """

    display_name = models.CharField(_("name shown"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.display_name or self.username

    def get_full_name(self):
        """Return the name shown, which Chinese names need whole."""
        return self.display_name or super().get_full_name()

    @property
    def device(self) -> TOTPDevice | None:
        """The confirmed second factor, if there is one."""
        return TOTPDevice.objects.filter(user=self, confirmed=True).order_by("pk").first()

    @property
    def pending_device(self) -> TOTPDevice | None:
        """The second factor that was started and waits for its first code."""
        return TOTPDevice.objects.filter(user=self, confirmed=False).order_by("pk").first()


def manual_key(device: TOTPDevice) -> str:
    """Return the key of ``device`` for typing: base32 in groups of four."""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
