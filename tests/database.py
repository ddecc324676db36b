"""A migrated database for each test process, copied from a template instead of migrated again.

The template is named after everything that decides what a migrated database holds, so it outlives
the run and is made anew when a migration changes. SQLite copies the file, PostgreSQL the database.
A test that commits (``transaction=True``, ``live_server``) leaves its rows behind, and emptying
the tables would also take what the migrations put there: such a test gets its database back by a
fresh copy.
"""

import fcntl
import hashlib
import os
import sqlite3
import time
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

DAY = 24 * 3600


def fingerprint() -> str:
    """Return a short hash of what migrations and their signal handlers are made of."""
    digest = hashlib.sha256()
    roots = [settings.BASE_DIR / name for name in ("portal", "directory", "knowledge")]
    roots += [settings.BASE_DIR / "consultations", settings.BASE_DIR / "requirements"]
    for root in roots:
        for path in sorted(root.rglob("*")):
            if _decides(path) and path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _decides(path: Path) -> bool:
    named = path.name in {"apps.py", "models.py", "all.txt"}
    return path.suffix != ".pyc" and (named or bool({"migrations", "models"} & set(path.parts)))


def address() -> str:
    """Return the ``DATABASE_URL`` that leads another process to the database of this one."""
    database = settings.DATABASES["default"]
    if "postgresql" not in database["ENGINE"]:
        return f"sqlite:///{database['NAME']}"
    where = f"{database['HOST']}:{database['PORT'] or 5432}"
    return f"postgres://{database['USER']}:{database['PASSWORD']}@{where}/{database['NAME']}"


class TestDatabase:
    """The database of this process: ``open`` it once, ``restore`` it after a committing test."""

    __test__ = False

    def __init__(self, process: str):
        suffix = settings.DATABASES["default"]["TEST"]["NAME"]
        self.folder = settings.VAR_DIR / "test"
        self.sqlite = connection.vendor == "sqlite"
        self.mark = fingerprint()
        self.closed = False
        if self.sqlite:
            self.template = str(self.folder / f"template-{self.mark}.sqlite3")
            self.name = str(self.folder / f"run-{os.getpid()}-{process}.sqlite3")
        else:
            self.template = f"{suffix}_{self.mark}"
            self.name = f"{suffix}_{process}_{os.getpid()}"

    def open(self) -> None:
        """Make the template if it is missing, copy it and point Django at the copy."""
        with self._lock():
            if not self._exists(self.template):
                self._make_template()
        self._point_at(self.name)
        self.restore()

    def restore(self) -> None:
        """Put a fresh copy of the template where this process's database is."""
        connections.close_all()
        if self.closed:
            return
        if self.sqlite:
            # SQLite's own copying also holds while a live server still has the file open.
            with (
                closing(sqlite3.connect(self.template)) as source,
                closing(sqlite3.connect(self.name)) as target,
            ):
                source.backup(target)
            return
        with self._lock():  # PostgreSQL copies only a template that nobody uses
            self._admin(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            self._admin(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')

    def close(self) -> None:
        """Remove this process's database; the template stays for the next run."""
        connections.close_all()
        self.closed = True
        if self.sqlite:
            for tail in ("", "-wal", "-shm"):
                Path(self.name + tail).unlink(missing_ok=True)
        else:
            self._admin(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _make_template(self) -> None:
        draft = f"{self.template}_draft"
        self._remove(draft)
        if not self.sqlite:
            self._admin(f'CREATE DATABASE "{draft}"')
        self._point_at(draft)
        call_command("migrate", verbosity=0, interactive=False)
        connections.close_all()
        if self.sqlite:
            for old in self.folder.glob("*.sqlite3*"):
                if old.stat().st_mtime < time.time() - DAY:
                    old.unlink()
            Path(draft).rename(self.template)
        else:
            self._admin(f'ALTER DATABASE "{draft}" RENAME TO "{self.template}"')

    def _remove(self, name: str) -> None:
        if self.sqlite:
            Path(name).unlink(missing_ok=True)
        else:
            self._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _exists(self, name: str) -> bool:
        if self.sqlite:
            return Path(name).exists()
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None

    @staticmethod
    def _admin(statement: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)

    @staticmethod
    def _point_at(name: str) -> None:
        connections.close_all()
        settings.DATABASES["default"]["NAME"] = name
        connection.settings_dict["NAME"] = name

    @contextmanager
    def _lock(self):
        with (self.folder / f"template-{self.mark}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
