"""What the floor itself must have to be ready: database, keys, task queue, disk."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.operations import health
from portal.operations.models import Heartbeat
from portal.vault.models import Probe

LOCK_MILLISECONDS = 2000


def database() -> str:
    """A row is written and committed: the disk is not full, the server not read-only, the write
    lock not held for longer than two seconds.
    """
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute(f"PRAGMA busy_timeout = {LOCK_MILLISECONDS}")
    try:
        with transaction.atomic():
            if not sqlite:
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = {LOCK_MILLISECONDS}")
            Heartbeat.objects.update_or_create(pk=1, defaults={"beaten_at": timezone.now()})
    finally:
        if sqlite:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {settings.SQLITE_TIMEOUT * 1000}")
    return ""


def keys() -> str:
    """The keys open what the database holds."""
    return " ".join(Probe.objects.faults())


def tasks() -> str:
    """No task has been waiting for longer than ``HEALTH_MAX_TASK_AGE`` seconds."""
    now = timezone.now()
    oldest = now - timedelta(seconds=settings.HEALTH_MAX_TASK_AGE)
    due = Q(run_after__gt=now) | Q(run_after__lt=oldest)  # a far future stands for "at once"
    late = DBTaskResult.objects.ready().filter(due, enqueued_at__lt=oldest)
    return "Tasks wait too long: is the worker running?" if late.exists() else ""


def disk() -> str:
    """At least ``HEALTH_MIN_FREE_BYTES`` are free where the portal writes."""
    free = shutil.disk_usage(settings.VAR_DIR).free
    return "" if free >= settings.HEALTH_MIN_FREE_BYTES else f"Only {free >> 20} MiB are free."


def register() -> None:
    """Add the checks of the floor to the register."""
    for check in (database, keys, tasks, disk):
        health.register(check.__name__, check)
