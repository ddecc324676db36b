"""What must be done once before the portal can serve: the schema and the demo county."""

import hashlib
import subprocess
import sys
import time
from typing import TextIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def prepare(out: TextIO) -> None:
    """Migrate if a migration is missing, load the demo county once; say how long each took.

    Which database has the demo is remembered under ``var/stamps``; a database that had to be
    migrated is asked again (the command itself sees whether the county is there).
    """
    executor = MigrationExecutor(connection)
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    connection.close()
    if pending:
        _step(out, f"Migrate the database ({pending} migrations)", "migrate", every=50)
    stamp = settings.VAR_DIR / "stamps" / f"demo-{_fingerprint()}"
    if settings.DEMO_COUNTY and (pending or not stamp.exists()):
        _step(out, "Load the demo county", "load_demo")
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()
    elif settings.DEMO_COUNTY:
        call_command("load_demo", log_ins=True)


def _step(out: TextIO, title: str, command: str, every: int = 1) -> None:
    """Run a management command as a process of its own, showing each ``every``-th line it says."""
    out.write(f"→ {title} …\n")
    began = time.monotonic()
    arguments = [sys.executable, "manage.py", command]
    with subprocess.Popen(  # noqa: S603 (our own command)
        arguments, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
    ) as process:
        for number, line in enumerate(process.stdout or [], start=1):
            if number % every == 0:
                out.write(line)
                out.flush()
    if process.returncode:
        raise CommandError(f"{title}: failed.", returncode=process.returncode)
    out.write(f"✓ {title} {time.monotonic() - began:.1f} s\n")
    out.flush()


def _fingerprint() -> str:
    where = settings.DATABASES["default"]
    parts = [str(where.get(part, "")) for part in ("ENGINE", "HOST", "PORT", "NAME")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
