"""The parent process: it starts the children, restarts what dies and leaves nothing behind.

Each child leads a process group of its own. When a child ends, what is left of its group is
killed before it is started again. When the parent itself is killed, the kernel tells the children
(``PR_SET_PDEATHSIG``). Nothing here knows Django.
"""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)

PR_SET_PDEATHSIG = 1
STEADY_SECONDS = 10  # a child that lived as long is restarted at once
LONGEST_WAIT = 30
WATCHED = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT}
_libc = ctypes.CDLL(None, use_errno=True)


def end_with_parent(number: int = signal.SIGTERM) -> None:
    """Ask the kernel to send this process signal ``number`` when its parent ends (Linux)."""
    _libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)


@dataclass
class Child:
    """One command that must always run; ``delay`` seconds after the first, to start in peace."""

    name: str
    command: Sequence[str]
    delay: float = 0
    process: subprocess.Popen | None = None
    failures: int = 0
    started: float = 0
    due: float = field(default=0)

    def start(self) -> None:
        """Start the command as leader of a new process group."""
        parent = os.getpid()

        def prepare():
            signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
            end_with_parent()
            if os.getppid() != parent:  # it died in between
                os._exit(1)

        self.process = subprocess.Popen(  # noqa: S603 (the commands are our own)
            self.command,
            preexec_fn=prepare,  # noqa: PLW1509 (the parent has no threads)
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )
        self.started = time.monotonic()
        logger.info("%s runs as process %d", self.name, self.process.pid)

    def signal(self, number: int, group: bool = False) -> None:
        """Send a signal to the child, or to all that is left of its group."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(self.process.pid, number)

    def bury(self) -> None:
        """Kill the rest of an ended child's group; plan the restart, later each time in a row."""
        if self.process is None:
            return
        self.signal(signal.SIGKILL, group=True)
        status = self.process.returncode
        steady = time.monotonic() - self.started > STEADY_SECONDS
        self.failures = 0 if steady else self.failures + 1
        wait = min(LONGEST_WAIT, 0.25 * 2 ** (self.failures - 1)) if self.failures else 0
        self.due = time.monotonic() + wait
        self.process = None
        logger.error("%s ended with status %s; restart in %.2f s", self.name, status, wait)


class Parent:
    """Runs children until TERM or INT; ``grace`` seconds after that the rest is killed."""

    def __init__(self, children: Sequence[Child], *, grace: float = 10):
        self.children = children
        self.grace = grace

    def run(self) -> int:
        """Keep all children running; return the number of the signal that ended it."""
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        began = time.monotonic()
        for child in self.children:
            child.due = began + child.delay
        try:
            return self._watch()
        finally:
            self._stop()
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def _watch(self) -> int:
        while True:
            self._tend()
            dues = [child.due for child in self.children if child.process is None]
            wait = max(0, min(dues) - time.monotonic()) if dues else 60
            caught = signal.sigtimedwait(WATCHED, wait)
            if caught and caught.si_signo != signal.SIGCHLD:
                return caught.si_signo

    def _tend(self) -> None:
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                child.bury()
            if child.process is None and child.due <= time.monotonic():
                child.start()

    def _stop(self) -> None:
        """TERM to each child; after the grace, or at a second signal, KILL to their groups."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + self.grace
        while self._alive() and (left := deadline - time.monotonic()) > 0:
            caught = signal.sigtimedwait(WATCHED, min(left, 0.5))
            if caught and caught.si_signo != signal.SIGCHLD:
                break
        for child in self.children:
            child.signal(signal.SIGKILL, group=True)
            if child.process is not None:
                child.process.wait()

    def _alive(self) -> bool:
        return any(child.process and child.process.poll() is None for child in self.children)
