"""The web server: granian with worker processes that are forked from a parent with Django loaded.

A killed worker is replaced within milliseconds, and the workers share the memory of what is loaded.
"""

import multiprocessing
import os
import signal
import time

from django.conf import settings
from django.db import connections
from django.urls import get_resolver
from granian.constants import Interfaces
from granian.server.mp import MPServer

from portal.operations.processes import end_with_parent

STEADY_SECONDS = 0.25
GRACE_SECONDS = 8
# granian's own lines go where all others go, as JSON.
LOGGERS = {"_granian": {"level": "INFO"}, "granian.access": {"level": "WARNING"}}


class WebServer(MPServer):
    """A granian that never gives up on its workers; one that dies young waits before the next."""

    def _respawn_workers(self, workers, spawn_target, target_loader, delay=0):
        youngest = min(time.monotonic() - self.wrks[index].birth for index in workers)
        if youngest < STEADY_SECONDS:
            time.sleep(STEADY_SECONDS - youngest)
        super()._respawn_workers(workers, spawn_target, target_loader, delay)
        self.respawned_wrks.clear()  # else two deaths within 5.5 s would end the server


def run() -> None:
    """Serve until TERM or INT."""
    multiprocessing.set_start_method("fork")
    os.register_at_fork(after_in_child=lambda: end_with_parent(signal.SIGKILL))
    get_resolver().url_patterns  # noqa: B018 (loads every view before the workers fork)
    connections.close_all()
    server().serve()


def server() -> WebServer:
    """The configured server, not yet listening."""
    return WebServer(
        "portal.wsgi:application",
        address=settings.BIND_ADDRESS,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=settings.WEB_WORKERS,
        blocking_threads=settings.WEB_THREADS,
        backpressure=64,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
        log_dictconfig={"loggers": LOGGERS, "handlers": {}, "formatters": {}},
    )
