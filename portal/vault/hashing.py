"""Keyed hashes: find a row by a secret without storing the secret.

The hash key is ``settings.VAULT_HASH_KEY``. It is independent of the encryption keys and must stay
the same: with another one every receipt, form key and draft would be lost.
"""

import hashlib
import hmac

from django.conf import settings

from portal.vault.keyring import KeysMissingError

MAX_DIGITS = 40  # 2**256 / 10**40 leaves a bias below 10**-37


def keyed_hash(purpose: str, value: str) -> str:
    """Return the HMAC-SHA256 of ``value`` as 64 hex characters.

    Each ``purpose`` has a key of its own, so equal values of two purposes cannot be matched.
    Raises ``KeysMissingError`` without a hash key.
    """
    return _digest(purpose, value).hex()


def keyed_digits(purpose: str, value: str, length: int) -> str:
    """Return ``length`` decimal digits (1 to 40) that ``value`` always gives, unguessable."""
    if not 1 <= length <= MAX_DIGITS:
        raise ValueError(f"length must be between 1 and {MAX_DIGITS}")
    number = int.from_bytes(_digest(f"digits:{purpose}", value), "big")
    return str(number % 10**length).zfill(length)


def _digest(purpose: str, value: str) -> bytes:
    if not settings.VAULT_HASH_KEY:
        raise KeysMissingError("settings.VAULT_HASH_KEY is empty.")
    key = _mac(settings.VAULT_HASH_KEY.encode(), f"portal.vault:{purpose}")
    return _mac(key, value)


def _mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
