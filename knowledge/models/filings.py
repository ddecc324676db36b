"""A village asks for a lecture; a held lecture's outline is filed at the township office."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.places import code_range


class PlacedQuerySet(models.QuerySet):
    """Rows that lie in a village, by ``village_path``."""

    def within(self, reaches, path="village"):
        """Rows under any of the code prefixes ``reaches``."""
        wanted = Q(pk__in=[])
        for reach in reaches:
            wanted |= Q(**{f"{path}__pk__range": code_range(reach)})
        return self.filter(wanted)


class FilingQuerySet(PlacedQuerySet):
    """What lies at an office, and what it has taken into its file."""

    def submitted(self):
        """Waiting for the office, the longest first."""
        return self.filter(status=Filing.Status.SUBMITTED).order_by("submitted_at", "pk")

    def filed_for(self, quarter):
        """Filed lectures of ``quarter``, in the order of their numbers."""
        lectures = {
            "lecture__starts_at__gte": quarter.begins_at,
            "lecture__starts_at__lt": quarter.over_at,
        }
        filed = self.filter(status=Filing.Status.FILED, **lectures)
        return filed.order_by("township", "year", "serial")

    def for_display(self):
        """With the lecture, its village and speaker, in one query."""
        return self.select_related(
            "lecture__village__parent", "lecture__speaker", "lecture__topic", "lecture__outline"
        )


class LectureRequest(models.Model):
    """A village asks for a lecture for an audience (讲座申请), written by its clerk."""

    class Status(models.TextChoices):
        OPEN = "open", _("waiting")
        PLANNED = "planned", _("planned")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    village = models.ForeignKey(
        "directory.Place",
        models.PROTECT,
        limit_choices_to={"level": "village"},
        related_name="lecture_requests",
        verbose_name=_("village"),
    )
    topic = models.ForeignKey(
        "directory.Topic", models.PROTECT, related_name="lecture_requests", verbose_name=_("topic")
    )
    audience = models.CharField(
        _("audience"), max_length=60, help_text=_("For whom, for example 外出务工人员、老人")
    )
    people = models.PositiveSmallIntegerField(_("how many people, about"), null=True, blank=True)
    wish = models.CharField(
        _("when it suits"),
        max_length=120,
        blank=True,
        help_text=_("For example 下个月赶集那天上午"),
    )
    note = models.CharField(
        _("what matters"),
        max_length=500,
        blank=True,
        help_text=_("No names, no cases"),
    )
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.OPEN, editable=False
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("requested by"),
    )
    requested_at = models.DateTimeField(_("requested at"), auto_now_add=True)
    lecture = models.OneToOneField(
        "knowledge.Lecture",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="request",
        verbose_name=_("lecture"),
    )
    answer = models.CharField(_("answer"), max_length=200, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a lecture")
        verbose_name_plural = _("requests for lectures")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="planned", lecture__isnull=False)
                | (~Q(status="planned") & Q(lecture__isnull=True)),
                name="knowledge_request_planned_iff_lecture",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(answer=""),
                name="knowledge_request_declined_says_why",
                violation_error_message=_("Write why it is declined."),
            ),
        ]

    def __str__(self):
        return f"{self.village}: {self.topic}"


class Filing(models.Model):
    """The filing (备案) of a held lecture at the judicial office of its township, by quarter."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("submitted")
        FILED = "filed", _("filed")
        RETURNED = "returned", _("returned")

    lecture = models.OneToOneField(
        "knowledge.Lecture",
        models.PROTECT,
        primary_key=True,
        related_name="filing",
        verbose_name=_("lecture"),
    )
    township = models.ForeignKey(
        "directory.Place", models.PROTECT, related_name="filings", verbose_name=_("township")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.SUBMITTED, editable=False
    )
    submitted_at = models.DateTimeField(_("submitted at"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    reason = models.CharField(_("why it was returned"), max_length=300, blank=True)

    objects = FilingQuerySet.as_manager()

    class Meta:
        verbose_name = _("filing")
        verbose_name_plural = _("filings")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["township", "year", "serial"], name="knowledge_filing_number_once"
            ),
            models.CheckConstraint(
                condition=Q(status="filed", serial__gte=1)
                | (~Q(status="filed") & Q(serial__isnull=True)),
                name="knowledge_filed_iff_numbered",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(reason=""),
                name="knowledge_returned_says_why",
                violation_error_message=_("Write what is missing."),
            ),
        ]

    def __str__(self):
        return self.number or f"{self.lecture}: {self.get_status_display()}"

    @property
    def number(self):
        """The number as the office writes it: ``〔2026〕12号``; empty while not filed."""
        return f"〔{self.year}〕{self.serial}号" if self.serial else ""


# action: (statuses it starts from; None is "no filing yet", status it leads to)
FILING_TRANSITIONS = {
    "submit": ({None, Filing.Status.RETURNED}, Filing.Status.SUBMITTED),
    "file": ({Filing.Status.SUBMITTED}, Filing.Status.FILED),
    "return": ({Filing.Status.SUBMITTED}, Filing.Status.RETURNED),
}
