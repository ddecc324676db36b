"""What an import of laws did, for the person who started it."""

from dataclasses import dataclass, field

MOST_KEPT = 1000


@dataclass
class Report:
    """What an import did, or would do.

    ``amended``: articles whose words changed; their old words stay. ``completed``: chapter, day or
    source were filled in. ``laws``: laws that are new. ``errors`` holds the first thousand of the
    ``refused`` rows as ``(line, what is wrong)``.
    """

    rows: int = 0
    laws: int = 0
    added: int = 0
    amended: int = 0
    completed: int = 0
    same: int = 0
    refused: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)

    def refuse(self, line, problem):
        """Count the row at ``line`` as refused and keep why."""
        self.refused += 1
        if len(self.errors) < MOST_KEPT:
            self.errors.append((line, str(problem)))
