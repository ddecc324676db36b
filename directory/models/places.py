"""Places 行政区划: province, city, county, township, village, keyed by their official code."""

import re
import unicodedata

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models.located import Located
from portal.pages.models import SiteSettings

CODE_LENGTH = 12
MOST_WORDS = 4
DEPTHS = (2, 4, 6, 9, 12)
COMMUNITY = re.compile(r"(居委会|居民委员会|家委会|社区)(（[^）]*）|\([^)]*\))?$")
SUFFIX = re.compile(r"(村民委员会|居民委员会|村委会|居委会|社区|村)$")


class PlaceQuerySet(models.QuerySet):
    """Reads over the place tree."""

    def active(self):
        return self.filter(is_active=True)

    def villages(self):
        return self.filter(level=Place.Level.VILLAGE)

    def townships(self):
        return self.filter(level=Place.Level.TOWNSHIP)

    def under(self, place):
        """Places within ``place``, itself included: one range on the key, whatever the depth."""
        return self.within([place.reach])

    def within(self, reaches):
        """Places under any of the code prefixes in ``reaches`` (none: no place)."""
        wanted = Q(pk__in=[])
        for reach in reaches:
            wanted |= Q(pk__range=code_range(reach))
        return self.filter(wanted)

    def within_county(self, code):
        """Places of the county (or any larger or smaller place) with the twelve-digit ``code``.

        One range on the key, so what is asked of a county costs the same in a table of 255 places
        and of the whole country. Give it ``SiteSettings.of(request).county_code``.
        """
        return self.within([reach_of(code)])

    def local(self):
        """Places this portal is for: of the county of any of its sites. Reads the settings.

        For what has no request: the search index, forms, commands. A page says ``within_county``.
        """
        return self.within(sorted({reach_of(code) for code in SiteSettings.county_codes()}))

    def matching(self, text):
        """Places somebody may mean by ``text``: code, own or township's name, pinyin, initials."""
        words = unicodedata.normalize("NFKC", text).replace("\0", "").lower().split()[:MOST_WORDS]
        if not words:
            return self.none()
        found = self
        for word in words:
            found = found.filter(_meant_by(word))
        return found


def _meant_by(word):
    if word.isdigit():
        return Q(code__startswith=word)
    if word.isascii():
        letters = re.sub(r"[^a-z0-9]", "", word)
        if not letters:
            return Q(pk__in=[])
        return Q(pinyin__startswith=letters) | Q(initials__startswith=letters)
    stem = SUFFIX.sub("", word)
    stem = stem if len(stem) > 1 else word
    return Q(name__contains=stem) | Q(parent__name__contains=stem)


def reach_of(code):
    """The prefix that the codes under the place ``code`` share: 430802000000 → 430802.

    Read from its zeros alone. What is no code at all reaches nowhere, an empty one everywhere.
    """
    return next((code[:depth] for depth in DEPTHS if not code[depth:].strip("0")), code)


def kind_of(name):
    """The kind of the village called ``name``: by 居委会 or 社区 a community, else a village."""
    return Place.Kind.COMMUNITY if COMMUNITY.search(name) else Place.Kind.VILLAGE


def code_range(reach):
    """Lowest and highest code under the prefix ``reach`` (right in every collation)."""
    return reach.ljust(CODE_LENGTH, "0"), reach.ljust(CODE_LENGTH, "9")


class Place(Located):
    """A place of the official division 区划. Its twelve-digit code is its key and never changes."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("province")
        CITY = "city", _("city")
        COUNTY = "county", _("county")
        TOWNSHIP = "township", _("township")
        VILLAGE = "village", _("village")

    class Kind(models.TextChoices):
        VILLAGE = "village", _("village 村")
        COMMUNITY = "community", _("community 社区")

    REACH = {"province": 2, "city": 4, "county": 6, "township": 9, "village": 12}

    code = models.CharField(
        _("code"),
        max_length=CODE_LENGTH,
        primary_key=True,
        validators=[RegexValidator(r"^[0-9]{12}\Z", _("A code has twelve digits."))],
        help_text=_("The official code of twelve digits, for example 430802001001."),
    )
    name = models.CharField(_("name of the place"), max_length=60)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    kind = models.CharField(
        _("kind of village"),
        max_length=10,
        choices=Kind,
        blank=True,
        help_text=_("Only for villages: a village 村 or a community 社区"),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("lies in"),
    )
    pinyin = models.CharField(_("pinyin"), max_length=360, blank=True, db_index=True)
    initials = models.CharField(_("initials"), max_length=60, blank=True, db_index=True)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = PlaceQuerySet.as_manager()

    class Meta(Located.Meta):
        abstract = False
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["code"]
        constraints = [
            *Located.Meta.constraints,
            models.CheckConstraint(
                condition=Q(level="village") | Q(kind=""),
                name="directory_place_kind_of_village",
                violation_error_message=_("Only villages have this kind."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("code")),
                name="directory_place_not_its_own_parent",
                violation_error_message=_("A place cannot lie in itself."),
            ),
            models.CheckConstraint(
                condition=Q(level__in=["province", "city", "county", "township", "village"]),
                name="directory_place_level",
                violation_error_message=_("Unknown level."),
            ),
        ]
        indexes = [models.Index(fields=["level", "code"], name="directory_place_by_level")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        if self.level == self.Level.VILLAGE:
            return reverse("directory:village", args=[self.pk])
        if self.level == self.Level.TOWNSHIP:
            return reverse("directory:township", args=[self.pk])
        return reverse("directory:picker")

    @property
    def reach(self):
        """The prefix of every code that lies here: 2, 4, 6, 9 or 12 digits."""
        return self.code[: self.REACH[self.level]]

    @property
    def short_name(self):
        """The name as people say it: 板坪村委会 → 板坪村, 名流园社区居委会 → 名流园社区."""
        if self.name.endswith("村村委会"):
            return self.name.removesuffix("村委会")
        if self.name.endswith("村委会"):
            return self.name.removesuffix("委会")
        if self.name.endswith("社区居委会"):
            return self.name.removesuffix("居委会")
        return self.name

    @property
    def full_name(self):
        """Township and village; reads ``parent`` (select it)."""
        if self.level == self.Level.VILLAGE and self.parent:
            return f"{self.parent.name} {self.short_name}"
        return self.name
