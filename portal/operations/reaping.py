"""Tasks whose worker was killed, or that failed, are run again; after a few attempts they rest.

Tasks are idempotent (they carry keys and look the rows up again), so once more does no harm.
"""

import os
import socket
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

RETRY_BASE = timedelta(minutes=1)


class LostError(Exception):
    """The worker that ran this task no longer exists."""


def worker_id() -> str:
    """Return who this process is: host, process namespace, process id, its start in clock ticks."""
    return f"{_place()}:{os.getpid()}:{_started(os.getpid())}"


def is_alive(worker: str, *, started_at: datetime | None, at: datetime) -> bool:
    """Tell whether the worker still runs. Of another machine it is believed for the lease only."""
    place, _, rest = worker.partition(":")
    if place != _place():
        lease = timedelta(seconds=settings.TASK_LEASE_SECONDS)
        return started_at is not None and at - started_at < lease
    process, _, ticks = rest.partition(":")
    return process.isdecimal() and _started(int(process)) == ticks != ""


def reap(*, at: datetime) -> int:
    """Give back the tasks of dead workers and the failed ones that are due; return how many.

    A task that was tried ``TASK_MAX_ATTEMPTS`` times is marked failed and stays so.
    """
    return _reap_lost(at) + _retry_failed(at)


def _reap_lost(at: datetime) -> int:
    reaped = 0
    for task in DBTaskResult.objects.running().order_by("started_at"):
        worker = task.worker_ids[-1] if task.worker_ids else ""
        if is_alive(worker, started_at=task.started_at, at=at):
            continue
        if len(task.worker_ids) < settings.TASK_MAX_ATTEMPTS:
            same = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
            reaped += _give_back(same)
        else:
            task.set_failed(LostError())
    return reaped


def _retry_failed(at: datetime) -> int:
    retried = 0
    for task in DBTaskResult.objects.failed().filter(finished_at__lte=at - RETRY_BASE):
        attempts = len(task.worker_ids)
        if attempts >= settings.TASK_MAX_ATTEMPTS:
            continue
        if task.finished_at <= at - RETRY_BASE * 4 ** (attempts - 1):
            retried += _give_back(DBTaskResult.objects.failed().filter(pk=task.pk))
    return retried


def _give_back(tasks: QuerySet) -> int:
    """Back to the queue, unless somebody else was faster."""
    return tasks.update(status="READY", started_at=None, finished_at=None)


def _place() -> str:
    namespace = os.stat("/proc/self/ns/pid").st_ino
    return f"{socket.gethostname()[:30]}.{namespace}"


def _started(process: int) -> str:
    """Return the start time of a process in clock ticks since boot; "" when there is none."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]
