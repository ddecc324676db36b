"""Lectures on law in a village."""

import uuid

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models.places import code_range
from knowledge.quarters import Quarter

EVERY = Q()


class LectureQuerySet(models.QuerySet):
    """Which lectures a page or a person may see."""

    def public(self):
        """Everything that was announced at some time: cancelled ones stay, and say so."""
        return self.exclude(status=Lecture.Status.PLANNED)

    def upcoming(self, at):
        """Announced lectures that are not over at the moment ``at``, the next one first."""
        announced = self.filter(status=Lecture.Status.ANNOUNCED, ends_at__gte=at)
        return announced.order_by("starts_at", "pk")

    def unreported(self, at):
        """Announced lectures that were over at the moment ``at``: held or not, nobody said."""
        return self.filter(status=Lecture.Status.ANNOUNCED, ends_at__lt=at)

    def in_quarter(self, quarter):
        """Lectures that begin in ``quarter``, whatever became of them."""
        return self.filter(starts_at__gte=quarter.begins_at, starts_at__lt=quarter.over_at)

    def unfiled(self):
        """Held lectures whose outline lies in no file yet."""
        return self.filter(status=Lecture.Status.HELD).exclude(filing__status="filed")

    def late(self, on):
        """Held in a quarter that was over on the day ``on``, and not filed: the oldest first."""
        late = self.unfiled().filter(starts_at__lt=Quarter.of(on).begins_at)
        return late.order_by("starts_at", "pk")

    def per_village(self, among=EVERY, **more):
        """Village code → {held, filed, coming}: how many lectures of each; one query.

        ``among`` limits what is counted, not the villages; ``more`` are further counts by name.
        """
        status = Lecture.Status
        held, coming = Q(status=status.HELD), Q(status__in=[status.PLANNED, status.ANNOUNCED])
        rows = self.order_by().values("village_id")
        rows = rows.annotate(
            held=Count("pk", filter=among & held),
            filed=Count("pk", filter=among & held & Q(filing__status="filed")),
            coming=Count("pk", filter=among & coming),
            **more,
        )
        return {row.pop("village_id"): row for row in rows}

    def in_village(self, place):
        """Lectures in ``place`` or in any village under it."""
        return self.filter(village__code__range=code_range(place.reach))

    def for_display(self):
        """With everything a row of a list shows, in one query."""
        return self.select_related("village__parent", "topic", "speaker")

    def for_desk(self):
        """With what staff work on: filing, outline, and how many people come."""
        return self.for_display().select_related("filing", "outline").with_coming()

    def with_coming(self):
        """With ``coming``: how many people said that they come."""
        signups = self._related("signups").filter(withdrawn_at=None)
        people = signups.annotate(whole=Sum("people")).values("whole")
        return self.annotate(coming=Coalesce(Subquery(people), 0))

    def with_pictures(self):
        """With ``pictures``: how many photos there are of it."""
        photos = self._related("photos").annotate(number=Count("pk")).values("number")
        return self.annotate(pictures=Coalesce(Subquery(photos), 0))

    def _related(self, name):
        """Rows of the relation ``name`` of the lecture outside, as one group."""
        rows = self.model._meta.get_field(name).related_model.objects
        return rows.filter(lecture=OuterRef("pk")).order_by().values("lecture")


class Lecture(models.Model):
    """A lecture (讲座): someone speaks about law to the people of a village."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        ANNOUNCED = "announced", _("announced")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    title = models.CharField(
        _("title"), max_length=80, help_text=_("As villagers would say it: 防骗：不轻信、不转账")
    )
    topic = models.ForeignKey(
        "directory.Topic", models.PROTECT, related_name="lectures", verbose_name=_("topic")
    )
    audience = models.CharField(
        _("audience"),
        max_length=60,
        blank=True,
        help_text=_("For whom, for example 全体村民、外出务工人员"),
    )
    village = models.ForeignKey(
        "directory.Place",
        models.PROTECT,
        limit_choices_to={"level": "village"},
        related_name="lectures",
        verbose_name=_("village"),
    )
    speaker = models.ForeignKey(
        "directory.Adviser", models.PROTECT, related_name="lectures", verbose_name=_("speaker")
    )
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    location = models.CharField(
        _("room"), max_length=80, help_text=_("Where exactly, for example 村部二楼会议室")
    )
    summary = models.TextField(
        _("about"),
        max_length=1000,
        blank=True,
        help_text=_("Two or three sentences: what one will know afterwards"),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.PLANNED, editable=False
    )
    sequence = models.PositiveIntegerField(_("calendar version"), default=0, editable=False)
    uid = models.UUIDField(_("calendar identity"), default=uuid.uuid4, unique=True, editable=False)
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)
    ledger_entry = models.OneToOneField(
        "ledger.Entry",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="lecture",
        verbose_name=_("ledger entry"),
    )

    outline = models.OneToOneField(
        "knowledge.Outline",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="lecture",
        verbose_name=_("outline"),
    )
    head_count = models.PositiveSmallIntegerField(
        _("how many people came"), null=True, blank=True, editable=False
    )

    objects = LectureQuerySet.as_manager()

    class Meta:
        verbose_name = _("lecture")
        verbose_name_plural = _("lectures")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["village", "starts_at"], name="knowledge_lecture_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="knowledge_lecture_ends_after_start",
                violation_error_message=_("A lecture ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(status="held", ledger_entry__isnull=False)
                | (~Q(status="held") & Q(ledger_entry__isnull=True)),
                name="knowledge_lecture_held_iff_in_ledger",
                violation_error_message=_("A held lecture, and no other, stands in the ledger."),
            ),
            models.CheckConstraint(
                condition=~Q(status="held") | Q(outline__isnull=False),
                name="knowledge_lecture_held_has_outline",
                violation_error_message=_("Without an outline a lecture cannot be marked held."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "announced", "held", "cancelled"]),
                name="knowledge_lecture_status",
                violation_error_message=_("Unknown status."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("knowledge:lecture", args=[self.pk])

    @property
    def minutes(self):
        """How long it lasts, in whole minutes."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def takes_signups(self, at):
        """Whether one can still say at the moment ``at`` that one comes."""
        return self.status == self.Status.ANNOUNCED and at < self.starts_at

    @property
    def whereabouts(self):
        """Village and room in one line, at most 200 characters."""
        return f"{self.village.full_name} {self.location}"[:200]

    def allows(self, action):
        """Whether ``action`` (a key of TRANSITIONS) may be done in the present status."""
        return self.status in TRANSITIONS[action][0]


# action: (statuses it starts from, status it leads to; None leaves it as it is)
TRANSITIONS = {
    "announce": ({Lecture.Status.PLANNED}, Lecture.Status.ANNOUNCED),
    "describe": ({Lecture.Status.PLANNED, Lecture.Status.ANNOUNCED}, None),
    "move": ({Lecture.Status.PLANNED, Lecture.Status.ANNOUNCED}, None),
    "hold": ({Lecture.Status.ANNOUNCED}, Lecture.Status.HELD),
    "outline": ({Lecture.Status.PLANNED, Lecture.Status.ANNOUNCED, Lecture.Status.HELD}, None),
    "photos": ({Lecture.Status.HELD}, None),
    "cancel": ({Lecture.Status.PLANNED, Lecture.Status.ANNOUNCED}, Lecture.Status.CANCELLED),
}
