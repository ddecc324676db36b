"""The engine for many machines: Elasticsearch 8, on an index that all of them share."""

import time
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection

from portal.search import ranking
from portal.search.analysis import RUN, tokens
from portal.search.engines import elastic_index
from portal.search.engines.base import Engine, EngineBusyError, Found, State
from portal.search.engines.elastic_index import READ_SECONDS, ElasticIndex
from portal.search.engines.generations import Generations
from portal.search.engines.patience import within

LOCK_WAIT = 0.2  # seconds: who asks whether it is taken holds it for a moment
LEAST, MOST = 0.05, 5  # what a weight is held between


class ElasticEngine(Engine):
    """Readers and writers meet in the server; only one may build an index anew.

    ``folder`` holds the lock that keeps builders on this machine apart.
    """

    def __init__(self, folder, addresses, name, certificates=""):
        self.elastic = ElasticIndex(addresses, name, certificates)
        self.locks = Generations(folder)

    def search(self, *args, **kwargs):
        """Return Results, or raise EngineDownError before a visitor loses patience."""
        with within(READ_SECONDS):
            return super().search(*args, **kwargs)

    def suggest(self, *args, **kwargs):
        """Return what begins like this, within the same time."""
        with within(READ_SECONDS):
            return super().suggest(*args, **kwargs)

    def similar(self, *args, **kwargs):
        """Return what is near, or nothing after the same time: who asks is never held up."""
        with within(READ_SECONDS):
            return super().similar(*args, **kwargs)

    def state(self):
        is_rebuilding = self.locks.is_locked("rebuild") or _is_held(self.elastic.alias)
        return State(self.elastic.current(), is_rebuilding)

    def top(self, query, filters=None, limit=ranking.WINDOW):
        wanted = _query(query, filters or {})
        return [_found(hit) for hit in self.elastic.best(wanted, limit)]

    def mark(self, value):
        return _whole(value)

    def load(self, found, tokens):
        """Return the Hits of ``found`` without those that were deleted a moment ago."""
        shown = self.elastic.shown([one.place for one in found]) if found else {}
        return [one.hit(one.place, shown[one.place], tokens) for one in found if one.place in shown]

    def named(self, keys):
        if not keys:
            return []
        wanted = elastic_index.with_keys(_whole(key) for key in keys)
        held = {hit["_id"]: _found(hit) for hit in self.elastic.best(wanted, len(keys))}
        return [held[key] for key in keys if key in held]

    def word(self, facet, found):
        return found.marks[ranking.FACETS.index(facet)]

    def write(self, documents, gone):
        self.elastic.change(map(_entry, documents), map(_whole, gone))

    def replace(self, documents):
        with self.locks.lock("rebuild", LOCK_WAIT), _alone_among_machines(self.elastic.alias):
            return self.elastic.build(map(_entry, documents))

    def stored(self):
        return self.elastic.digests()


@contextmanager
def _alone_among_machines(name):
    """Hold a lock of the database that all machines share, or raise EngineBusyError.

    PostgreSQL gives it back by itself when the process or its connection ends; a note in the index
    would outlive a crash. With SQLite there is one machine, which the lock on a file guards.
    """
    if connection.vendor != "postgresql":
        yield
        return
    deadline = time.monotonic() + LOCK_WAIT
    while not _asked("SELECT pg_try_advisory_lock(hashtext(%s))", name):
        if time.monotonic() > deadline:
            raise EngineBusyError("Another machine is building the search index.")
        time.sleep(0.05)
    try:
        yield
    finally:
        with suppress(DatabaseError):
            _asked("SELECT pg_advisory_unlock(hashtext(%s))", name)


def _is_held(name):
    """Say whether some machine holds the lock ``name``; this one holds it for a moment to know."""
    if connection.vendor != "postgresql":
        return False
    if not _asked("SELECT pg_try_advisory_lock_shared(hashtext(%s))", name):
        return True
    _asked("SELECT pg_advisory_unlock_shared(hashtext(%s))", name)
    return False


def _asked(sql, name):
    with connection.cursor() as cursor:
        cursor.execute(sql, [name])
        return cursor.fetchone()[0]


def _entry(document):
    """Return ``document`` as the index lays it out."""
    facets = {name: _whole(value) for name, value in document.facets.items()}
    moment, shown = document.published_at, document.shown
    every = {**facets, "type": document.type}
    return {
        "_id": document.key,
        "text": " ".join(tokens(document.words)),
        "facet": [f"{name}={value}" for name, value in every.items()],
        **{name: every[name] for name in ranking.FACETS if every.get(name)},
        "moment": max(0, int(moment.timestamp())) if moment else 0,
        "weight": min(max(LEAST, document.boost), MOST),
        "digest": document.digest,
        "shown": shown
        | {"title": _whole(shown["title"]), "body": _whole(shown["body"]), "facets": facets},
    }


def _whole(text):
    """Return ``text`` with half surrogate pairs replaced: JSON cannot carry them."""
    return text.encode("utf-8", "replace").decode()


def _found(hit):
    fields = {name: values[0] for name, values in hit.get("fields", {}).items()}
    marks = tuple(fields.get(facet, 0) for facet in ranking.FACETS)
    return Found(hit["_score"], hit["_id"], marks, fields.get("moment", 0))


def _query(query, filters):
    """Return: a needed token, and every phrase, within the filters; all tokens score."""
    words = query.needed
    rest = [token for token in query.tokens if token not in words]
    conditions = [part for phrase in query.phrases for part in _phrase(phrase)]
    for name, value in filters.items():
        values = (value,) if isinstance(value, str) else value
        conditions.append(elastic_index.with_facet(name, map(_whole, values)))
    adding = [(token, _factor(token, query)) for token in rest]
    adding += [(token, ranking.LEGAL_PAIR) for token in query.legal]
    typed = [(token, _factor(token, query)) for token in words]
    return elastic_index.scored(typed, adding, conditions)


def _factor(token, query):
    return ranking.REPEATED if token in query.repeated else 1


def _phrase(phrase):
    """Yield a condition per run: the characters of a Han run stand side by side in the index."""
    for run in RUN.finditer(phrase):
        word = run.group()
        yield elastic_index.in_a_row(word if run.lastgroup == "han" else [word])
