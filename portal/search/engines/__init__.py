"""The search engines. Which one runs is a deployment setting; both keep one contract."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.search.engines.base import Drift, Engine, EngineBusyError, EngineDownError, Hit, Results
from portal.search.engines.embedded import EmbeddedEngine

__all__ = ["Drift", "Engine", "EngineBusyError", "EngineDownError", "Hit", "Results", "engine"]

ENGINES = {"embedded": EmbeddedEngine}


def engine() -> Engine:
    """Return the engine that ``SEARCH_ENGINE`` names, on the index in ``SEARCH_INDEX_DIR``."""
    return _open(settings.SEARCH_ENGINE, str(settings.SEARCH_INDEX_DIR))


@cache
def _open(name, folder):
    if name not in ENGINES:
        raise ImproperlyConfigured(f"PORTAL_SEARCH_ENGINE must be one of {', '.join(ENGINES)}.")
    return ENGINES[name](folder)
