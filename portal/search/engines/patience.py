"""How long a visitor waits for a search server that is another machine's."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from portal.search.engines.base import EngineDownError

REST = 2.0  # seconds without a question after one that nobody answered
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let all questions asked inside together take no longer than ``seconds``."""
    token = _deadline.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


class Patience:
    """Readers of one server: each waits a little, and none while it is known to be silent.

    Without the rest after a failure every thread of the web server would soon stand waiting.
    """

    def __init__(self, longest: float, *silences: type[Exception]):
        self.longest = longest
        self.silences = silences
        self._rests_until = 0.0

    @contextmanager
    def reading(self) -> Iterator[float]:
        """Give the seconds that the next question may take."""
        now = time.monotonic()
        seconds = min(self.longest, (_deadline.get() or now + self.longest) - now)
        if seconds <= 0 or now < self._rests_until:
            raise EngineDownError("The search server does not answer in time.")
        try:
            yield seconds
        except self.silences:
            self._rests_until = time.monotonic() + REST
            raise
