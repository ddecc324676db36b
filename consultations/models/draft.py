"""What a villager has typed so far."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.vault.fields import EncryptedTextField


class DraftQuerySet(models.QuerySet):
    """Half-filled questions."""

    def alive(self, at):
        """Return those that have not expired at the moment ``at``."""
        return self.filter(expires_at__gt=at)

    def visible_to(self, user):
        """Return none: a draft belongs to the browser that holds its key and to nobody of staff."""
        return self.none()


class Draft(models.Model):
    """草稿: the answers given so far in the ask flow, encrypted, kept 24 hours.

    The browser holds a random key in an HttpOnly cookie; the row only its keyed hash. ``data`` is
    a JSON object; it is emptied when the question is sent (``step`` "receipt").
    """

    key_hash = models.CharField(max_length=64, primary_key=True)
    data = EncryptedTextField(_("answers so far"), blank=True)
    step = models.CharField(_("last step"), max_length=20)
    expires_at = models.DateTimeField(_("kept until"), db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self):
        return f"{self.step} {self.expires_at:%Y-%m-%d %H:%M}"
