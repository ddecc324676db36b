"""Where a village meets its adviser: service room 法律服务室 and WeChat group 村民微信群."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models.places import Place

MOST_MEMBERS = 500  # WeChat lets no group grow beyond this (R42)
PHOTO = "fill-640x360|format-webp"
QR = "max-720x960|format-webp-lossless"  # read by a camera: no blur
QR_WARNING_DAYS = 2  # a group's picture works for seven days; so early a new one is asked for


class ServiceRoom(models.Model):
    """The room in which the adviser sits on duty 法律服务室 (R36); one per village."""

    village = models.OneToOneField(
        Place,
        models.PROTECT,
        primary_key=True,
        related_name="service_room",
        limit_choices_to={"level": "village"},
        verbose_name=_("village"),
    )
    address = models.CharField(
        _("address"), max_length=120, help_text=_("For example: 村部一楼，进门左手第一间")
    )
    hours = models.CharField(
        _("opening hours"),
        max_length=120,
        blank=True,
        help_text=_("For example: 每月第一、第三个星期三 上午9点到12点"),
    )
    photo = models.ForeignKey(
        "media.PortalImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )

    class Meta:
        verbose_name = _("service room")
        verbose_name_plural = _("service rooms")
        ordering = ["village"]

    def __str__(self):
        return f"{self.village} {self.address}"


class WeChatGroupQuerySet(models.QuerySet):
    """Groups by what they need."""

    def joinable(self, on=None):
        """Groups that can still be joined by their picture on the day ``on`` (today)."""
        rows = self.filter(qr__isnull=False, qr_expires_on__gte=on or timezone.localdate())
        return rows.exclude(members__gte=MOST_MEMBERS)

    def qr_ending(self, on=None):
        """Groups whose picture is missing, has lapsed or lapses within ``QR_WARNING_DAYS``."""
        last = (on or timezone.localdate()) + timedelta(days=QR_WARNING_DAYS)
        return self.filter(Q(qr__isnull=True) | Q(qr_expires_on__lte=last))


class WeChatGroup(models.Model):
    """A village's WeChat group 村民微信群, joined by a picture (QR) that lapses (R42)."""

    village = models.ForeignKey(
        Place,
        models.PROTECT,
        related_name="wechat_groups",
        limit_choices_to={"level": "village"},
        verbose_name=_("village"),
    )
    name = models.CharField(_("name of the group"), max_length=40)
    qr = models.ForeignKey(
        "media.PortalImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("QR picture"),
    )
    qr_expires_on = models.DateField(
        _("picture valid until"),
        null=True,
        blank=True,
        help_text=_("WeChat writes it below the picture, usually seven days ahead."),
    )
    members = models.PositiveSmallIntegerField(_("members"), null=True, blank=True)

    objects = WeChatGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("WeChat group")
        verbose_name_plural = _("WeChat groups")
        ordering = ["village", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name"],
                name="directory_wechatgroup_name_once",
                violation_error_message=_("The village has a group of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(qr__isnull=True) | Q(qr_expires_on__isnull=False),
                name="directory_wechatgroup_qr_has_a_last_day",
                violation_error_message=_("Say until when the picture is valid."),
            ),
            models.CheckConstraint(
                condition=Q(members__isnull=True) | Q(members__lte=MOST_MEMBERS),
                name="directory_wechatgroup_members",
                violation_error_message=_("A WeChat group has at most 500 members."),
            ),
        ]

    def __str__(self):
        return self.name

    def is_joinable(self, on=None):
        """Whether the picture still lets people in on the day ``on`` (today)."""
        day = on or timezone.localdate()
        is_fresh = self.qr_expires_on is not None and self.qr_expires_on >= day
        return self.qr_id is not None and is_fresh and not self.is_full

    @property
    def is_full(self):
        return self.members is not None and self.members >= MOST_MEMBERS
