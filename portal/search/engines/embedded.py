"""The engine for one machine: tantivy, a library, on a folder under ``var``."""

import json
import logging
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from typing import Any

import tantivy
from tantivy import Occur, Query

from portal.search import ranking
from portal.search.analysis import RUN, tokens
from portal.search.engines.base import Engine, EngineDownError, Found, State
from portal.search.engines.generations import Generations

logger = logging.getLogger(__name__)
WRITER_MEMORY = 30_000_000  # bytes
REBUILD_MEMORY = 100_000_000
WRITER_WAIT = 5  # seconds
REBUILD_WAIT = 0.2  # a little: who asks whether it is taken holds it for a moment
SWAP_WAIT = 60
SCALE = 20  # of all scores; see _as_tantivy_weighs


def _schema():
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("facet", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="words", index_option="position")
    for facet in ranking.FACETS:
        builder.add_unsigned_field(facet, fast=True)
    builder.add_unsigned_field("moment", fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


SCHEMA = _schema()
MAKE = "2"  # to be raised with every change of the schema: older folders are built anew
WORDS = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


class EmbeddedEngine(Engine):
    """One writer at a time behind a file lock; readers follow the writer's last commit."""

    def __init__(self, folder):
        self.generations = Generations(folder, MAKE)
        self._open: tuple[Any, Any, Any] = (None, None, None)
        self._words: dict[tuple[str, Any], str] = {}

    def state(self):
        current = self.generations.current()
        return State(current and current.name, self.generations.is_locked("rebuild"))

    def is_built(self):
        """As of every engine; an index that is damaged does not count, so that it is built anew."""
        folder = self.generations.current()
        return folder is not None and _is_sound(folder)

    def top(self, query, filters=None, limit=ranking.WINDOW):
        wanted = _query(query, filters or {})
        with _failures_named():
            return _found(self._searcher(), wanted, limit)

    def mark(self, value):
        return _mark(value)

    def named(self, keys):
        with _failures_named():
            searcher = self._searcher()
            return [found for key in keys for found in _found(searcher, _term("key", key), 1)]

    def load(self, found, tokens):
        with _failures_named():
            documents = [one.place[0].doc(one.place[1]) for one in found]
            return [
                one.hit(document.get_first("key"), _shown(document), tokens)
                for one, document in zip(found, documents, strict=True)
            ]

    def word(self, facet, found):
        known = facet, found.marks[ranking.FACETS.index(facet)]
        if known not in self._words:
            (hit,) = self.load([found], ())
            self._words[known] = {**hit.facets, "type": hit.type}[facet]
        return self._words[known]

    def write(self, documents, gone):
        if self.generations.current() is None:
            self.replace(())
        with self.generations.lock("writer", WRITER_WAIT):
            there = partial(tantivy.Index.open, str(self.generations.current()))
            _fill(there, documents, gone, WRITER_MEMORY)

    def replace(self, documents):
        generations = self.generations
        with generations.lock("rebuild", REBUILD_WAIT):
            folder = generations.new()
            new = partial(tantivy.Index, SCHEMA, path=str(folder))
            count = _fill(new, documents, (), REBUILD_MEMORY)
            with generations.lock("writer", SWAP_WAIT):
                generations.make_current(folder)
            return count

    def stored(self):
        with _failures_named():
            searcher = self._searcher()
            hits = searcher.search(Query.all_query(), limit=max(1, searcher.num_docs)).hits
            for _, place in hits:
                document = searcher.doc(place)
                yield document.get_first("key"), _shown(document)["digest"]

    def _searcher(self):
        """Return a searcher on the last commit, opened anew only when there is a newer one."""
        folder = self.generations.current()
        if folder is None:
            raise EngineDownError("There is no search index yet.")
        state = (folder / "meta.json").stat()
        version = (folder, state.st_mtime_ns, state.st_ino)
        known, index, searcher = self._open
        if version == known:
            return searcher
        if known is None or known[0] != folder:
            index = tantivy.Index.open(str(folder))
            index.config_reader("manual")
        index.reload()
        searcher = index.searcher()
        self._open = (version, index, searcher)
        return searcher


@contextmanager
def _failures_named():
    """Turn what tantivy raises about files into EngineDownError.

    Where they changed under an open index it panics: no ``Exception``, nor to be imported.
    """
    try:
        yield
    except BaseException as error:  # a panic is one; whatever else it is goes on
        if isinstance(error, OSError | ValueError) or type(error).__name__ == "PanicException":
            raise EngineDownError(str(error)) from error
        raise


def _is_sound(folder):
    """Say whether the index in ``folder`` opens, once more, for an open reader outlives files."""
    try:
        with _failures_named():
            _found(tantivy.Index.open(str(folder)).searcher(), _term("text", "法"), 1)
    except EngineDownError as error:
        logger.warning("The search index is damaged: %s", error)
        return False
    return True


def _fill(opened, documents, gone, memory):
    """Write to the index ``opened()`` and commit; return how many ``documents`` were written."""
    count = 0
    with _failures_named():
        index = opened()
        index.register_tokenizer("words", WORDS)
        writer = index.writer(heap_size=memory, num_threads=1)
        for key in gone:
            writer.delete_documents_by_term("key", key)
    for document in documents:
        with _failures_named():
            writer.delete_documents_by_term("key", document.key)
            writer.add_document(_stored(document))
        count += 1
    with _failures_named():
        writer.commit()
        writer.wait_merging_threads()
    return count


def _stored(document):
    shown = document.shown | {"digest": document.digest}
    stored = tantivy.Document()
    stored.add_text("key", document.key)
    for name, value in {**document.facets, "type": document.type}.items():
        stored.add_text("facet", f"{name}={value}")
        if name in ranking.FACETS:
            stored.add_unsigned(name, _mark(value))
    if document.published_at:
        stored.add_unsigned("moment", max(0, int(document.published_at.timestamp())))
    stored.add_text("text", " ".join(tokens(document.words)))
    stored.add_float("weight", _as_tantivy_weighs(document.boost))
    stored.add_bytes("shown", json.dumps(shown, ensure_ascii=False).encode("utf-8", "replace"))
    return stored


def _as_tantivy_weighs(factor):
    """Return the number that makes tantivy multiply a score by ``factor``, times SCALE.

    It multiplies by log2(2 + number) and takes a negative number for 0, so that without SCALE no
    score could fall. A factor is held between 0.05 and 5: beyond lies infinity.
    """
    return 2 ** min(max(1, factor * SCALE), 5 * SCALE) - 2


def _mark(value):
    """Return a number that stands for ``value``, 0 for nothing."""
    if not value:
        return 0
    return int.from_bytes(blake2b(value.encode("utf-8", "replace"), digest_size=8).digest())


def _shown(document):
    return json.loads(bytes(document.get_first("shown")).decode())


def _found(searcher, query, limit):
    best = searcher.search(query, limit=limit, count=False, weight_by_field="weight").hits
    places = [place for _, place in best]
    moments = searcher.fast_field_values("moment", places)
    columns = [searcher.fast_field_values(facet, places) for facet in ranking.FACETS]
    marks = zip(*columns, strict=True)
    return [
        Found(score, (searcher, place), marked, moment or 0)
        for (score, place), marked, moment in zip(best, marks, moments, strict=True)
    ]


def _query(query, filters):
    """Return: a needed token, and every phrase, within the filters; all tokens score."""
    words = query.needed
    parts = [(Occur.Must, _any(_typed(token, query) for token in words))]
    rest = [token for token in query.tokens if token not in words]
    parts += [(Occur.Should, _typed(token, query)) for token in rest]
    parts += [(Occur.Should, _boosted(token, ranking.LEGAL_PAIR)) for token in query.legal]
    must = [part for phrase in query.phrases for part in _phrase(phrase)]
    must += [_one_of(name, value) for name, value in filters.items()]
    parts += [(Occur.Must, Query.const_score_query(part, 0.0)) for part in must]
    return Query.boolean_query(parts)


def _typed(token, query):
    if token in query.repeated:
        return _boosted(token, ranking.REPEATED)
    return _term("text", token)


def _boosted(token, factor):
    return Query.boost_query(_term("text", token), factor)


def _phrase(phrase):
    """Yield one query per run: the characters of a Han run stand side by side in the index."""
    for run in RUN.finditer(phrase):
        word = run.group()
        if run.lastgroup == "han" and len(word) > 1:
            yield Query.phrase_query(SCHEMA, "text", list(word))
        else:
            yield _term("text", word)


def _one_of(name, value):
    values = (value,) if isinstance(value, str) else value
    return _any(_term("facet", f"{name}={one}") for one in values)


def _any(queries):
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _term(field, value):
    return Query.term_query(SCHEMA, field, value, "basic" if field != "text" else "freq")
