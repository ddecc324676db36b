"""By what a visitor narrows and orders the results, as the address says. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext, pgettext_lazy

from portal.search import ranking
from portal.search.queries import TYPED_LIMIT, clean

UNFOLDED = 7  # values of a facet that are seen at once
NAMES = {
    "type": pgettext_lazy("facet", "Type"),
    "topic": pgettext_lazy("facet", "Topic"),
    "township": pgettext_lazy("facet", "Township"),
    "year": pgettext_lazy("facet", "Year"),
}


@dataclass(frozen=True)
class Choice:
    """A value to narrow by: ``count`` is how many results there are of it.

    ``address`` is the query string that chooses it, or takes it back where it is chosen.
    """

    value: str
    label: Any
    count: int
    is_chosen: bool
    address: str


@dataclass(frozen=True)
class Facet:
    """What one question can be narrowed to; ``name`` is the parameter of the address."""

    name: str
    label: Any
    choices: tuple[Choice, ...]
    chosen: str = ""

    @property
    def shown(self):
        """The choices that are seen at once."""
        return self.choices[:UNFOLDED]

    @property
    def folded(self):
        """The choices behind those, for who asks for more."""
        return self.choices[UNFOLDED:]


@dataclass(frozen=True)
class Narrowing:
    """``filters`` maps facets to values; ``is_newest``: ordered by date.

    ``typed`` is the address again without what makes no sense: all that links may carry on, or a
    page would grow with each of its links by whatever was asked.
    """

    filters: Mapping[str, str]
    is_newest: bool
    typed: Any

    @classmethod
    def of(cls, typed):
        """Return what the QueryDict ``typed`` asks for."""
        values = {name: clean(typed.get(name, "")) for name in ranking.FACETS}
        if values["type"] not in ranking.LABELS:
            values["type"] = ""
        filters = {name: value for name, value in values.items() if value}
        is_newest = typed.get("sort") == "date"
        known = {"q": clean(typed.get("q", ""), TYPED_LIMIT), **filters}
        return cls(filters, is_newest, _address(typed, known, is_newest))

    def facets(self, counts):
        """Return each Facet that offers something, with what was chosen among its values."""
        facets = [self._facet(name, counts.get(name, {})) for name in ranking.FACETS]
        return [facet for facet in facets if facet.chosen or len(facet.choices) > 1]

    def _facet(self, name, counts):
        chosen = self.filters.get(name, "")
        values = _ordered(name, dict.fromkeys([chosen], 0) | counts if chosen else counts)
        choices = [self._choice(name, value, _label(name, value), count) for value, count in values]
        return Facet(name, NAMES[name], tuple(choices), chosen)

    def _choice(self, name, value, label, count):
        is_chosen = self.filters.get(name) == value
        address = self.typed.copy()
        address.pop("page", None)
        address[name] = value
        if is_chosen:
            del address[name]
        return Choice(value, label, count, is_chosen, f"?{address.urlencode()}")


def _label(name, value):
    if name == "year":
        return pgettext("facet", "the year %(year)s") % {"year": value}
    return ranking.LABELS.get(value, value) if name == "type" else value


def _address(typed, known, is_newest):
    address = typed.copy()
    address.clear()
    for name, value in [*known.items(), ("sort", "date" if is_newest else "")]:
        if value:
            address[name] = value
    return address


def _ordered(name, counts):
    """Return (value, count): types in their order, the newest year first, else the most first."""
    if name == "type":
        order = list(ranking.LABELS)
        return sorted(counts.items(), key=lambda pair: order.index(pair[0]))
    if name == "year":
        return sorted(counts.items(), reverse=True)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
