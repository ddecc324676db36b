"""What has a first and a last day, both counted."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TermQuerySet(models.QuerySet):
    """Rows with a first day and a last day (both inclusive; no last day: until further notice)."""

    def current(self, on=None):
        """Rows whose term holds on the day ``on`` (today)."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def overlapping(self, starts_on, ends_on=None):
        """Rows that share at least one day with the term given."""
        rows = self.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
        return rows.filter(starts_on__lte=ends_on) if ends_on else rows


class Term(models.Model):
    """First and last day, both inclusive."""

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_days_in_order",
                violation_error_message=_("The last day cannot be before the first day."),
            )
        ]

    def holds_on(self, day):
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


class ClosedTerm(Term):
    """A term whose last day is known from the start."""

    ends_on = models.DateField(_("last day"))

    class Meta(Term.Meta):
        abstract = True
