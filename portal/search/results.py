"""What a search gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from portal.search.queries import Query, parse
from portal.search.ranking import LABELS
from portal.search.snippets import highlight, passage


@dataclass(frozen=True)
class Hit:
    """One found document. ``title_html`` and ``snippet`` are safe HTML.

    ``is_named``: the query was its very name or code, so it stands first.
    """

    key: str
    type: str
    title: str
    url: str
    body: str = ""
    score: float = 0.0
    facets: Mapping[str, str] = field(default_factory=dict)
    published_at: datetime | None = None
    tokens: Sequence[str] = ()
    is_named: bool = False

    @cached_property
    def title_html(self):
        return highlight(self.title, self.tokens)

    @cached_property
    def snippet(self):
        """The passage with most of what was searched for; of what was named, the beginning."""
        return passage(self.body, () if self.is_named else self.tokens)

    @property
    def label(self):
        return LABELS.get(self.type, self.type)

    @property
    def since(self):
        """The first day on which this law holds; None for no law, or when nobody knows."""
        return _day(self.facets.get("since"))

    @property
    def until(self):
        """The last day on which this law holds; None for no end."""
        return _day(self.facets.get("until"))

    @property
    def is_over(self):
        return self.until is not None and self.until < timezone.localdate()

    @property
    def is_to_come(self):
        return self.since is not None and self.since > timezone.localdate()


@dataclass(frozen=True)
class Results:
    """One page of hits.

    ``total`` and ``facets`` count inside the window, so they are approximate. ``suggestion``
    holds documents whose name sounds alike, when nothing was found.
    """

    query: Query
    hits: Sequence[Hit] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    suggestion: Sequence[Hit] = ()
    page: int = 1
    pages: int = 1

    @classmethod
    def none(cls, text):
        """Return the empty results for ``text``."""
        return cls(query=parse(text))


@dataclass(frozen=True)
class Drift:
    """How the index differs from the database, as document keys."""

    missing: Sequence[str] = ()
    outdated: Sequence[str] = ()
    extra: Sequence[str] = ()

    def __bool__(self):
        return bool(self.keys)

    @property
    def keys(self):
        return [*self.missing, *self.outdated, *self.extra]


def _day(text):
    return date.fromisoformat(text) if text else None
