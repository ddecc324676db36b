"""The key ring: it turns private text into tokens and back.

Keys come from ``settings.VAULT_KEYS``, newest first, and never touch the database or its backups.
The first key writes, every key reads, so a key is changed by putting a new one in front, running
``rotate_vault`` and only then removing the old one.
A token is a Fernet token: AES-128-CBC and HMAC-SHA256, text of the URL-safe base64 alphabet.
"""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PREFIX = "gAAAA"  # how every Fernet token of this century and the next begins


class VaultError(Exception):
    """Something is wrong with the keys or with what they should open."""


class KeysMissingError(VaultError):
    """No key is configured."""


class InvalidKeyError(VaultError):
    """A configured key is not 32 bytes in URL-safe base64."""


class UnreadableError(VaultError):
    """No key of the ring opens the token: the key left too early or the token was altered."""


def encrypt(text: str) -> str:
    """Return the token of ``text``, by the newest key; raise ``VaultError`` without keys."""
    return _ring()[0].encrypt(text.encode()).decode("ascii")


def decrypt(token: str) -> str:
    """Return the text of ``token``; raise ``UnreadableError`` when no key opens it."""
    try:
        return MultiFernet(_ring()).decrypt(token).decode()
    except InvalidToken:
        raise UnreadableError("No key of the ring opens this text.") from None


def is_current(token: str) -> bool:
    """Tell whether the newest key wrote ``token``."""
    try:
        _ring()[0].decrypt(token)
    except InvalidToken:
        return False
    return True


def _ring() -> tuple[Fernet, ...]:
    return _build(tuple(settings.VAULT_KEYS))


@lru_cache(maxsize=8)
def _build(keys: tuple[str, ...]) -> tuple[Fernet, ...]:
    if not keys:
        raise KeysMissingError("settings.VAULT_KEYS is empty.")
    return tuple(_fernet(number, key) for number, key in enumerate(keys, start=1))


def _fernet(number: int, key: str) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:
        # The key itself must not reach a log.
        raise InvalidKeyError(f"Key {number} of settings.VAULT_KEYS is not a Fernet key.") from None
