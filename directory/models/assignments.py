"""Who serves which village: assignment 结对, cover 代班, leave 请假."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from directory.models.advisers import Adviser, Certificate, valid_certificate
from directory.models.places import Place, code_range
from directory.models.terms import ClosedTerm, Term, TermQuerySet

MOST_VILLAGES = 5  # B: one adviser serves in principle at most five villages


class ServiceQuerySet(TermQuerySet):
    def serving(self, on=None):
        """Terms that hold on the day, under a certificate in force."""
        return self.current(on).filter(valid_certificate(on, "certificate__"))

    def under(self, place):
        """Services of the villages under ``place``."""
        return self.filter(village__code__range=code_range(place.reach))

    def with_adviser(self, on=None):
        """Joins adviser, firm and photo, and says ``is_away``: a card needs no further query."""
        absent = Leave.objects.current(on).filter(adviser=OuterRef("certificate_id"))
        rows = self.select_related("certificate__adviser__firm", "certificate__adviser__photo")
        return rows.annotate(is_away=Exists(absent))

    def adviser_ids(self):
        return self.order_by().values("certificate_id")


class Service(models.Model):
    """One adviser for one village. The key to the certificate makes "certified" a constraint."""

    is_away: bool  # by ServiceQuerySet.with_adviser

    village = models.ForeignKey(
        Place,
        models.PROTECT,
        related_name="%(class)ss",
        limit_choices_to={"level": "village"},
        verbose_name=_("village"),
    )
    certificate = models.ForeignKey(
        Certificate,
        models.PROTECT,
        db_column="adviser_id",
        related_name="%(class)ss",
        verbose_name=_("adviser"),
    )

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.village} {self.adviser} {self.starts_on}"

    @property
    def adviser(self):
        return self.certificate.adviser

    def clean(self):
        """The rules of the database, said in words before it has to refuse."""
        if not (self.village_id and self.certificate_id and self.starts_on):
            return
        if self.village.level != Place.Level.VILLAGE:
            raise ValidationError({"village": _("Advisers serve villages, not larger places.")})
        if self._state.adding and not self.village.is_active:
            raise ValidationError({"village": _("This village is closed.")})
        if self._is_new_service() and not self.certificate.is_valid_on(self.starts_on):
            raise ValidationError(
                {"certificate": _("The adviser's certificate is not valid on the first day.")}
            )
        others = type(self).objects.exclude(pk=self.pk).filter(village=self.village)
        if others.overlapping(self.starts_on, self.ends_on).exists():
            raise ValidationError({"starts_on": self.OVERLAP_MESSAGE})

    def _is_new_service(self):
        same = {"certificate": self.certificate_id, "starts_on": self.starts_on}
        return not type(self).objects.filter(pk=self.pk, **same).exists()


class Assignment(Service, Term):
    """An adviser is a village's lead 结对. Never deleted: it ends, and stays as history.

    ``slot`` (1 to 5) is unique among the overlapping terms of one adviser: that makes the cap of
    five villages (R03) a rule of the database. A term beyond it has no slot but the bureau's
    written reason.
    """

    OVERLAP_MESSAGE = _("The village already has an adviser in this term.")

    slot = models.PositiveSmallIntegerField(
        _("place among the five"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_VILLAGES)],
    )
    exception_reason = models.CharField(
        _("reason for more than five villages"), max_length=200, blank=True
    )
    end_reason = models.CharField(_("reason for the end"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)

    objects: ClassVar = ServiceQuerySet.as_manager()

    class Meta(Term.Meta):
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["village", "-starts_on"]
        constraints = [
            *Term.Meta.constraints,
            models.CheckConstraint(
                condition=Q(slot__isnull=False, slot__gte=1, slot__lte=MOST_VILLAGES)
                | (Q(slot__isnull=True) & ~Q(exception_reason="")),
                name="directory_assignment_cap_or_reason",
                violation_error_message=_(
                    "More than five villages need the bureau's written reason."
                ),
            ),
        ]


class Cover(Service, ClosedTerm):
    """Another adviser stands in for a village's lead 代班 for some days."""

    OVERLAP_MESSAGE = _("Somebody already stands in for this village on some of these days.")

    reason = models.CharField(_("reason"), max_length=200)

    objects: ClassVar = ServiceQuerySet.as_manager()

    class Meta(ClosedTerm.Meta):
        verbose_name = _("cover")
        verbose_name_plural = _("covers")
        ordering = ["-starts_on", "village"]


class Leave(ClosedTerm):
    """Days on which an adviser takes no questions 请假."""

    adviser = models.ForeignKey(
        Adviser, models.PROTECT, related_name="leaves", verbose_name=_("adviser")
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta(ClosedTerm.Meta):
        verbose_name = _("leave")
        verbose_name_plural = _("leaves")
        ordering = ["-starts_on"]

    def __str__(self):
        return f"{self.adviser} {self.starts_on}–{self.ends_on}"
