"""Index folders on disk: one generation is current, a new one is built beside it; file locks."""

import fcntl
import secrets
import shutil
import time
from contextlib import contextmanager
from pathlib import Path

from portal.search.engines.base import EngineBusyError, EngineDownError


class Generations:
    """The folder that holds every generation of one index and says which one counts.

    ``make`` names how the index is laid out: a folder of another make counts for nothing.
    """

    def __init__(self, root, make="1"):
        self.root = Path(root)
        self.beginning = f"index-{make}-"
        self.pointer = self.root / "current"

    def current(self):
        """Return the folder of the index that counts, or None before the first of its make."""
        with _refusals_named():
            try:
                name = self.pointer.read_text(encoding="ascii", errors="replace").strip()
            except FileNotFoundError:
                return None
            return self.root / name if name.startswith(self.beginning) else None

    def new(self):
        """Make and return an empty folder for the next generation."""
        folder = self.root / f"{self.beginning}{secrets.token_hex(8)}"
        with _refusals_named():
            folder.mkdir(parents=True)
        return folder

    def make_current(self, folder):
        """Let ``folder`` count from now on, and drop what is older than its predecessor.

        The predecessor stays: a reader may be opening it at this moment.
        """
        before = self.current()
        draft = self.root / f"current.{secrets.token_hex(4)}"
        with _refusals_named():
            draft.write_text(folder.name, encoding="ascii")
            draft.replace(self.pointer)
        for old in self.root.glob("index-*"):
            if old not in (folder, before):
                shutil.rmtree(old, ignore_errors=True)

    @contextmanager
    def lock(self, name, wait):
        """Hold the lock ``name`` among processes; EngineBusyError after ``wait`` seconds."""
        with self._lock_file(name) as file:
            _acquire(file, name, time.monotonic() + wait)
            yield

    def is_locked(self, name):
        """Say whether somebody holds the lock ``name``."""
        with self._lock_file(name) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    def _lock_file(self, name):
        with _refusals_named():
            self.root.mkdir(parents=True, exist_ok=True)
            return (self.root / f"{name}.lock").open("a")


@contextmanager
def _refusals_named():
    """Turn what the file system refuses into EngineDownError."""
    try:
        yield
    except OSError as error:
        raise EngineDownError(str(error)) from error


def _acquire(file, name, deadline):
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise EngineBusyError(f"The {name} lock of the search index is taken.") from error
            time.sleep(0.05)
        else:
            return
