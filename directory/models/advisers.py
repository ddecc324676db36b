"""Advisers 法律顾问 and the certificates they serve under."""

import unicodedata
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models.located import Located
from directory.models.offices import Firm
from directory.models.places import Place
from directory.models.topics import Topic
from portal.media.models import PortalRendition

PORTRAIT = "fill-176x220|format-webp"
RENEWAL_DAYS = 60  # so long before its last day a certificate asks to be renewed
THUMBNAIL = "fill-112x140|format-webp"


def drawn_portraits(path, spec=PORTRAIT):
    """Fetches the renditions of the photos at ``path``, so that drawing them asks nothing."""
    renditions = PortalRendition.objects.filter(filter_spec=spec)
    return Prefetch(f"{path}__renditions", renditions)


class AdviserQuerySet(models.QuerySet):
    def matching(self, text):
        """Advisers whose name, or its pinyin, begins like ``text``."""
        words = unicodedata.normalize("NFKC", text).replace("\0", "").lower().split()
        word = "".join(words)
        return self.filter(Q(name__contains=word) | Q(pinyin__startswith=word)) if word else self

    def listed(self, on=None):
        """Advisers whom the public may see: certificate valid on the day and not suspended."""
        return self.filter(valid_certificate(on, "certificate__"))


class CertificateQuerySet(models.QuerySet):
    def valid(self, on=None):
        """Certificates in force on the day ``on`` (today)."""
        return self.filter(valid_certificate(on))

    def ending_soon(self, on=None):
        """Certificates in force whose last day comes within ``RENEWAL_DAYS``."""
        last = (on or timezone.localdate()) + timedelta(days=RENEWAL_DAYS)
        return self.valid(on).filter(valid_until__lte=last)


def valid_certificate(on=None, prefix=""):
    """Condition "in force on the day"; ``prefix`` leads from the model to the certificate."""
    day = on or timezone.localdate()
    dates = Q(
        **{f"{prefix}valid_from__lte": day, f"{prefix}valid_until__gte": day},
    )
    return dates & (Q(**{f"{prefix}suspended_on": None}) | Q(**{f"{prefix}suspended_on__gt": day}))


class Adviser(Located):
    """A legal adviser 法律顾问 of villages. Serves only with a certificate (B: 持证上岗)."""

    class Kind(models.TextChoices):
        LAWYER = "lawyer", _("lawyer")
        LEGAL_WORKER = "legal_worker", _("legal service worker")
        RETIRED_JUDGE = "retired_judge", _("retired judge")
        RETIRED_PROSECUTOR = "retired_prosecutor", _("retired prosecutor")

    user = models.OneToOneField(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adviser",
        verbose_name=_("log-in"),
    )
    name = models.CharField(_("name"), max_length=40)
    pinyin = models.CharField(_("pinyin"), max_length=240, blank=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    firm = models.ForeignKey(
        Firm,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="advisers",
        verbose_name=_("firm"),
    )
    photo = models.ForeignKey(
        "media.PortalImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="advisers", verbose_name=_("good at")
    )
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    phone_consented_on = models.DateField(
        _("agreed to show the phone on"),
        null=True,
        blank=True,
        help_text=_("The day of the written consent. Without it the phone is never shown."),
    )
    dialects = models.CharField(
        _("speaks"), max_length=60, blank=True, help_text=_("For example: 本地话、普通话")
    )
    bio = models.TextField(_("about"), blank=True, max_length=600)
    preferred_townships = models.ManyToManyField(
        Place,
        blank=True,
        related_name="preferred_by",
        limit_choices_to={"level": "township"},
        verbose_name=_("preferred townships"),
    )

    objects = AdviserQuerySet.as_manager()

    class Meta(Located.Meta):
        abstract = False
        verbose_name = _("adviser")
        verbose_name_plural = _("advisers")
        ordering = ["pinyin", "pk"]

    def __str__(self):
        return self.name

    def clean(self):
        """Refuse an account that oversees advisers: it would read what villagers wrote to one."""
        super().clean()
        lasting = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
        held = self.user.appointments.filter(lasting).exclude(role="clerk") if self.user else ()
        if held:
            words = _(
                "This account works for the bureau, a judicial office or the leading group. "
                "An adviser needs one of his or her own."
            )
            raise ValidationError({"user": words})

    def get_absolute_url(self):
        return reverse("directory:adviser", args=[self.pk])

    @property
    def start_point(self) -> tuple[float, float] | None:
        """Where the way to a village begins: the adviser's own point, else the firm's."""
        return self.point or (self.firm.point if self.firm else None)

    @property
    def public_phone(self):
        """The phone, only with the adviser's recorded consent (R38)."""
        return self.phone if self.phone_consented_on else ""


class Certificate(models.Model):
    """The certificate to serve 上岗证, one per adviser; renewed by moving its dates."""

    class State(models.TextChoices):
        """What it is worth on a day."""

        VALID = "valid", _("in force")
        COMING = "coming", _("not yet in force")
        SUSPENDED = "suspended", _("suspended")
        EXPIRED = "expired", _("expired")

    adviser = models.OneToOneField(
        Adviser,
        models.PROTECT,
        primary_key=True,
        related_name="certificate",
        verbose_name=_("adviser"),
    )
    number = models.CharField(
        _("number"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[^\s/?#%]+\Z", _("No spaces and none of / ? # %."))],
        help_text=_("It stands in the address of the check page, for example 永顾2026-001"),
    )
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    suspended_on = models.DateField(
        _("suspended on"),
        null=True,
        blank=True,
        help_text=_("From this day the adviser is not shown and gets no questions."),
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="directory_certificate_dates_in_order",
                violation_error_message=_("The last day cannot be before the first day."),
            )
        ]

    def __str__(self):
        return self.number

    def is_valid_on(self, day):
        """In force on ``day``: within its dates and not suspended by then."""
        in_dates = self.valid_from <= day <= self.valid_until
        return in_dates and (self.suspended_on is None or self.suspended_on > day)

    def state_on(self, day):
        """What it is worth on ``day``; suspended and expired counts as expired."""
        if day > self.valid_until:
            return self.State.EXPIRED
        if self.suspended_on is not None and self.suspended_on <= day:
            return self.State.SUSPENDED
        return self.State.COMING if day < self.valid_from else self.State.VALID

    @property
    def state(self):
        """What it is worth today, in words."""
        return self.state_on(timezone.localdate()).label
