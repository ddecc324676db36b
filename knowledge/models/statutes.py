"""Articles of law as records, with the words in force and those before."""

import re

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from knowledge.citations import article_label, find, number_of
from knowledge.citations.folding import plain
from knowledge.models.laws import Law

ORDER = ("number", "branch")
TYPED_NUMBER = re.compile(r"(?<=[^\d第])\s*(\d{1,4})$")


class StatuteQuerySet(models.QuerySet):
    """Articles of law for cards, pages and lists."""

    def for_display(self):
        """With the law that every card names, in one query."""
        return self.select_related("law__replaced_by")

    def in_force(self, on):
        """Articles in force on the day ``on``, as their law is; unknown bounds count as open."""
        return self.filter(
            Q(in_force_since=None) | Q(in_force_since__lte=on),
            Q(in_force_until=None) | Q(in_force_until__gte=on),
            law__in=Law.objects.in_force(on),
        )

    def cited(self, references, at_hand=()):
        """The records that ``references`` name, by their ``key``.

        One query for those that are not ``at_hand`` with their law; none when all are.
        """
        found = {row.key: row for row in at_hand}
        asked = [row for row in references if row.is_known and row.key not in found]
        rows = self.for_display().filter(
            law__name__in={row.law for row in asked}, number__in={row.number for row in asked}
        )
        return found | ({row.key: row for row in rows} if asked else {})

    def named_in(self, words):
        """The articles that somebody's ``words`` name, in their order; 民法典1087 is one too."""
        cited = TYPED_NUMBER.sub(r"第\1条", words.strip())
        references = find(cited, Law.objects.names_lately())
        found = self.cited(references)
        return [found[key] for key in dict.fromkeys(r.key for r in references) if key in found]

    def typed(self, words):
        """The article that somebody typed whole, 民法典1087 too; None for other words."""
        cited = TYPED_NUMBER.sub(r"第\1条", words.strip())
        references = find(cited, Law.objects.names())
        is_whole = len(references) == 1 and references[0].end == len(cited)
        return next(iter(self.cited(references).values()), None) if is_whole else None

    def matching(self, words):
        """Articles that somebody means by ``words``: 民法典1087, 民法典 离婚, 一千零八十七."""
        if exact := self.typed(words):
            return self.filter(pk=exact.pk)
        rows = self
        for term in words.replace("\x00", "").split():
            rows = rows.filter(_about(term))
        return rows

    def contents(self):
        """(chapter, place of its first article, that article's number) in the order of the law."""
        rows = self.order_by(*ORDER).values_list("chapter", *ORDER)
        found = []
        for place, (chapter, number, branch) in enumerate(rows):
            if not found or found[-1][0] != chapter:
                found.append((chapter, place, article_label(number, branch)))
        return found

    def beside(self, statute):
        """The article before and the one after ``statute`` in its law; None where there is none."""
        rows = self.filter(law=statute.law_id)
        here = Q(number=statute.number)
        before = rows.filter(Q(number__lt=statute.number) | here & Q(branch__lt=statute.branch))
        after = rows.filter(Q(number__gt=statute.number) | here & Q(branch__gt=statute.branch))
        return before.order_by("-number", "-branch").first(), after.order_by(*ORDER).first()

    def in_bulk(self, *args, **kwargs):
        """As Django's, for display: Wagtail fetches all law cards of a page this way."""
        return super(StatuteQuerySet, self.for_display()).in_bulk(*args, **kwargs)


def _about(term):
    """Articles with ``term`` in their words, in a name of their law, or as their number."""
    number = number_of(term.removeprefix("第").removesuffix("条"))
    about = Q(text__icontains=term) | Q(law__in=Law.objects.called(plain(term)))
    return about | Q(number=number) if 0 < number < 10_000 else about


class Statute(models.Model):
    """One article of a law (法条) with the words in force now; older ones are EarlierWording."""

    law = models.ForeignKey(
        Law, models.PROTECT, related_name="statutes", verbose_name=_("law record")
    )
    number = models.PositiveSmallIntegerField(
        _("article number"), help_text=_("In figures: 1087 for 第一千零八十七条")
    )
    branch = models.PositiveSmallIntegerField(
        _("branch"), default=0, help_text=_("1 for 之一, 2 for 之二; 0 for none")
    )
    chapter = models.CharField(_("chapter"), max_length=200, blank=True)
    text = models.TextField(_("words of the law"))
    in_force_since = models.DateField(_("in force since"), null=True, blank=True)
    in_force_until = models.DateField(
        _("in force until"), null=True, blank=True, help_text=_("The last day on which it holds")
    )
    source = models.URLField(_("official source"), blank=True)
    changed_on = models.DateField(
        _("changed on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Cases whose law was checked before this day are to be checked again."),
    )
    changed_at = models.DateTimeField(
        _("change entered at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Cases checked on the day of the change count only if published after this."),
    )

    objects = StatuteQuerySet.as_manager()

    class Meta:
        verbose_name = _("article of law")
        verbose_name_plural = _("articles of law")
        ordering = ["law", "number", "branch"]
        constraints = [
            models.UniqueConstraint(
                fields=["law", "number", "branch"],
                name="knowledge_statute_once",
                violation_error_message=_("This law already has an article with this number."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="knowledge_statute_number_from_one"
            ),
            models.CheckConstraint(
                condition=Q(in_force_since=None)
                | Q(in_force_until=None)
                | Q(in_force_until__gte=F("in_force_since")),
                name="knowledge_statute_ends_after_start",
                violation_error_message=_("An article ends after it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.law}{self.label}"

    def get_absolute_url(self):
        branch = [self.branch] if self.branch else []
        return reverse("knowledge:statute", args=[self.law_id, self.number, *branch])

    @property
    def key(self):
        """What a reference in a text calls it by: name of its law, number, branch."""
        return self.law.name, self.number, self.branch

    @property
    def label(self):
        """The number as statutes write it: 第一千零八十七条, 第一百二十条之一."""
        return article_label(self.number, self.branch)

    @property
    def first_day(self):
        """The first day on which these words hold; None when nobody wrote it down."""
        return max(filter(None, [self.in_force_since, self.law.in_force_since]), default=None)

    @property
    def last_day(self):
        """The last day on which it holds, by itself or with its law; None for no end."""
        return min(filter(None, [self.in_force_until, self.law.in_force_until]), default=None)

    def holds(self, on):
        """Whether this article is law on the day ``on``; unknown bounds count as open."""
        first, last = self.first_day, self.last_day
        return (not first or first <= on) and (not last or on <= last)


class EarlierWording(models.Model):
    """Words that an article of law had before (原文); never edited."""

    statute = models.ForeignKey(
        Statute, models.PROTECT, related_name="earlier_wordings", verbose_name=_("article of law")
    )
    text = models.TextField(_("words of the law"))
    in_force_since = models.DateField(_("in force since"), null=True, blank=True)
    in_force_until = models.DateField(_("in force until"))
    source = models.URLField(_("official source"), blank=True)

    class Meta:
        verbose_name = _("earlier wording")
        verbose_name_plural = _("earlier wordings")
        ordering = ["-in_force_until", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statute", "in_force_until"], name="knowledge_one_wording_a_day"
            )
        ]

    def __str__(self):
        return f"{self.statute} –{self.in_force_until}"
