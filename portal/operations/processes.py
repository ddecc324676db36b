"""The parent process: it starts the children, restarts what dies and leaves nothing behind.

Children are forks of a parent that has everything loaded, so they start within milliseconds and
share its memory. Each leads a process group of its own: when a child ends, what is left of its
group is killed before it is started again. When the parent itself is killed, the kernel tells the
children (``PR_SET_PDEATHSIG``). Nothing here knows Django.
"""

import contextlib
import ctypes
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

logger = logging.getLogger(__name__)

PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15
STEADY_SECONDS = 10  # a child that lived as long is restarted at once
LONGEST_WAIT = 30
WATCHED = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT}
_libc = ctypes.CDLL(None, use_errno=True)


def end_with_parent(number: int = signal.SIGTERM) -> None:
    """Ask the kernel to send this process signal ``number`` when its parent ends (Linux)."""
    _libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)


def name_process(name: str) -> None:
    """Show this process as ``name`` (up to 15 characters) in ps and top."""
    _libc.prctl(PR_SET_NAME, name.encode()[:15], 0, 0, 0)


@dataclass
class Child:
    """Work that must always run; it starts ``delay`` seconds after the first, to start in peace."""

    name: str
    work: Callable[[], None]
    delay: float = 0
    pid: int = 0
    failures: int = 0
    started: float = 0
    due: float = 0

    def start(self) -> None:
        """Fork; the child is the leader of a new process group."""
        parent = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            self._live(parent)
        self.started = time.monotonic()
        logger.info("%s runs as process %d", self.name, self.pid)

    def _live(self, parent: int) -> None:
        """What the child does, from its first breath to its exit."""
        status = 1
        try:
            os.setsid()
            end_with_parent()
            name_process(f"portal-{self.name}")
            signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
            if os.getppid() == parent:  # else it died in between
                self.work()
                status = 0
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else 1
        except BaseException:  # a child must never go on as a second parent
            logger.exception("%s failed", self.name)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def signal(self, number: int, group: bool = False) -> None:
        """Send a signal to the child, or to all that is left of its group."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                (os.killpg if group else os.kill)(self.pid, number)

    def has_ended(self, block: bool = False) -> bool:
        """Look whether the child has ended; then kill the rest of its group and plan the restart,
        later each time in a row.
        """
        if not self.pid:
            return True
        pid, status = os.waitpid(self.pid, 0 if block else os.WNOHANG)
        if not pid:
            return False
        self.signal(signal.SIGKILL, group=True)
        steady = time.monotonic() - self.started > STEADY_SECONDS
        self.failures = 0 if steady else self.failures + 1
        wait = min(LONGEST_WAIT, 0.25 * 2 ** (self.failures - 1)) if self.failures else 0
        self.due = time.monotonic() + wait
        self.pid = 0
        logger.info("%s ended with %s", self.name, os.waitstatus_to_exitcode(status))
        return True


class Parent:
    """Runs children until TERM or INT; ``grace`` seconds after that the rest is killed."""

    def __init__(self, children: Sequence[Child], *, grace: float = 10):
        self.children = children
        self.grace = grace

    def run(self) -> int:
        """Keep all children running; return the number of the signal that ended it."""
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        gc.collect()
        gc.freeze()  # what is loaded stays out of the collector, so its pages stay shared
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
            for child in self.children:
                if child.has_ended() and child.due <= time.monotonic():
                    child.start()
            dues = [child.due for child in self.children if not child.pid]
            wait = max(0, min(dues) - time.monotonic()) if dues else 60
            caught = signal.sigtimedwait(WATCHED, wait)
            if caught and caught.si_signo != signal.SIGCHLD:
                return caught.si_signo

    def _stop(self) -> None:
        """TERM to each child; after the grace, or at a second signal, KILL to their groups."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + self.grace
        while not self._all_ended() and (left := deadline - time.monotonic()) > 0:
            caught = signal.sigtimedwait(WATCHED, min(left, 0.5))
            if caught and caught.si_signo != signal.SIGCHLD:
                break
        for child in self.children:
            child.signal(signal.SIGKILL, group=True)
            child.has_ended(block=True)

    def _all_ended(self) -> bool:
        return [child.has_ended() for child in self.children].count(False) == 0
