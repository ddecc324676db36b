"""What every engine does alike. An engine itself only stores, deletes, scores and lists."""

import logging
import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from portal.search import ranking, registry, suggestions, wording
from portal.search.analysis import fold
from portal.search.documents import SearchDocument
from portal.search.engines.windows import Windows, above_bar
from portal.search.nearness import near, stands_out
from portal.search.queries import Query, parse
from portal.search.results import Drift, Hit, Results

logger = logging.getLogger(__name__)
SIMILAR_LENGTH = 300
NAME_LENGTH = 10  # characters: longer is no name


class EngineDownError(Exception):
    """The index cannot be read or written now."""


class EngineBusyError(Exception):
    """Somebody else is writing the index; try again later."""


class Found(NamedTuple):
    """One document of the window: its weighted score and where the engine keeps it.

    ``marks`` has, in the order of ranking.FACETS, what stands for the value of each facet, 0 for
    none. ``moment`` is when it was published in seconds since 1970, 0 when nobody knows. Of the
    same document every Found has an equal ``place``.
    """

    score: float
    place: Any
    marks: Sequence[Hashable] = ()
    moment: int = 0
    is_named: bool = False

    def hit(self, key: str, shown: Mapping, tokens: Sequence[str]) -> Hit:
        """Return the Hit of the document ``key``, ``shown`` as SearchDocument gives it."""
        day = shown["published_at"]
        return Hit(
            key=key,
            type=_type(key),
            title=shown["title"],
            url=shown["url"],
            body=shown["body"],
            score=self.score,
            facets=shown["facets"],
            published_at=day and datetime.fromisoformat(day),
            tokens=tokens,
            is_named=self.is_named,
        )


class State(NamedTuple):
    """Which index counts, None for none, and whether another one is being built beside it."""

    name: str | None
    is_rebuilding: bool


