"""The legal terms for what people say: 欠薪 is 拖欠劳动报酬 where the law speaks of it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.functional import cached_property

from portal.search.models import LayWord
from portal.search.models.words import MOST_TERMS

KEY = "portal.search.lay_words"
KEPT = 60  # seconds: how long a process may go on with the table before a change


@dataclass(frozen=True)
class Table:
    """Lay words and the legal terms of each."""

    terms: Mapping[str, tuple[str, ...]]

    @cached_property
    def lengths(self):
        return sorted({len(word) for word in self.terms}, reverse=True)

    def terms_for(self, text):
        """Return the legal terms for the lay words in folded ``text``, at most MOST_TERMS.

        Of words that begin at the same place the longest counts.
        """
        found: dict[str, None] = {}
        for start in range(len(text)):
            for length in self.lengths:
                word = text[start : start + length]
                if len(word) == length and word in self.terms:
                    found |= dict.fromkeys(self.terms[word])
                    break
        return [term for term in found if term not in text][:MOST_TERMS]


def legal_terms(text):
    """Return the legal terms for folded ``text`` from the editors' table, as it was lately."""
    return _table().terms_for(text)


def forget():
    """Read the table anew at the next search."""
    cache.delete(KEY)


def _table():
    """Return the table; the cache keeps only its stamp, for to unpickle it takes half a search."""
    stamp = cache.get(KEY)
    known, table = _held[0]
    if stamp is None or stamp != known:
        stamp, table = stamp or secrets.token_hex(8), Table(LayWord.objects.table())
        _held[0] = stamp, table
        cache.set(KEY, stamp, KEPT)
    return table


_held: list[tuple[str, Table]] = [("", Table({}))]
