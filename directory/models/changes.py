"""How places change 区划变更: renamed, merged, split, given a new code. History stays readable."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directory.models.places import Place


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
                fields=["former", "successor", "happened_on"],
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
