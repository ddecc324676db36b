"""What was written in the thread of a consultation."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.choices import ActorKind
from consultations.models.consultation import Consultation
from portal.vault.fields import EncryptedTextField

SENDERS = [
    (kind.value, kind.label)
    for kind in (ActorKind.VILLAGER, ActorKind.ADVISER, ActorKind.OFFICE, ActorKind.BUREAU)
]


class MessageQuerySet(models.QuerySet):
    """What was written in threads."""

    def visible_to(self, user, at=None):
        """Return the messages that ``user`` may read."""
        consultations = Consultation.objects.readable_by(user, at).order_by()
        return self.filter(consultation__in=consultations.values("pk"))


class Message(models.Model):
    """留言: one text in the thread, after the question itself. A villager's has no author."""

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="messages", verbose_name=_("consultation")
    )
    sender = models.CharField(_("sender"), max_length=10, choices=SENDERS)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = EncryptedTextField(_("text"))
    sent_at = models.DateTimeField(_("sent at"))

    objects = MessageQuerySet.as_manager()
    wagtail_reference_index_ignore = True  # Wagtail keeps no trace of a case

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sender="villager", author__isnull=True)
                | (~models.Q(sender="villager") & models.Q(author__isnull=False)),
                name="message_author_fits_sender",
            )
        ]

    def __str__(self):
        return f"{self.get_sender_display()} {self.sent_at:%Y-%m-%d %H:%M}"
