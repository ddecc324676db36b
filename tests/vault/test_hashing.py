"""Keyed hashes are stable, separate by purpose and useless without the key."""

import pytest

from portal.vault.hashing import keyed_digits, keyed_hash
from portal.vault.keyring import KeysMissingError


def test_hash_is_stable_and_hex():
    digest = keyed_hash("receipt", "1234")
    assert digest == keyed_hash("receipt", "1234")
    assert len(digest) == 64
    assert set(digest) <= set("0123456789abcdef")


def test_purposes_do_not_match_each_other():
    assert keyed_hash("receipt", "1234") != keyed_hash("phone", "1234")


def test_another_key_gives_another_hash(settings):
    before = keyed_hash("receipt", "1234")
    settings.VAULT_HASH_KEY = "another"
    assert keyed_hash("receipt", "1234") != before


def test_encryption_keys_do_not_matter(settings, new_key):
    before = keyed_hash("receipt", "1234")
    settings.VAULT_KEYS = [new_key]
    assert keyed_hash("receipt", "1234") == before


def test_no_key_says_so(settings):
    settings.VAULT_HASH_KEY = ""
    with pytest.raises(KeysMissingError):
        keyed_hash("receipt", "1234")


@pytest.mark.parametrize("length", [1, 16, 20, 40])
def test_digits_have_their_length(length):
    digits = keyed_digits("receipt", "form key", length)
    assert len(digits) == length
    assert digits.isdecimal()
    assert digits == keyed_digits("receipt", "form key", length)


@pytest.mark.parametrize("length", [0, -1, 41])
def test_other_lengths_are_refused(length):
    with pytest.raises(ValueError):
        keyed_digits("receipt", "form key", length)


def test_digits_are_spread_evenly():
    digits = "".join(keyed_digits("receipt", str(number), 20) for number in range(1000))
    counts = [digits.count(digit) for digit in "0123456789"]
    assert min(counts) > 1800
    assert max(counts) < 2200


def test_digits_are_not_the_hash():
    number = int(keyed_hash("receipt", "form key"), 16)
    assert keyed_digits("receipt", "form key", 20) != str(number % 10**20).zfill(20)
