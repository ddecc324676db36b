"""Fixtures of the whole suite."""

import pytest
from django.core.cache import cache


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
