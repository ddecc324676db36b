"""What must be done once before the portal can serve: the schema and the demo county."""

import hashlib
import subprocess
import sys
import time
from typing import TextIO

from django.conf import settings
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
        _step(out, f"Migrate the database ({pending} migrations)", "migrate")
    stamp = settings.VAR_DIR / "stamps" / f"demo-{_fingerprint()}"
    if settings.DEMO_COUNTY and (pending or not stamp.exists()):
        _step(out, "Load the demo county", "load_demo")
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()


def _step(out: TextIO, title: str, command: str) -> None:
    out.write(f"→ {title} …\n")
    out.flush()
    began = time.monotonic()
    arguments = [sys.executable, "manage.py", command]
    done = subprocess.run(arguments, cwd=settings.BASE_DIR, check=False)  # noqa: S603 (our own)
    if done.returncode:
        raise CommandError(f"{title}: failed.", returncode=done.returncode)
    out.write(f"✓ {title} {time.monotonic() - began:.1f} s\n")


def _fingerprint() -> str:
    where = settings.DATABASES["default"]
    parts = [str(where.get(part, "")) for part in ("ENGINE", "HOST", "PORT", "NAME")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
