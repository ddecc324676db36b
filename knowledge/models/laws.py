"""Laws as records, with every name they are written under."""

from django.core.cache import cache
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from knowledge.citations import LawNames

LATELY = "knowledge.law_names"
NAMES_KEPT = 60  # seconds


class LawQuerySet(models.QuerySet):
    """Which laws a page or a recogniser asks for."""

    def in_force(self, on):
        """Laws in force on the day ``on``; unknown bounds count as open."""
        return self.filter(
            Q(in_force_since=None) | Q(in_force_since__lte=on),
            Q(in_force_until=None) | Q(in_force_until__gte=on),
        )

    def names(self):
        """Every name a law is written under → ``Law.name``, for ``citations.find``; one query."""
        return LawNames.of(self._names())

    def names_lately(self):
        """As ``names``, as they were within the last minute: for pages, where it asks nothing."""
        return LawNames.of(cache.get_or_set(LATELY, self._names, NAMES_KEPT))

    def _names(self):
        found, others = {}, {}
        for name, full_name, other in self.values_list("name", "full_name", "other_names__name"):
            found |= {written: name for written in (name, full_name) if written}
            others |= {other: name} if other else {}
        return others | found

    def called(self, words):
        """Laws with ``words`` in one of their names."""
        names = Q(name__icontains=words) | Q(full_name__icontains=words)
        other = LawName.objects.filter(law=OuterRef("pk"), name__icontains=words)
        return self.filter(names | Exists(other))

    def by_kind(self):
        """From the constitution down to local rules, by name within a kind."""
        places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(Law.Kind)]
        return self.order_by(Case(*places), "name")

    def most_cited(self):
        """Laws that our cases cite, the one of most cases first."""
        cases = Count("statutes__citations__page", distinct=True)
        return self.annotate(cases=cases).filter(cases__gt=0).order_by("-cases", "name")


class Law(models.Model):
    """A law (法律), interpretation, regulation or rule; its articles are ``statutes``."""

    class Kind(models.TextChoices):
        CONSTITUTION = "constitution", _("constitution")
        LAW = "law", _("law")
        INTERPRETATION = "interpretation", _("judicial interpretation")
        REGULATION = "regulation", _("administrative regulation")
        RULE = "rule", _("departmental rule")
        LOCAL = "local", _("local regulation")

    name = models.CharField(
        pgettext_lazy("law", "name"),
        max_length=200,
        unique=True,
        help_text=_("Without marks, for example 民法典"),
    )
    full_name = models.CharField(
        _("full name"),
        max_length=220,
        blank=True,
        help_text=_("For example 中华人民共和国民法典; empty: as the name"),
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    in_force_since = models.DateField(_("in force since"), null=True, blank=True)
    in_force_until = models.DateField(
        _("in force until"), null=True, blank=True, help_text=_("The last day on which it holds")
    )
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )
    source = models.URLField(_("official source"), blank=True)
    mentions = models.PositiveIntegerField(
        _("articles of other laws that name it"), default=0, editable=False
    )

    objects = LawQuerySet.as_manager()

    class Meta:
        verbose_name = _("law record")
        verbose_name_plural = _("law records")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_since=None)
                | Q(in_force_until=None)
                | Q(in_force_until__gte=F("in_force_since")),
                name="knowledge_law_ends_after_start",
                violation_error_message=_("A law ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(in_force_until__isnull=False),
                name="knowledge_law_replaced_has_end",
                violation_error_message=_("A law that was replaced has a last day in force."),
            ),
        ]

    def __str__(self):
        return f"《{self.name}》"

    def get_absolute_url(self):
        return reverse("knowledge:law", args=[self.pk])


class LawName(models.Model):
    """Another name (简称、别名) under which texts cite a law: 民法典婚姻家庭编解释一."""

    name = models.CharField(pgettext_lazy("law", "name"), max_length=200, unique=True)
    law = models.ForeignKey(
        Law, models.CASCADE, related_name="other_names", verbose_name=_("law record")
    )

    class Meta:
        verbose_name = _("other name of a law")
        verbose_name_plural = _("other names of laws")
        ordering = ["name"]

    def __str__(self):
        return self.name
