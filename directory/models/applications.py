"""Joining the programme: an application 申请, its proofs, and the bureau's decision (R06)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.advisers import Adviser
from directory.models.places import Place
from portal.vault.fields import EncryptedTextField


class Application(models.Model):
    """Somebody asks to become an adviser 顾问申请. Contact and proofs are encrypted at rest."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("waiting for the bureau")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    TRANSITIONS = {
        Status.SUBMITTED: {Status.ACCEPTED, Status.REFUSED, Status.WITHDRAWN},
        Status.ACCEPTED: set(),
        Status.REFUSED: set(),
        Status.WITHDRAWN: set(),
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(
        _("state"), max_length=10, choices=Status, default=Status.SUBMITTED, editable=False
    )
    form_key_hash = models.CharField(max_length=64, unique=True, editable=False)
    receipt_hash = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20, choices=Adviser.Kind)
    firm_name = models.CharField(
        _("firm"), max_length=80, blank=True, help_text=_("Law firm or legal service office")
    )
    licence_number = EncryptedTextField(
        _("number of the licence"),
        max_length=40,
        help_text=_("Practising licence, or the certificate of the former office"),
    )
    phone = EncryptedTextField(_("phone"), max_length=20)
    townships = models.ManyToManyField(
        Place,
        blank=True,
        related_name="applications",
        limit_choices_to={"level": "township"},
        verbose_name=_("preferred townships"),
    )
    statement = EncryptedTextField(_("what the bureau should know"), max_length=600, blank=True)
    consented_at = models.DateTimeField(_("agreed to the use of the data at"))
    submitted_at = models.DateTimeField(_("received at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("decided by"),
    )
    decision_reason = models.CharField(
        _("reason of the decision"), max_length=300, blank=True, editable=False
    )
    adviser = models.OneToOneField(
        Adviser,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="application",
        editable=False,
        verbose_name=_("adviser"),
    )

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-submitted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["submitted", "withdrawn"], adviser__isnull=True)
                | (
                    Q(status="refused", adviser__isnull=True, decided_at__isnull=False)
                    & ~Q(decision_reason="")
                )
                | (
                    Q(status="accepted", adviser__isnull=False, decided_at__isnull=False)
                    & ~Q(decision_reason="")
                ),
                name="directory_application_decision_complete",
                violation_error_message=_("A decision needs its reason."),
            )
        ]

    def __str__(self):
        return self.name


class Proof(models.Model):
    """A picture of a licence or certificate 资格证明, made anew from its pixels and encrypted."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="proofs", verbose_name=_("application")
    )
    position = models.PositiveSmallIntegerField(_("number"))
    picture = EncryptedTextField(_("picture"), help_text=_("JPEG in base 64"))

    class Meta:
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")
        ordering = ["application", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"], name="directory_proof_position_once"
            )
        ]

    def __str__(self):
        return f"{self.application} {self.position}"
