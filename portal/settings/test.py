"""Settings of the test suite: SQLite by default, PostgreSQL when ``DATABASE_URL`` says so."""

from portal.settings.base import *
from portal.settings.base import DATABASES, SQLITE_OPTIONS, VAR_DIR
from portal.settings.env import env

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SECRET_KEY = "only-for-tests"  # noqa: S105 (a fixed key keeps signatures stable across workers)
VAULT_KEYS = ["sZ3dOPVUhpVYUjoOpHc3Rkd6PwQAxAFXcXVtZJmkyzM="]
VAULT_HASH_KEY = "only-for-tests"
HUMAN_MIN_SECONDS = 0
DATABASES["default"]["TEST"] = {"NAME": f"test_portal_{env('TEST_DB_SUFFIX', default='main')}"}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # What a test database holds need not outlive a power cut.
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS | {"init_command": pragmas}
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test" / "portal.sqlite3")}
    (VAR_DIR / "test").mkdir(parents=True, exist_ok=True)
ELASTICSEARCH_URLS = env.list("PORTAL_TEST_ELASTICSEARCH", default=[])
AXES_ENABLED = False
