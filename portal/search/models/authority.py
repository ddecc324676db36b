"""How much each kind of result counts, as the editors set it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

LEAST, MOST = 0.1, 2.0
KINDS = ("village", "adviser", "article", "lecture", "page", "code", "law")
LAWS = ("constitution", "statute", "interpretation", "regulation", "rule", "local")


def factor(words, default):
    """Return a field for a factor of scores."""
    bounds = [MinValueValidator(LEAST), MaxValueValidator(MOST)]
    return models.FloatField(words, default=default, validators=bounds)


@register_setting(icon="search", order=120)
class SearchSettings(BaseGenericSetting):
    """By what the score of each kind of result is multiplied 搜索排序.

    Of the whole installation, as the index is. A change is felt when the index has been rebuilt,
    which the worker does at once.
    """

    village = factor(_("villages"), 1.0)
    adviser = factor(_("advisers"), 1.0)
    article = factor(_("cases"), 1.0)
    lecture = factor(_("lectures"), 0.9)
    page = factor(_("pages"), 0.8)
    code = factor(_("laws as a whole"), 0.7)
    law = factor(_("articles of law"), 0.6)
    constitution = factor(_("constitution"), 1.0)
    statute = factor(_("laws"), 1.0)
    interpretation = factor(_("judicial interpretations"), 0.9)
    regulation = factor(_("administrative regulations"), 0.8)
    rule = factor(_("departmental rules"), 0.5)
    local = factor(_("local regulations"), 0.8)
    civil_code = factor(_("the Civil Code, besides"), 1.3)
    learns = models.BooleanField(
        _("learn from cases"),
        default=True,
        help_text=_(
            "An article of law is also found by the question of every published case that cites "
            "it. Nothing is learned from what people ask the advisers."
        ),
    )

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(name) for name in KINDS])],
            heading=_("Kinds of results"),
            help_text=_("1 counts fully, 0.5 half. From 0.1 to 2."),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(name) for name in (*LAWS, "civil_code")])],
            heading=_("Articles of law, besides, by what they are an article of"),
        ),
        FieldPanel("learns"),
    ]

    class Meta:
        verbose_name = _("search settings")

    def __str__(self):
        return str(self._meta.verbose_name)

    @classmethod
    def now(cls):
        """Return the settings as saved, or the first ones; one query, nothing is written."""
        return cls.objects.first() or cls()

    def factor_of(self, document):
        """Return the factor of a document by its type and ``ranks``."""
        product = 1.0
        for name in (document.type, *document.ranks):
            product *= getattr(self, name, 1.0) if name in NAMES else 1.0
        return product


NAMES = frozenset((*KINDS, *LAWS, "civil_code"))
