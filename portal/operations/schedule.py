"""What the clock starts: the commands of ``settings.SCHEDULE``, each by one scheduler at a time."""

import io
import logging
import shlex
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from portal.operations.models import ScheduledRun

logger = logging.getLogger(__name__)

TICK_SECONDS = 1
Schedule = Sequence[tuple[str, int]]


def run_due(schedule: Schedule, *, at: datetime) -> list[str]:
    """Run what is due at ``at`` and return the commands that were ours to run.

    A command that fails is logged and runs again at its next time; the others go on.
    """
    due = [
        command
        for command, every in schedule
        if ScheduledRun.objects.claim(command, at=at, every=every)
    ]
    for command in due:
        _run(command)
    return due


def run_forever(schedule: Schedule, stopped: Callable[[], bool]) -> None:
    """Look every second for what is due, until ``stopped`` says so."""
    while not stopped():
        close_old_connections()
        try:
            run_due(schedule, at=timezone.now())
        except DatabaseError:
            logger.exception("the schedule could not be read")
        close_old_connections()
        time.sleep(TICK_SECONDS)


def _run(command: str) -> None:
    began = time.perf_counter()
    try:
        call_command(*shlex.split(command), stdout=io.StringIO())
    except Exception:  # one broken command must not stop the others
        logger.exception("scheduled command failed: %s", command)
    else:
        logger.info("scheduled: %s (%.1f s)", command, time.perf_counter() - began)
