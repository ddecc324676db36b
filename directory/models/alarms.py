"""Alarms 预警: what the nightly check of the register found, until it is settled."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.places import Place


class AlarmQuerySet(models.QuerySet):
    """Alarms by their state."""

    def standing(self):
        return self.filter(settled_on=None)


class Alarm(models.Model):
    """One thing that is or soon will be wrong; settled by itself when the cause is gone.

    ``subject`` is the key of what it is about ("certificate:12", "village:430802001001"); one
    alarm of a kind stands for a subject at a time.
    """

    class Kind(models.TextChoices):
        NO_DESK = "no_desk", _("nobody answers for the village")
        UNSERVED = "unserved", _("village without an adviser")
        CERTIFICATE_ENDING = "certificate_ending", _("certificate ends soon")
        CERTIFICATE_ENDED = "certificate_ended", _("certificate lapsed while serving")
        CONTRACT_ENDING = "contract_ending", _("contract ends soon")
        CONTRACT_ENDED = "contract_ended", _("contract lapsed without a new one")
        QR_ENDING = "qr_ending", _("picture of a WeChat group lapses")
        CLOSED_PLACE = "closed_place", _("a closed place is still served")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    subject = models.CharField(_("about"), max_length=60)
    label = models.CharField(_("in words"), max_length=120)
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alarms",
        verbose_name=_("place"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    found_on = models.DateField(_("found on"))
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    told_at = models.DateTimeField(_("bureau told at"), null=True, blank=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        ordering = ["settled_on", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(settled_on=None),
                name="directory_alarm_stands_once",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.label}"
