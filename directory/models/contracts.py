"""Contracts 合同 under which villages are served: signed directly, or by the township (R08–R10)."""

import os
import secrets
from datetime import timedelta
from pathlib import PurePath
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models.offices import Firm
from directory.models.places import Place
from directory.models.terms import ClosedTerm, TermQuerySet

PARTY_WORDS = {
    "village": _("Signed by the village: choose the village."),
    "township": _("Signed by the township: choose the township."),
}
RENEWAL_DAYS = 60  # so long before its last day a contract asks to be renewed


class PrivateFiles(FileSystemStorage):
    """Files below ``settings.PRIVATE_ROOT``, which the web server never hands out: no address."""

    base_url = None  # type: ignore[assignment]  # the stub knows no store without addresses

    @property
    def base_location(self):
        return settings.PRIVATE_ROOT

    @property
    def location(self):
        return os.path.abspath(self.base_location)


def contract_files():
    """The store of contract files."""
    return PrivateFiles()


def random_name(_contract, filename):
    """Where a file is kept: nothing of its own name but the ending can be guessed or read."""
    return f"contracts/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()}"


class ContractQuerySet(TermQuerySet):
    """Contracts by their term."""

    def ending_soon(self, on=None):
        """Running contracts whose last day comes within ``RENEWAL_DAYS``."""
        last = (on or timezone.localdate()) + timedelta(days=RENEWAL_DAYS)
        return self.current(on).filter(ends_on__lte=last)

    def over(self, on=None):
        """Contracts whose last day has passed."""
        return self.filter(ends_on__lt=on or timezone.localdate())

    def without_successor(self):
        """Contracts that cover a village still in use for which no later contract is recorded."""
        lines = ContractVillage.objects.filter(contract=OuterRef("pk"), village__is_active=True)
        later = ContractVillage.objects.filter(
            village=OuterRef("village"),
            contract__starts_on__gt=OuterRef("contract__ends_on"),
        )
        return self.filter(Exists(lines.filter(~Exists(later)).order_by()))

    def lapsed_without_successor(self, on=None):
        """Contracts that are over and left a village without the next one."""
        return self.over(on).without_successor()


class Contract(ClosedTerm):
    """A contract 法律顾问合同 with a firm, for one village or for villages of a township.

    It may be signed before or after its first day (many are signed late), but not after its last.
    A contract that has begun stays, and so do its villages; a wrong one is ended.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct", _("signed by the village")
        TOWNSHIP = "township", _("signed by the township, bought by government")

    number = models.CharField(_("number"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    party = models.ForeignKey(
        Place,
        models.PROTECT,
        related_name="contracts_signed",
        limit_choices_to={"level__in": ["village", "township"]},
        verbose_name=_("signed for"),
        help_text=_("The village, or the township, that is a party to the contract"),
    )
    firm = models.ForeignKey(Firm, models.PROTECT, related_name="contracts", verbose_name=_("firm"))
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    villages = models.ManyToManyField(
        Place, through="ContractVillage", related_name="contracts", verbose_name=_("villages")
    )
    procurement_reference = models.CharField(
        _("procurement reference"),
        max_length=60,
        blank=True,
        help_text=_("The number of the government purchase, for example 永财采计〔2026〕0012号"),
    )
    amount = models.DecimalField(
        _("amount in yuan"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    file = models.FileField(
        _("file"), upload_to=random_name, storage=contract_files, blank=True, max_length=200
    )

    objects: ClassVar = ContractQuerySet.as_manager()

    class Meta(ClosedTerm.Meta):
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        ordering = ["-starts_on", "number"]
        constraints = [
            *ClosedTerm.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["direct", "township"]),
                name="directory_contract_kind",
                violation_error_message=_("Unknown kind."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="directory_contract_amount",
                violation_error_message=_("An amount cannot be below zero."),
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(signed_on__lte=F("ends_on")),
                name="directory_contract_signed_in_time",
                violation_error_message=_("A contract cannot be signed after its last day."),
            ),
        ]

    def __str__(self):
        return self.number

    def clean(self):
        """A village signs a direct contract, a township every other; days are in order."""
        problems = {}
        level = "village" if self.kind == self.Kind.DIRECT else "township"
        if self.party_id and self.kind in self.Kind and self.party.level != level:
            problems["party"] = PARTY_WORDS[level]
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            problems["ends_on"] = _("The last day cannot be before the first day.")
        if self.signed_on and self.ends_on and self.signed_on > self.ends_on:
            problems["signed_on"] = _("A contract cannot be signed after its last day.")
        if problems:
            raise ValidationError(problems)

    @property
    def has_begun(self):
        """Whether its first day has come."""
        return self.starts_on <= timezone.localdate()

    def following_term(self):
        """First and last day of a contract that follows this one and is as long."""
        first = self.ends_on + timedelta(days=1)
        years = first.year - self.starts_on.year
        same_day = (first.month, first.day) == (self.starts_on.month, self.starts_on.day)
        if same_day and years:
            last = _years_later(self.ends_on, years)
        else:
            last = self.ends_on + (first - self.starts_on)
        return {"starts_on": first, "ends_on": last}


def _years_later(day, years):
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year + years, day=28)
    return day.replace(year=day.year + years)


class ContractVillage(models.Model):
    """A village that a contract covers. On one day a village is covered by one contract."""

    contract = models.ForeignKey(
        Contract, models.CASCADE, related_name="coverages", verbose_name=_("contract")
    )
    village = models.ForeignKey(
        Place,
        models.PROTECT,
        related_name="contract_coverages",
        limit_choices_to={"level": "village"},
        verbose_name=_("village"),
    )

    class Meta:
        verbose_name = _("village of a contract")
        verbose_name_plural = _("villages of a contract")
        ordering = ["contract", "village"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "village"],
                name="directory_contractvillage_once",
                violation_error_message=_("The village is on the list already."),
            )
        ]

    def __str__(self):
        return f"{self.contract} {self.village}"
