"""What is typed on the pages of laws: part of a name, the number of an article."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from knowledge import citations
from knowledge.citations.folding import plain
from knowledge.models import Law, Statute

NUMBER = re.compile(r"第?([^第条之-]{1,9})条?(?:(?:之|-)([一二三四五六七八九十\d]{1,3}))?条?")
MOST_ARTICLES = 9999


def read_article(typed: str) -> tuple[int, int] | None:
    """Number and branch of 1087, 第1087条, 一千零八十七, 120之一; None for anything else."""
    match = NUMBER.fullmatch(re.sub(r"\s", "", typed))
    number = citations.number_of(match[1]) if match else 0
    branch = citations.number_of(match[2] or "") if match else 0
    return (number, branch) if 0 < number <= MOST_ARTICLES and branch < 100 else None


class LawSearch:
    """Laws by a part of their name and by kind, as an address asks for them; nothing is wrong."""

    LONGEST = 60

    def __init__(self, query):
        self.words = query.get("q", "").replace("\x00", "").strip()[: self.LONGEST]
        kind = query.get("kind", "")
        self.kind = kind if kind in Law.Kind else ""

    def laws(self):
        """Laws of the kind with the words in one of their names."""
        laws = Law.objects.called(plain(self.words)) if self.words else Law.objects.all()
        return laws.filter(kind=self.kind) if self.kind else laws

    def statute(self):
        """The article when a whole citation was typed (民法典1087), else None; two queries."""
        if not re.search(r"\d|条", self.words):
            return None
        return Statute.objects.typed(self.words)


class ArticleJump(forms.Form):
    """第几条: leads to one article of ``law``."""

    article = forms.CharField(label=_("Which article?"), max_length=20)

    def __init__(self, *args, law, **kwargs):
        super().__init__(*args, **kwargs)
        self.law = law
        self.statute = None

    def clean_article(self):
        typed = self.cleaned_data["article"]
        key = read_article(typed)
        if key is None:
            raise ValidationError(_("Write the number, for example 12 or 第十二条."))
        self.statute = self.law.statutes.filter(number=key[0], branch=key[1]).first()
        if self.statute is None:
            label = citations.article_label(*key)
            words = _("%(law)s has no %(label)s here. Look in the contents below.")
            raise ValidationError(words % {"law": self.law, "label": label})
        return typed
