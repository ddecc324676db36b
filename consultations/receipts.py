"""The receipt (回执码): 16 digits in four groups, like a bank card.

It is derived by HMAC from the key of the form, so a retry after a lost answer gives the same
receipt; only its keyed hash is stored (trust.md, decision 2).
"""

import unicodedata

from portal.vault.hashing import keyed_digits, keyed_hash

DIGITS = 16
GROUP = 4
TAIL = 4


def of_form(form_key: str) -> str:
    """Return the 16 digits that belong to ``form_key``."""
    return keyed_digits("receipt", form_key, DIGITS)


def grouped(code: str) -> str:
    """Return ``code`` as it is printed: "6217 4083 9925 1140"."""
    return " ".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def digits_of(text: str) -> str:
    """Return the digits in what a person typed: spaces, dashes and full-width digits are fine."""
    return "".join(
        char for char in unicodedata.normalize("NFKC", text) if char.isascii() and char.isdigit()
    )


def is_code(text: str) -> bool:
    """Return whether ``text`` holds exactly as many digits as a receipt has."""
    return len(digits_of(text)) == DIGITS


def hash_of(code: str) -> str:
    """Return the keyed hash under which the receipt is stored."""
    return keyed_hash("receipt", digits_of(code))


def tail_of(phone: str) -> str:
    """Return the last four digits of a phone, or "" if it has fewer."""
    digits = digits_of(phone)
    return digits[-TAIL:] if len(digits) >= TAIL else ""


def tail_hash(receipt_hash: str, tail: str) -> str:
    """Return the keyed hash of a phone's tail, bound to its receipt ("" for no tail)."""
    return keyed_hash("phone-tail", f"{receipt_hash}:{digits_of(tail)}") if tail else ""
