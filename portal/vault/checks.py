"""System checks: no start with keys that are missing, broken, doubled or not those of the data."""

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connections

from portal.vault.models import Probe

MAKE = (
    "A key is 32 random bytes in URL-safe base64: cryptography's Fernet.generate_key() makes one."
)


def check_keys(app_configs, **kwargs) -> list[CheckMessage]:
    """Return an error for each fault of ``VAULT_KEYS`` and ``VAULT_HASH_KEY`` (no database)."""
    keys = list(settings.VAULT_KEYS)
    errors: list[CheckMessage] = []
    if not keys:
        errors.append(Error("VAULT_KEYS holds no key.", hint=MAKE, id="vault.E001"))
    for number, key in enumerate(keys, start=1):
        if not _is_key(key):
            message = f"Key {number} of VAULT_KEYS is not a Fernet key."
            errors.append(Error(message, hint=MAKE, id="vault.E002"))
    if len(set(keys)) < len(keys):
        errors.append(Error("VAULT_KEYS holds the same key twice.", id="vault.E003"))
    if not settings.VAULT_HASH_KEY:
        errors.append(Error("VAULT_HASH_KEY is empty.", id="vault.E004"))
    elif settings.VAULT_HASH_KEY in keys:
        errors.append(Error("VAULT_HASH_KEY must not be one of VAULT_KEYS.", id="vault.E005"))
    return errors


def check_probe(app_configs, databases=None, **kwargs) -> list[CheckMessage]:
    """Return an error when the keys do not fit the stored data (runs with ``migrate``)."""
    if "default" not in (databases or []) or check_keys(app_configs):
        return []
    if Probe._meta.db_table not in connections["default"].introspection.table_names():
        return []
    hint = "Bring back the keys of this database; nothing is lost as long as they exist."
    return [Error(fault, hint=hint, id="vault.E006") for fault in Probe.objects.faults()]


def _is_key(key) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
