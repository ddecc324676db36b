"""A running portal with the demo county, apart from everything else on the machine.

``prepare`` fills a folder once (static files, schema, demo county with its index); ``running``
serves a folder on a free port until it is left.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STEPS = (
    ("collectstatic", "--noinput", "-v", "0"),
    ("migrate", "-v", "0"),
    ("load_demo",),
)
START_SECONDS = 30


def prepare(folder: Path) -> None:
    """Make ``folder`` a complete PORTAL_VAR with the demo county."""
    folder.mkdir(parents=True, exist_ok=True)
    compiled = Path(os.environ.get("PORTAL_VAR", ROOT / "var")) / "locale"
    if compiled.is_dir():
        shutil.copytree(compiled, folder / "locale", dirs_exist_ok=True)
    for step in STEPS:
        done = subprocess.run(
            [sys.executable, "manage.py", *step],
            cwd=ROOT,
            env=_environment(folder),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(step)} failed:\n{done.stdout}\n{done.stderr}")


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Serve ``folder``; give the address of the portal, without a slash at its end."""
    port = _free_port()
    log = folder / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "web"],
            cwd=ROOT,
            env=_environment(folder) | {"PORT": str(port), "PORTAL_WORKERS": "1"},
            stdout=out,
            stderr=out,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_up(f"{address}/healthz", server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _environment(folder):
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"PORTAL_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings.dev"}


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_up(url, server, log):
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The portal did not start:\n{log.read_text()}")
