"""Plans 调整方案: a fairer allocation worked out in the background, accepted row by row (R12)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.advisers import Certificate
from directory.models.assignments import Assignment
from directory.models.places import Place


class Plan(models.Model):
    """One calculation: for which villages, under which wishes, how far it is, what it found."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being worked out")
        DONE = "done", _("ready")
        INFEASIBLE = "infeasible", _("cannot be done")
        FAILED = "failed", _("broken off")

    TRANSITIONS = {
        Status.QUEUED: {Status.RUNNING, Status.FAILED},
        Status.RUNNING: {Status.DONE, Status.INFEASIBLE, Status.FAILED, Status.RUNNING},
        Status.DONE: set(),
        Status.INFEASIBLE: set(),
        Status.FAILED: {Status.RUNNING},
    }

    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.QUEUED)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="+", verbose_name=_("for the villages of")
    )
    starts_on = models.DateField(_("changes begin on"))
    change_cost_km = models.FloatField(
        _("a change must save at least (km)"),
        default=5,
        help_text=_("The higher, the fewer villages get another adviser."),
    )
    preference_km = models.FloatField(
        _("a preferred township is worth (km)"),
        default=10,
        help_text=_("So much further an adviser may travel within a township of choice."),
    )
    leavers = models.ManyToManyField(
        Certificate, blank=True, related_name="+", verbose_name=_("what if these leave")
    )
    progress = models.PositiveSmallIntegerField(_("progress in percent"), default=0)
    figures = models.JSONField(_("figures"), default=dict)
    problems = models.JSONField(_("what stands against it"), default=list)
    created_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", verbose_name=_("asked for by")
    )
    created_at = models.DateTimeField(_("asked for at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(progress__lte=100), name="directory_plan_progress_in_percent"
            ),
            models.CheckConstraint(
                condition=Q(change_cost_km__gte=0, preference_km__gte=0),
                name="directory_plan_weights",
                violation_error_message=_("Kilometres cannot be below zero."),
            ),
        ]

    def __str__(self):
        return f"{self.place} {self.starts_on}"


class PlanRow(models.Model):
    """One village in a plan: who serves it, who should, and what somebody decided about it."""

    class Decision(models.TextChoices):
        OPEN = "open", _("not decided")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rows", verbose_name=_("plan"))
    village = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("village"))
    before = models.ForeignKey(
        Certificate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("adviser now"),
    )
    after = models.ForeignKey(
        Certificate, models.PROTECT, related_name="+", verbose_name=_("proposed adviser")
    )
    before_km = models.FloatField(_("km now"), null=True, blank=True)
    after_km = models.FloatField(_("km then"), null=True, blank=True)
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, default=Decision.OPEN
    )
    assignment = models.OneToOneField(
        Assignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_row",
        verbose_name=_("assignment"),
    )

    class Meta:
        verbose_name = _("row of a plan")
        verbose_name_plural = _("rows of a plan")
        ordering = ["plan", "village"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "village"], name="directory_planrow_village_once"
            ),
            models.CheckConstraint(
                condition=Q(decision="accepted", assignment__isnull=False)
                | (~Q(decision="accepted") & Q(assignment__isnull=True)),
                name="directory_planrow_accepted_has_assignment",
            ),
        ]

    def __str__(self):
        return f"{self.village} {self.after}"
