"""The suite's own database: a committing test leaves nothing behind."""

import pytest
from django.db import connection
from django.utils import timezone

from portal.operations.models import Heartbeat, ScheduledRun

pytestmark = pytest.mark.django_db


def shipped_rows():
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.count()


@pytest.mark.django_db(transaction=True)
def test_a_committing_test_writes_rows():
    assert shipped_rows() > 50
    ScheduledRun.objects.create(command="left behind", due_at=timezone.now())
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_the_next_committing_test_finds_none_of_them():
    assert not ScheduledRun.objects.exists()
    assert shipped_rows() > 50


def test_a_plain_test_finds_none_of_them_either():
    assert not ScheduledRun.objects.exists()
    assert not Heartbeat.objects.exists()
    assert shipped_rows() > 50
