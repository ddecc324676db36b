"""The portal does not start with keys that are missing, broken or not those of its data."""

import pytest
from django.core.checks import run_checks

from portal.vault.checks import check_keys, check_probe
from portal.vault.models import Probe


def ids(messages):
    return [message.id for message in messages]


def test_good_keys_pass():
    assert check_keys(None) == []


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([], ["vault.E001"]),
        (["short"], ["vault.E002"]),
        (["x" * 44], ["vault.E002"]),
        (["GOOD", "GOOD"], ["vault.E003"]),
    ],
)
def test_bad_keys_are_errors(settings, new_key, keys, expected):
    settings.VAULT_KEYS = [new_key if key == "GOOD" else key for key in keys]
    assert ids(check_keys(None)) == expected


def test_hash_key_must_exist_and_be_its_own(settings, new_key):
    settings.VAULT_HASH_KEY = ""
    assert ids(check_keys(None)) == ["vault.E004"]
    settings.VAULT_KEYS, settings.VAULT_HASH_KEY = [new_key], new_key
    assert ids(check_keys(None)) == ["vault.E005"]


def test_checks_are_registered(settings, db):
    settings.VAULT_KEYS = []
    assert "vault.E001" in ids(run_checks())
    settings.VAULT_KEYS = ["x"]
    assert "vault.E002" in ids(run_checks(databases=["default"]))


@pytest.mark.django_db
class TestProbe:
    def test_first_look_stores_it_and_later_ones_take_one_query(self, django_assert_num_queries):
        assert Probe.objects.faults() == []
        with django_assert_num_queries(1):
            assert Probe.objects.faults() == []
        assert Probe.objects.count() == 1

    def test_wrong_encryption_key_is_found(self, settings, new_key):
        Probe.objects.renew()
        settings.VAULT_KEYS = [new_key]
        assert len(Probe.objects.faults()) == 1
        assert ids(check_probe(None, databases=["default"])) == ["vault.E006"]

    def test_new_key_in_front_is_fine(self, settings, new_key):
        Probe.objects.renew()
        settings.VAULT_KEYS = [new_key, *settings.VAULT_KEYS]
        assert check_probe(None, databases=["default"]) == []

    def test_wrong_hash_key_is_found(self, settings):
        Probe.objects.renew()
        settings.VAULT_HASH_KEY = "another"
        assert "hash key" in check_probe(None, databases=["default"])[0].msg

    def test_it_is_silent_without_a_database(self, settings, new_key):
        Probe.objects.renew()
        settings.VAULT_KEYS = [new_key]
        assert check_probe(None) == []

    def test_renewing_twice_keeps_one_row(self):
        Probe.objects.renew()
        Probe.objects.renew()
        assert str(Probe.objects.get()) == "portal.vault probe"