class Engine:
    """The contract of an engine.

    Every method may raise EngineDownError, those that write EngineBusyError too.
    """

    # What an engine itself must do.

    def state(self) -> State:
        """Return the State of the index; one of an older version's layout does not count."""
        raise NotImplementedError

    def top(self, query: Query, filters=None, limit=ranking.WINDOW) -> list[Found]:
        """Return the ``limit`` documents with the best score × weight, best first.

        Each holds a needed token and all phrases of ``query``; its legal tokens only add to the
        score. ``filters`` maps a facet to one value or a tuple of values.
        """
        raise NotImplementedError

    def mark(self, value: str) -> Hashable:
        """Return what stands for ``value`` of a facet in the marks of a Found."""
        raise NotImplementedError

    def load(self, found: Sequence[Found], tokens: Sequence[str]) -> list[Hit]:
        """Return the Hits of ``found`` in the same order."""
        raise NotImplementedError

    def named(self, keys: Sequence[str]) -> list[Found]:
        """Return those documents ``keys`` that the index holds, in the same order."""
        raise NotImplementedError

    def word(self, facet: str, found: Found) -> str:
        """Return the value of ``facet`` that a mark of ``found`` stands for."""
        raise NotImplementedError

    def write(self, documents: Sequence[SearchDocument], gone: Sequence[str]) -> None:
        """Store ``documents`` in place of older copies and delete the keys ``gone``, at once."""
        raise NotImplementedError

    def replace(self, documents: Iterable[SearchDocument]) -> int:
        """Build a new index of ``documents`` beside the old one, swap, return their number.

        Meanwhile the old one is read and written.
        """
        raise NotImplementedError

    def stored(self) -> Iterator[tuple[str, str]]:
        """Yield key and digest of every document in the index."""
        raise NotImplementedError

    # What all engines have in common.

    def search(
        self,
        query: str,
        filters: Mapping | None = None,
        page=1,
        size=ranking.PAGE_SIZE,
        newest=False,
    ):
        """Return Results for what a person typed; any text and any ``page`` is accepted.

        ``newest``: what was published last stands first, behind what was named.
        """
        parsed = parse(query).meaning(wording.legal_terms)
        filters = {name: value for name, value in (filters or {}).items() if value}
        if not parsed.text:
            return Results(query=parsed)
        named = [one._replace(is_named=True) for one in self.named(_called(parsed, filters))]
        windows = Windows(self, parsed, without=named)
        rest = windows.within(filters)
        if newest:
            rest.sort(key=lambda found: -found.moment)
        window = [*named, *rest]
        hits, number, gone = self._page(window, page, size, parsed.tokens)
        total = len(window) - gone
        return Results(
            query=parsed,
            hits=hits,
            total=total,
            facets=self._facets(windows, filters, window),
            suggestion=_meant(parsed) if _may_be_misspelt(parsed, hits) else (),
            page=number,
            pages=_page_of(number, total, size)[1],
        )

    def _page(self, window, page, size, tokens):
        """Return the Hits of ``page``, its number, and how many there are gone meanwhile.

        Where all of them are, it is the page before.
        """
        number, gone = _page_of(page, len(window), size)[0], 0
        while True:
            loaded = self.load(window[(number - 1) * size : number * size], tokens)
            hits = registry.still_visible(loaded)
            gone += len(loaded) - len(hits)
            if hits or number == 1:
                return hits, number, gone
            number -= 1

    def suggest(self, prefix: str, limit=8):
        """Return what ``prefix`` names, then what is called, spelt or abbreviated so far."""
        parsed = parse(prefix)
        keys = registry.keys_named(parsed.text)[:limit]
        named = self.load(self.named(keys), ()) if keys else []
        return registry.still_visible([*named, *suggestions.starting(parsed, limit)])[:limit]

    def similar(self, text: str, types: Iterable[str] = ("article",), limit=3):
        """Return the documents of ``types`` near to a whole question; none while down."""
        parsed = parse(text, length=SIMILAR_LENGTH).meaning(wording.legal_terms)
        try:
            best = self.top(parsed, {"type": tuple(types)}) if parsed.tokens else []
            is_outstanding = stands_out([found.score for found in best], ranking.WINDOW)
            loaded = self.load(above_bar(best)[:limit], parsed.tokens)
            hits = near(parsed, loaded, is_outstanding)
            return registry.still_visible(hits)
        except EngineDownError as error:
            logger.warning("No similar documents: %s", error)
            return []

    def is_built(self) -> bool:
        """Return whether there is an index as this version of the portal lays it out."""
        return self.state().name is not None

    def index(self, documents: Iterable[SearchDocument]):
        """Store ``documents``."""
        self.update(documents)

    def delete(self, keys: Iterable[str]):
        """Delete the documents ``keys``; unknown ones are no error."""
        self.update((), gone=keys)

    def update(self, documents: Iterable[SearchDocument], gone: Iterable[str] = ()):
        """Store ``documents`` and delete ``gone``; when this returns both are confirmed."""
        documents, gone = list(documents), list(gone)
        if documents or gone:
            self.write(documents, gone)
            suggestions.store(documents, gone)

    def rebuild(self, documents: Iterable[SearchDocument] | None = None):
        """Build the index anew while people search the old one; return the number of documents."""
        seen: set[str] = set()
        documents = registry.documents() if documents is None else documents
        count = self.replace(suggestions.noted(documents, seen))
        suggestions.forget_others(seen)
        return count

    def check(self):
        """Return the Drift between the visible rows of the database and the index."""
        expected, nameless = {}, set()
        for document in registry.documents():
            expected[document.key] = document.digest
            nameless |= set() if document.names else {document.key}
        stored = dict(self.stored())
        both = expected.keys() & stored.keys() & (suggestions.known_keys() | nameless)
        return Drift(
            missing=sorted(expected.keys() - both),
            outdated=sorted(key for key in both if expected[key] != stored[key]),
            extra=sorted(stored.keys() - expected.keys()),
        )

    def _facets(self, windows, filters, window):
        """Count the values of each facet, also those that its own present filter leaves out."""
        facets = {}
        for place, name in enumerate(ranking.FACETS):
            others = {other: value for other, value in filters.items() if other != name}
            counted = windows.within(others) if name in filters else window
            counts = Counter(found.marks[place] for found in counted)
            examples = {found.marks[place]: found for found in counted}
            facets[name] = {
                self.word(name, examples[mark]): count
                for mark, count in counts.most_common()
                if mark
            }
        return facets


def _called(query, filters):
    """Return the keys of the documents that ``query`` names: a law's article, a village, a code."""
    kinds = filters.get("type", "")
    named = [key for key in registry.keys_named(query.text) if not kinds or _type(key) in kinds]
    called = [*named, *suggestions.keys_of_name(query, filters)]
    return list(dict.fromkeys(called))[: ranking.EXACT_LIMIT]


def _type(key):
    return key.partition(":")[0]


def _meant(query):
    return registry.still_visible(suggestions.close_to(query))


def _may_be_misspelt(query, hits):
    """Say whether a short query stands in none of the first ``hits`` as it was written."""
    if not hits:
        return True
    if len(query.text) > NAME_LENGTH or hits[0].is_named:
        return False
    first = hits[: ranking.PAGE_SIZE]
    return not any(query.text in fold(f"{hit.title} {hit.body}") for hit in first)


def _page_of(page, count, size):
    """Return a page number that exists and how many there are; no number at all means the first."""
    pages = max(1, math.ceil(count / size))
    text = str(page)
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
    return min(max(number, 1), pages), pages
