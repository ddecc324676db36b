"""/healthz and /readyz: what is broken shows, and nothing else does."""

import json
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from portal.operations import health
from portal.operations.models import Heartbeat
from portal.vault.models import Probe

pytestmark = pytest.mark.django_db
BUILT_IN = {"database", "disk", "keys", "tasks"}


def checks(client):
    cache.clear()
    return client.get("/readyz").json()["checks"]


@pytest.fixture
def registered():
    before = dict(health._checks)
    yield health.register
    health._checks.clear()
    health._checks.update(before)


def waiting_task(*, minutes, run_after=None):
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="nowhere.task",
        backend_name="default",
        run_after=run_after or get_date_max(),
    )
    enqueued = timezone.now() - timedelta(minutes=minutes)
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=enqueued)
    return task


def test_the_process_is_up(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"status": "ok"}


def test_ready_when_all_is_well(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert set(response.json()["checks"]) >= BUILT_IN
    assert set(response.json()["checks"].values()) == {"ok"}
    assert Heartbeat.objects.count() == 1


def test_asking_again_and_again_costs_nothing(client, django_assert_num_queries):
    client.get("/readyz")
    with django_assert_num_queries(0):
        client.get("/readyz")


def test_twice_leaves_one_heartbeat(client):
    checks(client)
    checks(client)
    assert Heartbeat.objects.count() == 1


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_reading_is_answered(path, client):
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


def test_red_when_the_database_takes_no_writes(client):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
    try:
        cache.clear()
        response = client.get("/readyz")
    finally:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA query_only = OFF")
    assert response.status_code == 503
    assert response.json()["status"] == "failing"
    assert response.json()["checks"]["database"] != "ok"
    assert client.get("/healthz").status_code == 200


def test_red_with_keys_that_are_not_those_of_the_data(client, settings):
    Probe.objects.faults()
    settings.VAULT_KEYS = [Fernet.generate_key().decode()]
    cache.clear()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "cannot read" in response.json()["checks"]["keys"]


@pytest.mark.parametrize("keys", [[], ["not a key"]])
def test_red_with_broken_keys_and_they_are_not_shown(keys, client, settings):
    Probe.objects.faults()
    settings.VAULT_KEYS = keys
    cache.clear()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "not a key" not in response.text


def test_red_when_the_disk_is_full(client, settings):
    settings.HEALTH_MIN_FREE_BYTES = 1 << 62
    cache.clear()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "MiB" in response.json()["checks"]["disk"]


def test_red_when_tasks_wait_too_long(client):
    waiting_task(minutes=11)
    assert "worker" in checks(client)["tasks"]


def test_a_young_task_and_one_that_is_not_due_are_no_alarm(client):
    waiting_task(minutes=5)
    waiting_task(minutes=60, run_after=timezone.now() + timedelta(hours=1))
    waiting_task(minutes=60, run_after=timezone.now() - timedelta(minutes=1))
    assert checks(client)["tasks"] == "ok"


def test_an_app_adds_its_own_check(client, registered):
    registered("search", lambda: "the index is an hour behind")
    cache.clear()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["search"] == "the index is an hour behind"


def test_a_check_that_raises_is_red_without_its_words(client, registered):
    def broken():
        raise RuntimeError("password=hunter2")

    registered("search", broken)
    cache.clear()
    response = client.get("/readyz")
    assert response.json()["checks"]["search"] == "RuntimeError"
    assert "hunter2" not in response.text


def test_no_secret_in_the_answer(client):
    body = json.dumps(checks(client))
    secrets = [
        *django_settings.VAULT_KEYS,
        django_settings.SECRET_KEY,
        str(django_settings.VAR_DIR),
    ]
    assert not any(secret in body for secret in secrets)
