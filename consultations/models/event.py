"""What happened to a consultation."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.choices import ActorKind, EventKind, Status
from consultations.models.consultation import Consultation
from portal.vault.fields import EncryptedTextField


class EventQuerySet(models.QuerySet):
    """History rows."""

    def visible_to(self, user, at=None):
        """Return the history of the consultations that ``user`` may know of."""
        consultations = Consultation.objects.visible_to(user, at).order_by()
        return self.filter(consultation__in=consultations.values("pk"))

    def declines(self):
        """Return the events in which an adviser said no."""
        return self.filter(kind=EventKind.DECLINE)


class Event(models.Model):
    """办理记录: who did what when and why; append-only, the database refuses edits and deletions.

    ``note`` may quote the villager and is encrypted. ``notified_at`` is the outbox mark of the
    notice: the one field that may still change.
    """

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="events", verbose_name=_("consultation")
    )
    kind = models.CharField(_("event"), max_length=20, choices=EventKind.choices)
    from_status = models.CharField(_("from"), max_length=20, choices=Status.choices, blank=True)
    to_status = models.CharField(_("to"), max_length=20, choices=Status.choices)
    actor_kind = models.CharField(_("by"), max_length=10, choices=ActorKind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    note = EncryptedTextField(_("note"), blank=True)
    notified_at = models.DateTimeField(_("notified at"), null=True, blank=True)

    objects = EventQuerySet.as_manager()
    wagtail_reference_index_ignore = True  # Wagtail keeps no trace of a case

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(actor_kind__in=["villager", "system"], actor__isnull=True)
                | models.Q(actor_kind__in=["adviser", "office", "bureau"], actor__isnull=False),
                name="event_actor_fits_kind",
            )
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"
