"""Firms and offices: where advisers practise and where the state's own desk stands."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models.located import Located
from directory.models.places import Place


class Firm(Located):
    """A law firm 律师事务所 or a grassroots legal-service office 基层法律服务所."""

    class Kind(models.TextChoices):
        LAW_FIRM = "law_firm", _("law firm")
        LEGAL_SERVICE_OFFICE = "legal_service_office", _("legal service office")

    name = models.CharField(_("name of the firm"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=120, blank=True)

    class Meta(Located.Meta):
        abstract = False
        verbose_name = _("firm")
        verbose_name_plural = _("firms")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Office(Located):
    """The desk that answers when no adviser can: township office 司法所, county bureau 司法局."""

    LEVELS = (Place.Level.TOWNSHIP, Place.Level.COUNTY)

    place = models.OneToOneField(
        Place,
        models.PROTECT,
        primary_key=True,
        related_name="office",
        limit_choices_to={"level__in": ["township", "county"]},
        verbose_name=_("place"),
    )
    name = models.CharField(_("name of the office"), max_length=60)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=120, blank=True)
    hours = models.CharField(
        _("opening hours"),
        max_length=120,
        blank=True,
        help_text=_("For example: 周一至周五 上午9点到12点，下午1点半到5点"),
    )

    class Meta(Located.Meta):
        abstract = False
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["place"]

    def __str__(self):
        return self.name

    def clean(self):
        if self.place_id and self.place.level not in self.LEVELS:
            raise ValidationError({"place": _("An office stands in a township or a county.")})
