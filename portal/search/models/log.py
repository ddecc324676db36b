"""What people search for, as numbers for each day: nothing about who, where or at what time."""

from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

FEW = 3
"""Words that fewer people searched for are shown to nobody."""
UNNAMED = ""
"""The words of all searches that are counted without their words."""
NUMBERS = ("searches", "unfound", "opened", "places")


class SoughtTextQuerySet(models.QuerySet):
    """What the report may show."""

    def lately(self, since):
        """Return the words that many searched for since the day ``since``, with their numbers."""
        sums = {
            name: Coalesce(Sum(f"days__{name}", filter=Q(days__day__gte=since)), 0)
            for name in NUMBERS
        }
        common = self.filter(is_common=True).exclude(text=UNNAMED)
        return common.annotate(**sums).filter(searches__gte=FEW)


class SoughtText(models.Model):
    """Words that were searched for (搜索用语), first by somebody, at last by many.

    ``marks`` tell the first few askers apart: a keyed hash of each network address, cut to one
    byte, which stands for every 256th address there is. They go when there are enough of them.
    """

    text = models.CharField(_("what was searched for"), max_length=20, unique=True)
    first_on = models.DateField(_("first searched on"))
    is_common = models.BooleanField(_("searched by several"), default=False)
    marks = models.CharField(_("marks"), max_length=2 * (FEW - 1), blank=True)

    objects = SoughtTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("words searched for")
        verbose_name_plural = _("words searched for")

    def __str__(self):
        return self.text or "–"

    def met(self, client):
        """Take note of one more asker, without saving: ``FEW`` different ones make it common."""
        mark = salted_hmac("portal.search.asker", f"{self.text}\n{client}").hexdigest()[:2]
        known = {self.marks[at : at + 2] for at in range(0, len(self.marks), 2)} | {mark}
        self.is_common = len(known) >= FEW
        self.marks = "" if self.is_common else "".join(sorted(known))


class DayQuerySet(models.QuerySet):
    """Counting, in statements that lose nothing beside each other."""

    def add(self, *, defaults, **row):
        """Add ``defaults`` to the numbers of the one row ``row``, made when it is missing."""
        more = {name: F(name) + number for name, number in defaults.items()}
        if not self.filter(**row).update(**more):
            self.bulk_create([self.model(**row)], ignore_conflicts=True)
            self.filter(**row).update(**more)


class SoughtDayQuerySet(DayQuerySet):
    """What the report may show."""

    def totals(self, since):
        """Return all numbers added up since the day ``since``, with words and without."""
        sums = {name: Coalesce(Sum(name), 0) for name in NUMBERS}
        return self.filter(day__gte=since).aggregate(**sums)


class OpenedDayQuerySet(DayQuerySet):
    """What the report may show."""

    def lately(self, since):
        """Return ``{"key": …, "times": …}`` of what was opened since ``since``, not just by few."""
        rows = self.filter(day__gte=since).order_by().values("key")
        return rows.annotate(times=Sum("opened")).filter(times__gte=FEW)


class SoughtDay(models.Model):
    """How often words were searched for on a day, and what came of it."""

    sought = models.ForeignKey(
        SoughtText, models.CASCADE, related_name="days", verbose_name=_("words searched for")
    )
    day = models.DateField(_("day"), db_index=True)
    searches = models.PositiveIntegerField(_("searches"), default=0)
    unfound = models.PositiveIntegerField(_("found nothing"), default=0)
    opened = models.PositiveIntegerField(_("results opened"), default=0)
    places = models.PositiveIntegerField(
        _("places added up"), default=0, help_text=_("Of the results that were opened: 1 is first")
    )

    objects = SoughtDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("searches of a day")
        verbose_name_plural = _("searches of a day")
        constraints = [
            models.UniqueConstraint(fields=["sought", "day"], name="search_sought_once_a_day")
        ]

    def __str__(self):
        return f"{self.day}: {self.searches}"


class OpenedDay(models.Model):
    """How often a document was opened from the results of a day."""

    key = models.CharField(_("result opened"), max_length=120)
    day = models.DateField(_("day"), db_index=True)
    opened = models.PositiveIntegerField(_("times opened"), default=0)

    objects = OpenedDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("results opened on a day")
        verbose_name_plural = _("results opened on a day")
        constraints = [
            models.UniqueConstraint(fields=["key", "day"], name="search_opened_once_a_day")
        ]

    def __str__(self):
        return f"{self.day}: {self.key} {self.opened}"
