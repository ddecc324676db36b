"""What tests do to an engine from outside, whichever it is."""

import secrets
from contextlib import contextmanager

import pytest
from django.conf import settings

from portal.search import engines

NEEDS_SERVER = [
    pytest.mark.elasticsearch,
    pytest.mark.skipif(
        not settings.ELASTICSEARCH_URLS,
        reason="PORTAL_TEST_ELASTICSEARCH names no server: script/test elasticsearch",
    ),
]
EVERY = ["embedded", pytest.param("elasticsearch", marks=NEEDS_SERVER)]


@contextmanager
def opened(name, settings):
    """Give the engine ``name`` on an empty index of its own that goes with the test."""
    settings.SEARCH_ENGINE = name
    settings.ELASTICSEARCH_INDEX = f"test-{secrets.token_hex(6)}"
    engine = engines.engine()
    engine.rebuild([])
    yield engine
    if name == "elasticsearch":
        engine.elastic.drop()


@pytest.fixture(name="engine")
def embedded(settings, db):
    """For a module whose tests ask nothing of an engine: one is enough."""
    with opened("embedded", settings) as found:
        yield found


def opened_again():
    """Return the engine as another process would open it."""
    for opener in (engines._embedded, engines._elastic):
        opener.cache_clear()
    return engines.engine()


def forget_index(engine):
    """Take the index away, as somebody would by hand."""
    if settings.SEARCH_ENGINE == "embedded":
        engine.generations.pointer.unlink()
    else:
        engine.elastic.drop()


@contextmanager
def outage(engine):
    """Let no index be readable or writable inside."""
    if settings.SEARCH_ENGINE == "embedded":
        pointer = engine.generations.pointer
        away = pointer.rename(pointer.with_name("away"))
        pointer.mkdir()
        yield
        pointer.rmdir()
        away.rename(pointer)
    else:
        indices = engine.elastic._client.indices
        indices.close(index=engine.elastic.alias)
        yield
        indices.open(index=engine.elastic.alias)


def lay_out_anew(engine, monkeypatch):
    """Let the index be one that an older version of the portal laid out."""
    if settings.SEARCH_ENGINE == "embedded":
        monkeypatch.setattr(engine.generations, "beginning", "index-next-")
    else:
        monkeypatch.setattr(engine.elastic, "alias", f"{engine.elastic.name}-99")


def building(engine):
    """Hold what keeps a second builder off."""
    locks = engine.generations if settings.SEARCH_ENGINE == "embedded" else engine.locks
    return locks.lock("rebuild", 0)


def generations(engine):
    """Return the index that counts and those that stay beside it."""
    if settings.SEARCH_ENGINE == "embedded":
        return list(engine.generations.root.glob("index-*"))
    return engine.elastic._indexes()
