"""``manage.py serve`` as it runs in earnest: web, worker and scheduler, killed and stopped."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from tests.operations.test_processes import is_running, wait_for

CHILDREN = ("web", "worker", "scheduler")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(parent):
    """Return parent's descendants as pid → process name."""
    tree = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            line = (folder / "comm").read_text().strip()
        except OSError:
            continue
        tree[int(folder.name)] = (int(stat[1]), line)
    found = {parent: ""}
    for _ in range(4):
        found |= {pid: line for pid, (above, line) in tree.items() if above in found}
    return {pid: line for pid, line in found.items() if pid != parent}


class Portal:
    """A portal on a free port with a SQLite database, keys and index of its own."""

    def __init__(self, folder):
        self.port = free_port()
        self.log = folder / "log"
        self.manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "PORTAL_VAR": str(folder),
            "PORTAL_DEMO": "0",
            "PORT": str(self.port),
        }

    def start(self):
        command = [*self.manage, "serve", "--prepare"]
        with self.log.open("w") as log:
            self.parent = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        wait_for(lambda: self.status("/healthz") == 200, 180)
        wait_for(lambda: all(self.named(command) for command in CHILDREN), 60)

    def status(self, path):
        try:
            url = f"http://127.0.0.1:{self.port}{path}"
            with urllib.request.urlopen(url, timeout=5) as response:
                return response.status
        except OSError:
            return None

    def everybody(self):
        return [*family(self.parent.pid), self.parent.pid]

    def named(self, command):
        lines = family(self.parent.pid).items()
        return {pid for pid, line in lines if line == f"portal-{command}"[:15]}


@pytest.fixture
def portal(tmp_path):
    portal = Portal(tmp_path)
    yield portal
    for pid in portal.everybody():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    portal.parent.wait()


def test_the_whole_life(portal):
    """Starts, survives the death of every child, tells its health, ends without a trace."""
    portal.start()
    assert "Migrate the database" in portal.log.read_text()
    assert len(portal.named("web")) == 3  # the server and its two workers
    a_second_one_says_that_the_port_is_taken(portal)
    every_child_is_replaced(portal)

    everybody = portal.everybody()
    portal.parent.send_signal(signal.SIGTERM)
    assert portal.parent.wait(timeout=40) == 0
    assert not any(is_running(pid) for pid in everybody)
    assert portal.status("/healthz") is None

    portal.start()
    assert "Migrate the database" not in portal.log.read_text()
    everybody = portal.everybody()
    portal.parent.kill()
    wait_for(lambda: not any(is_running(pid) for pid in everybody), 20)


def a_second_one_says_that_the_port_is_taken(portal):
    second = subprocess.run(
        [*portal.manage, "serve"],
        env=portal.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode != 0
    assert f"Choose another one: PORT={portal.port + 1}" in second.stderr


def every_child_is_replaced(portal):
    for command in CHILDREN:
        before = portal.named(command)
        os.kill(min(before), signal.SIGKILL)
        wait_for(lambda c=command, b=before: portal.named(c) and not b & portal.named(c), 60)
    wait_for(lambda: portal.status("/healthz") == 200, 60)
    wait_for(lambda: portal.status("/readyz") == 200, 60)
