"""Words that people say and the words that the law uses for the same; kept by editors."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.search.analysis import fold

MOST_TERMS = 8
SHORTEST = 2  # characters: one character alone is in nearly every text


class LayWordQuerySet(models.QuerySet):
    def table(self):
        """Return ``{word: (legal terms)}``; one query."""
        return {word: tuple(terms.split()) for word, terms in self.values_list("word", "terms")}


class LayWord(models.Model):
    """A word of everyday speech (俗语) with the legal terms that a search adds to it."""

    word = models.CharField(
        _("what people say"), max_length=20, unique=True, help_text=_("For example 欠薪")
    )
    terms = models.CharField(
        _("what the law says"),
        max_length=200,
        help_text=_("At most 8 legal terms with a space between: 拖欠劳动报酬 工资支付"),
    )

    objects = LayWordQuerySet.as_manager()

    panels = [FieldPanel("word"), FieldPanel("terms")]

    class Meta:
        ordering = ["word"]
        verbose_name = _("lay word")
        verbose_name_plural = _("lay words")

    def __str__(self):
        return self.word

    def clean(self):
        """Keep both as a search reads them: folded, without doubled spaces."""
        self.word = "".join(fold(self.word).split())
        terms = list(dict.fromkeys(fold(self.terms).split()))
        self.terms = " ".join(terms)
        if len(self.word) < SHORTEST:
            raise ValidationError({"word": _("Write at least two characters.")})
        if len(terms) > MOST_TERMS:
            raise ValidationError({"terms": _("Write at most 8 terms.")})
        if any(len(term) < SHORTEST for term in terms):
            raise ValidationError({"terms": _("Each term has at least two characters.")})
