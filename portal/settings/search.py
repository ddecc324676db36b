"""Which engine searches, where its index is, and what the admin searches with."""

from portal.settings.env import VAR_DIR, env

SEARCH_ENGINE = env("PORTAL_SEARCH_ENGINE", default="embedded")
SEARCH_INDEX_DIR = VAR_DIR / "search"
ELASTICSEARCH_URLS = env.list("PORTAL_ELASTICSEARCH_URL", default=["http://localhost:9200"])
ELASTICSEARCH_INDEX = env("PORTAL_ELASTICSEARCH_INDEX", default="portal")
ELASTICSEARCH_CERTIFICATES = env("PORTAL_ELASTICSEARCH_CERTIFICATES", default="")

ADMIN_BACKENDS: dict[str, dict] = {
    "embedded": {"BACKEND": "wagtail.search.backends.database.fallback"},
    "elasticsearch": {
        "BACKEND": "portal.search.engines.admin",
        "HOSTS": ELASTICSEARCH_URLS,
        "INDEX_PREFIX": f"{ELASTICSEARCH_INDEX}_admin_",
        "TIMEOUT": 60,
        "OPTIONS": {"max_retries": 0, "ca_certs": ELASTICSEARCH_CERTIFICATES or None},
    },
}
WAGTAILSEARCH_BACKENDS = {"default": ADMIN_BACKENDS.get(SEARCH_ENGINE, ADMIN_BACKENDS["embedded"])}

SEARCH_SCHEDULE = [("search sync", 60), ("search check --repair", 24 * 3600)]
if SEARCH_ENGINE == "elasticsearch":
    # At the first start this builds what the admin searches, later what a long outage lost.
    SEARCH_SCHEDULE.append(("update_index", 24 * 3600))
