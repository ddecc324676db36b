"""What is wrong with the settings of the search is said before anything starts."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error

from portal.search.engines import ENGINES


def settings_make_sense(**kwargs):
    """Return errors for an unknown engine and for an address without scheme, host or port."""
    if settings.SEARCH_ENGINE not in ENGINES:
        known = ", ".join(ENGINES)
        return [Error(f"PORTAL_SEARCH_ENGINE must be one of {known}.", id="portal_search.E001")]
    if settings.SEARCH_ENGINE == "embedded":
        return []
    faulty = [
        number for number, url in enumerate(settings.ELASTICSEARCH_URLS) if not _is_whole(url)
    ]
    return [
        Error(  # the address itself may hold a password
            f"PORTAL_ELASTICSEARCH_URL: address {number + 1} is not like https://host:9200.",
            id="portal_search.E002",
        )
        for number in faulty
    ]


def _is_whole(url):
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname and parts.port)
    except ValueError:
        return False
