"""Telling how far a long command has come: a bar on a terminal, a line now and then elsewhere."""

import time

WIDTH = 30
REDRAW = 0.2  # seconds between two drawings on a terminal
SAY = 10.0  # seconds between two lines in a log


class Progress:
    """Call it with how much of ``total`` is done and how many rows that were; ``end`` it once."""

    def __init__(self, stream, total, *, clock=time.monotonic):
        self.stream, self.total, self.clock = stream, total, clock
        self.is_terminal = stream.isatty()
        self.every = REDRAW if self.is_terminal else SAY
        self.began = self.last = clock()
        self.drawn = False

    def __call__(self, done, rows):
        """Draws or says it, unless it was done a moment ago."""
        now = self.clock()
        if now - self.last >= self.every:
            self.last = now
            self._show(min(done / self.total, 1) if self.total else 1, rows, now - self.began)

    def end(self):
        """Leaves the line of the bar."""
        if self.drawn:
            self.stream.write("\n")

    def _show(self, share, rows, seconds):
        left = f", {seconds / share - seconds:.0f} s left" if share else ""
        text = f"{share:4.0%}  {rows:,} rows  {seconds:.0f} s{left}"
        if self.is_terminal:
            bar = ("#" * round(share * WIDTH)).ljust(WIDTH, ".")
            self.stream.write(f"\r[{bar}] {text}   ")
            self.drawn = True
        else:
            self.stream.write(f"{text}\n")
        self.stream.flush()
