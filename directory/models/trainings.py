"""Trainings 培训: who came, and hence who may be certified (R07: trained before certified)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models.advisers import Adviser


class Training(models.Model):
    """A training for advisers 岗前培训. Its day stays once somebody's attendance is written."""

    title = models.CharField(_("title"), max_length=80)
    held_on = models.DateField(_("held on"))
    location = models.CharField(_("venue"), max_length=80, blank=True)
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["-held_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "held_on"],
                name="directory_training_once",
                violation_error_message=_("There is a training of this title on that day."),
            )
        ]

    def __str__(self):
        return f"{self.title} {self.held_on}"


class Attendance(models.Model):
    """An adviser came to a training 参训. A certificate stands on it and keeps it there."""

    training = models.ForeignKey(
        Training, models.PROTECT, related_name="attendances", verbose_name=_("training")
    )
    adviser = models.ForeignKey(
        Adviser, models.PROTECT, related_name="attendances", verbose_name=_("adviser")
    )

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["training", "adviser"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "adviser"],
                name="directory_attendance_once",
                violation_error_message=_("This adviser is on the list already."),
            )
        ]

    def __str__(self):
        return f"{self.adviser} {self.training}"
