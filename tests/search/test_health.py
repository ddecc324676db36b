"""The readiness check of the search: changes must not wait for hours."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.operations import health
from portal.search import outbox
from portal.search.models import OutboxRow

pytestmark = pytest.mark.django_db


def waiting(minutes):
    row = OutboxRow.objects.create(key="village:1")
    OutboxRow.objects.filter(pk=row.pk).update(
        enqueued_at=timezone.now() - timedelta(minutes=minutes)
    )


def test_an_empty_outbox_and_a_young_change_are_fine():
    assert outbox.fault() == ""
    waiting(minutes=5)
    assert outbox.fault() == ""


def test_a_change_that_waits_too_long_is_told():
    waiting(minutes=11)
    assert "wait too long" in outbox.fault()


def test_it_is_one_query(django_assert_num_queries):
    for _ in range(20):
        waiting(minutes=60)
    with django_assert_num_queries(1):
        outbox.fault()


def test_readyz_tells_it(client):
    waiting(minutes=11)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["search"] == health.report()["search"] != ""
