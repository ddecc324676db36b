"""Pairing sheets 结对表: a spreadsheet of the bureau, read, shown, and only then written."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models.places import Place


class PairingSheet(models.Model):
    """An uploaded sheet of advisers and villages. Its rows are kept as read; the file is not."""

    class Status(models.TextChoices):
        READ = "read", _("waiting for confirmation")
        APPLIED = "applied", _("written into the register")
        DISCARDED = "discarded", _("thrown away")

    TRANSITIONS = {
        Status.READ: {Status.APPLIED, Status.DISCARDED},
        Status.APPLIED: set(),
        Status.DISCARDED: set(),
    }

    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.READ)
    file_name = models.CharField(_("name of the file"), max_length=120)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="+", verbose_name=_("for the villages of")
    )
    starts_on = models.DateField(
        _("first day"), help_text=_("New services begin on this day; old ones end the day before.")
    )
    is_complete = models.BooleanField(
        _("this sheet is complete"),
        default=False,
        help_text=_("Villages of the place that are not in the sheet lose their adviser."),
    )
    rows = models.JSONField(_("rows"), default=list)
    report = models.JSONField(_("report"), default=dict)
    uploaded_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    applied_at = models.DateTimeField(_("written at"), null=True, blank=True)

    class Meta:
        verbose_name = _("pairing sheet")
        verbose_name_plural = _("pairing sheets")
        ordering = ["-uploaded_at"]

    def __str__(self):
        return self.file_name
