"""What most tests of consultations stand on."""

import pytest
from django.db import connection
from django.utils import timezone

from consultations.models.guards import GUARDS as CONSULTATION_GUARDS
from directory.ledger.models.entry_guards import GUARDS as LEDGER_GUARDS
from tests.factories.consultations import Township


@pytest.fixture
def township(db):
    return Township()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def committed(transactional_db):
    """A database whose rows are really committed, for tests with threads.

    The guards that refuse deletions step aside while the test's rows are flushed; flushing ends
    with ``post_migrate``, which puts them back.
    """
    yield
    if connection.vendor == "sqlite":
        for guards in (CONSULTATION_GUARDS, LEDGER_GUARDS):
            guards.remove(connection)
