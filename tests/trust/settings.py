"""Settings of a real server over a test's database: the keys of the suite, no waiting time."""

from portal.settings import test
from portal.settings.dev import *

SECRET_KEY = test.SECRET_KEY
VAULT_KEYS = test.VAULT_KEYS
VAULT_HASH_KEY = test.VAULT_HASH_KEY
STORAGES = test.STORAGES
HUMAN_MIN_SECONDS = 0
