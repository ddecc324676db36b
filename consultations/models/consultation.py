"""咨询: one villager's question and where it stands."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.models.choices import DUE_STATUSES, DeskRole, Kind, Status
from consultations.models.queryset import ConsultationQuerySet
from portal.vault.fields import EncryptedTextField


class Consultation(models.Model):
    """咨询: a question asked without an account, followed with a receipt.

    Everything the villager wrote is encrypted. ``form_key_hash`` makes a retry find the same row;
    ``receipt_hash`` and ``phone_tail_hash`` are all that is kept of the receipt.
    A complaint about the service lies on the bureau's desk from its first to its last day.
    ``waiting_since`` is when the present turn began (the desk's or the villager's).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    village = models.ForeignKey(
        "directory.Place", models.PROTECT, related_name="consultations", verbose_name=_("village")
    )
    topic = models.ForeignKey(
        "directory.Topic", models.PROTECT, related_name="+", verbose_name=_("topic")
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind.choices, default=Kind.QUESTION, editable=False
    )
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.SUBMITTED
    )
    form_key_hash = models.CharField(max_length=64, unique=True, editable=False)
    receipt_hash = models.CharField(max_length=64, unique=True, editable=False)
    phone_tail_hash = models.CharField(max_length=64, blank=True, editable=False)

    question = EncryptedTextField(_("question"))
    asker_name = EncryptedTextField(_("name"), blank=True)
    phone = EncryptedTextField(_("phone"), blank=True)
    other_party = EncryptedTextField(_("other party"), blank=True)
    concerns_committee = models.BooleanField(_("about the village committee"), default=False)

    adviser = models.ForeignKey(
        "directory.Adviser", models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    office = models.ForeignKey(
        "directory.Office", models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    desk_role = models.CharField(_("desk"), max_length=10, choices=DeskRole.choices)
    route_reason = models.CharField(_("why this desk"), max_length=200)
    routed_at = models.DateTimeField(_("sent to the desk at"))

    submitted_at = models.DateTimeField(_("asked at"))
    waiting_since = models.DateTimeField(_("waiting since"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    reopened_count = models.PositiveSmallIntegerField(_("times asked again"), default=0)
    rating = models.PositiveSmallIntegerField(
        _("rating"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    rating_note = EncryptedTextField(_("opinion"), blank=True)
    ledger_entry = models.OneToOneField(
        "ledger.Entry", models.PROTECT, null=True, blank=True, related_name="consultation"
    )
    consented_at = models.DateTimeField(_("agreed at"))

    objects = ConsultationQuerySet.as_manager()
    wagtail_reference_index_ignore = True  # Wagtail keeps no trace of a case

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["waiting_since", "pk"]
        indexes = [
            models.Index(
                fields=["adviser", "status", "waiting_since"], name="consultation_adviser"
            ),
            models.Index(fields=["office", "status", "waiting_since"], name="consultation_office"),
            models.Index(
                fields=["village", "status", "waiting_since"], name="consultation_village"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(adviser__isnull=False, office__isnull=True)
                | Q(adviser__isnull=True, office__isnull=False),
                name="consultation_has_one_desk",
                violation_error_message=_("A consultation lies on exactly one desk."),
            ),
            models.CheckConstraint(
                condition=Q(adviser__isnull=False, desk_role__in=["lead", "cover", "neighbour"])
                | Q(office__isnull=False, desk_role__in=["office", "bureau"]),
                name="consultation_role_fits_desk",
            ),
            models.CheckConstraint(
                condition=Q(kind="question") | Q(kind="complaint", desk_role="bureau"),
                name="consultation_complaint_at_bureau",
                violation_error_message=_("A complaint lies on the bureau's desk."),
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 5)),
                name="consultation_rating_1_to_5",
                violation_error_message=_("A rating is between 1 and 5."),
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_at__isnull=False),
                name="consultation_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status="answered") | Q(answered_at__isnull=False),
                name="consultation_answered_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(reopened_count__range=(0, 2)),
                name="consultation_reopened_at_most_twice",
                violation_error_message=_("A consultation can be asked again at most twice."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("submitted_at")),
                name="consultation_closed_after_asked",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="consultation_status_known"
            ),
        ]

    def __str__(self):
        return f"{self.village_id} {self.submitted_at:%Y-%m-%d} {self.get_status_display()}"

    def get_absolute_url(self):
        """Its screen at the desk."""
        return reverse("consultations:desk_thread", args=[self.public_id])

    @property
    def desk_name(self):
        """Who has it now, as the villager reads it."""
        return str(self.adviser or self.office)

    @property
    def is_complaint(self):
        """Whether it is about the service itself."""
        return self.kind == Kind.COMPLAINT

    @property
    def is_due(self):
        """Whether the desk is on turn."""
        return self.status in DUE_STATUSES

    def age(self, at=None):
        """Return how long the present turn has lasted (timedelta)."""
        return (at or timezone.now()) - self.waiting_since
