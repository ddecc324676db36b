"""Fixtures of the whole suite."""

import pytest
from django.core.cache import cache

from tests.database import TestDatabase

DATABASE = pytest.StashKey[tuple]()


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Instead of pytest-django's: a copy of a migrated template for each process."""
    process = getattr(request.config, "workerinput", {}).get("workerid", "main")
    database = TestDatabase(process)
    request.config.stash[DATABASE] = (database, django_db_blocker)
    with django_db_blocker.unblock():
        database.open()
    yield
    with django_db_blocker.unblock():
        database.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Give a test that committed its database back: before the tables are emptied on SQLite,
    where the guards of append-only tables refuse that, and after it on both engines.
    """
    if DATABASE not in item.config.stash or not _commits(item):
        return (yield)
    database, blocker = item.config.stash[DATABASE]
    if database.sqlite:
        with blocker.unblock():
            database.restore()
    try:
        return (yield)
    finally:
        with blocker.unblock():
            database.restore()


def _commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    transactional = marker is not None and marker.kwargs.get("transaction")
    return bool(transactional or {"transactional_db", "live_server"} & set(item.fixturenames))


@pytest.fixture(autouse=True)
def _fresh_cache():
    """Wagtail caches site roots: without this one test's tree leaks into the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def _own_search_index(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "search"


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.PRIVATE_ROOT = tmp_path / "private"
