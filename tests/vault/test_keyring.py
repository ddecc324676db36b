"""The key ring writes with its first key and reads with all."""

import pytest

from portal.vault import keyring


def test_text_comes_back():
    assert keyring.decrypt(keyring.encrypt("村里征地补偿款还没发")) == "村里征地补偿款还没发"


def test_token_shows_nothing_and_is_new_each_time():
    first, second = keyring.encrypt("欠薪"), keyring.encrypt("欠薪")
    assert first != second
    assert first.startswith(keyring.PREFIX)
    assert "欠薪" not in first


def test_old_key_still_reads(settings, new_key):
    old = keyring.encrypt("旧")
    settings.VAULT_KEYS = [new_key, *settings.VAULT_KEYS]
    assert keyring.decrypt(old) == "旧"
    assert not keyring.is_current(old)
    assert keyring.is_current(keyring.encrypt("新"))


def test_removed_key_is_unreadable(settings, new_key):
    old = keyring.encrypt("旧")
    settings.VAULT_KEYS = [new_key]
    with pytest.raises(keyring.UnreadableError):
        keyring.decrypt(old)


def test_altered_token_is_unreadable():
    token = keyring.encrypt("原文")
    with pytest.raises(keyring.UnreadableError):
        keyring.decrypt(token[:-4] + "AAA=")


def test_no_key_says_so(settings):
    settings.VAULT_KEYS = []
    with pytest.raises(keyring.KeysMissingError):
        keyring.encrypt("x")


def test_bad_key_is_named_by_number_not_by_content(settings, new_key):
    settings.VAULT_KEYS = [new_key, "secret-but-short"]
    with pytest.raises(keyring.InvalidKeyError, match="Key 2") as caught:
        keyring.encrypt("x")
    assert "secret-but-short" not in str(caught.value)
