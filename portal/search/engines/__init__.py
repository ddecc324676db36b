"""The search engines. Which one runs is a deployment setting; both keep one contract."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.search.engines.base import Drift, Engine, EngineBusyError, EngineDownError, Hit, Results

__all__ = ["Drift", "Engine", "EngineBusyError", "EngineDownError", "Hit", "Results", "engine"]

ENGINES = ("embedded", "elasticsearch")


def engine() -> Engine:
    """Return the engine that ``SEARCH_ENGINE`` names, on the index that the settings name."""
    if settings.SEARCH_ENGINE == "embedded":
        return _embedded(str(settings.SEARCH_INDEX_DIR))
    if settings.SEARCH_ENGINE == "elasticsearch":
        return _elastic(
            str(settings.SEARCH_INDEX_DIR),
            tuple(settings.ELASTICSEARCH_URLS),
            settings.ELASTICSEARCH_INDEX,
            settings.ELASTICSEARCH_CERTIFICATES,
        )
    raise ImproperlyConfigured(f"PORTAL_SEARCH_ENGINE must be one of {', '.join(ENGINES)}.")


@cache
def _embedded(folder):
    from portal.search.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(folder)


@cache
def _elastic(folder, addresses, name, certificates):
    from portal.search.engines.elastic import ElasticEngine  # its client takes a second to load

    return ElasticEngine(folder, addresses, name, certificates)
