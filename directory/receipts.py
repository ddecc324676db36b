"""The receipt of an application 申请回执: 16 digits in four groups.

Long enough to stand alone, for an applicant gives no second fact: 600 misses an hour for a whole
year (the limit for everybody) meet one of 200 receipts with a chance below one in a million.

Derived by HMAC from the key of the form, so that sending twice gives the same receipt; only its
keyed hash is stored. The names of the hashes differ from those of villagers' receipts, so the two
kinds can never be mistaken for each other.
"""

import unicodedata

from portal.vault.hashing import keyed_digits, keyed_hash

DIGITS = 16
GROUP = 4


def of_form(form_key: str) -> str:
    """Return the 16 digits that belong to ``form_key``."""
    return keyed_digits("joining-receipt", form_key, DIGITS)


def grouped(code: str) -> str:
    """Return ``code`` as it is printed: "4083 9925 1140 7716"."""
    return " ".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def digits_of(text: str) -> str:
    """Return the digits in what somebody typed; spaces, dashes, full-width digits are fine."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(char for char in plain if char.isascii() and char.isdigit())


def hash_of(code: str) -> str:
    """Return the keyed hash under which the receipt is stored."""
    return keyed_hash("joining-receipt", digits_of(code))


def form_hash(form_key: str) -> str:
    """Return the keyed hash under which the form's key is stored."""
    return keyed_hash("joining-form", form_key)
