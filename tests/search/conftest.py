"""Every test of search has its own registry and an empty index."""

import pytest
from django.contrib.auth.models import Group

from portal.search import outbox, registry
from tests.factories.search import group_source, page_source
from tests.search import engines


@pytest.fixture(autouse=True)
def _own_registry():
    before = registry.sources()
    for source in before:
        registry.unregister(source)
    yield
    for source in registry.sources():
        registry.unregister(source)
    for source in before:
        registry.register(source)


@pytest.fixture(params=engines.EVERY)
def engine(request, settings, db):
    """Each engine in turn, on an empty index."""
    with engines.opened(request.param, settings) as found:
        yield found


@pytest.fixture
def groups(db):
    """Groups can be found, as villages; there are none yet."""
    Group.objects.all().delete()
    source = group_source()
    registry.register(source)
    return source


@pytest.fixture
def pages():
    """Public pages can be found."""
    source = page_source()
    registry.register(source)
    return source


@pytest.fixture
def found(engine):
    """Return a function: the keys found for a text after the worker's turn."""

    def keys(text):
        outbox.drain()
        results = engine.search(text)
        return {hit.key for hit in results.hits}

    return keys
