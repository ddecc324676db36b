"""How places change 区划变更: renamed, merged, split, given a new code. History stays readable."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directory.models.places import Place


class PlaceChangeQuerySet(models.QuerySet):
    """Changes by where they lead."""

    def closing(self):
        """Changes after which the former place is closed: all but a new name."""
        return self.exclude(kind=PlaceChange.Kind.RENAMED)

    def heirs(self, code):
        """Places in use to which the closed ``code`` leads, however often they changed since.

        None: unknown, or closed without a successor. Several: split. One query for each change
        in a row (the database refuses circles).
        """
        found, reached = {}, {code}
        while reached:
            rows = self.closing().filter(former__in=reached)
            places = {row.successor for row in rows.select_related("successor__parent__parent")}
            found |= {place.pk: place for place in places if place.is_active}
            reached = {place.pk for place in places if not place.is_active}
        return [found[key] for key in sorted(found)]


class PlaceChange(models.Model):
    """One change of the official division. Several rows with one day make a merger or a split.

    ``former`` is the place as it was; ``successor`` the one that took over (the same one after a
    new name). Rows are facts: they are added, never edited or deleted. An old code keeps leading
    somewhere: to the one successor, or to the choice between several.
    """

    class Kind(models.TextChoices):
        RENAMED = "renamed", _("renamed")
        MERGED = "merged", _("merged into another")
        SPLIT = "split", _("split into several")
        RECODED = "recoded", _("given a new code")

    kind = models.CharField(_("what happened"), max_length=10, choices=Kind)
    former = models.ForeignKey(
        Place, models.PROTECT, related_name="changes_from", verbose_name=_("place before")
    )
    former_name = models.CharField(_("name before"), max_length=60)
    successor = models.ForeignKey(
        Place, models.PROTECT, related_name="changes_to", verbose_name=_("place after")
    )
    happened_on = models.DateField(_("in force since"))
    source = models.CharField(
        _("document"),
        max_length=200,
        blank=True,
        help_text=_("The document that says so, for example 湘民行发〔2025〕12号"),
    )
    moved_at = models.DateTimeField(
        _("services moved at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When somebody reviewed who serves the place after the change."),
    )

    objects = PlaceChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a place")
        verbose_name_plural = _("changes of places")
        ordering = ["-happened_on", "former", "successor"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="renamed", former=F("successor"))
                | (Q(kind__in=["merged", "split", "recoded"]) & ~Q(former=F("successor"))),
                name="directory_placechange_kind_fits",
                violation_error_message=_(
                    "A new name keeps the place; every other change leads to another place."
                ),
            ),
            models.UniqueConstraint(
                fields=["former", "successor", "happened_on", "former_name"],
                name="directory_placechange_once",
                violation_error_message=_("This change is written down already."),
            ),
            models.UniqueConstraint(
                fields=["former"],
                condition=Q(kind__in=["merged", "recoded"]),
                name="directory_placechange_one_successor",
                violation_error_message=_("This place has gone into another one already."),
            ),
        ]

    def __str__(self):
        return f"{self.former_name} → {self.successor}"


def villages_now(codes):
    """Code → the village in use that it means today, for as many of ``codes`` as mean one.

    A code that is unknown, or whose village was split into several, is left out. One query, and
    one or two more for each code that is not in use.
    """
    codes = list(codes)
    known = Place.objects.active().villages().select_related("parent").in_bulk(codes)
    for code in [code for code in codes if code not in known]:
        heirs = PlaceChange.objects.heirs(code)
        if len(heirs) == 1 and heirs[0].level == Place.Level.VILLAGE:
            known[code] = heirs[0]
    return known


def village_now(code):
    """The village in use that ``code`` means today; none if unknown, or split into several."""
    return villages_now([code]).get(code)
