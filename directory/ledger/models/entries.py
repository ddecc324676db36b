"""Ledger 台账: one volume per village, one entry per service (A: 一次一记、一村一卷)."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from directory.models import Adviser, Place


class Volume(models.Model):
    """The volume 卷 of one village."""

    village = models.OneToOneField(
        Place,
        models.PROTECT,
        primary_key=True,
        related_name="volume",
        limit_choices_to={"level": "village"},
        verbose_name=_("village"),
    )
    opened_on = models.DateField(_("opened on"))

    class Meta:
        verbose_name = _("ledger volume")
        verbose_name_plural = _("ledger volumes")
        ordering = ["village"]

    def __str__(self):
        return str(self.village)


class EntryQuerySet(models.QuerySet):
    def in_village(self, place):
        return self.filter(volume=place.pk)

    def standing(self):
        """Entries that no later entry corrects."""
        return self.filter(correction=None)

    def counts(self, day):
        """Standing entries of the month and the year of ``day``, by kind, in one query:
        ``{"month": {"visit": 2, …, "total": 3}, "year": {…}}``."""
        this_month = Q(happened_on__month=day.month)
        rows = self.standing().filter(happened_on__year=day.year, happened_on__lte=day)
        found = (
            rows.order_by()
            .values_list("kind")
            .annotate(year=Count("pk"), month=Count("pk", filter=this_month))
        )
        counts = {span: dict.fromkeys(Entry.Kind.values, 0) for span in ("year", "month")}
        for kind, year, month in found:
            counts["year"][kind], counts["month"][kind] = year, month
        for kinds in counts.values():
            kinds["total"] = sum(kinds.values())
        return counts


class Entry(models.Model):
    """One service act 台账条目. Numbers run 1, 2, 3… per volume without a gap.

    Never edited, never deleted (the database refuses): a mistake is corrected by a later entry that
    names it. Holds no personal data of villagers, since it outlives the questions.
    """

    class Kind(models.TextChoices):
        CONSULTATION = "consultation", _("consultation")
        LECTURE = "lecture", _("lecture")
        VISIT = "visit", _("visit")
        OTHER = "other", _("other service")

    volume = models.ForeignKey(
        Volume, models.PROTECT, related_name="entries", verbose_name=_("volume")
    )
    number = models.PositiveIntegerField(_("number"), validators=[MinValueValidator(1)])
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    happened_on = models.DateField(_("happened on"))
    adviser = models.ForeignKey(
        Adviser, models.PROTECT, related_name="ledger_entries", verbose_name=_("adviser")
    )
    summary = models.CharField(
        _("what was done"),
        max_length=200,
        help_text=_("Without names, phones or addresses of villagers."),
    )
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="correction",
        verbose_name=_("corrects"),
    )
    recorded_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    recorded_at = models.DateTimeField(_("written at"), auto_now_add=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["volume", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["volume", "number"],
                name="ledger_entry_number_once",
                violation_error_message=_("This number is taken."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["consultation", "lecture", "visit", "other"]),
                name="ledger_entry_kind",
                violation_error_message=_("Unknown kind."),
            ),
            models.CheckConstraint(
                condition=~Q(summary=""),
                name="ledger_entry_summary_written",
                violation_error_message=_("Say what was done."),
            ),
        ]
        indexes = [
            models.Index(fields=["volume", "happened_on", "kind"], name="ledger_entry_by_day")
        ]

    def __str__(self):
        return f"{self.volume_id}-{self.number}"

    def clean(self):
        if self.corrects_id and self.corrects.volume_id != self.volume_id:
            raise ValidationError({"corrects": _("A correction belongs to the same volume.")})
