"""What an import did, for the person who started it."""

from dataclasses import dataclass, field

MOST_KEPT = 1000


@dataclass
class Report:
    """What an import did, or would do.

    ``repeats`` counts rows that name a larger place again: a city without counties (东莞市) stands
    in the list of counties, too. ``errors`` holds the first thousand of the ``refused`` rows as
    ``(file, line, what is wrong)``. ``missing`` are the codes in use that the file no longer has.
    """

    rows: int = 0
    added: int = 0
    changed: int = 0
    renamed: int = 0
    same: int = 0
    repeats: int = 0
    refused: int = 0
    errors: list[tuple[str, int, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def refuse(self, row, problem):
        """Count ``row`` as refused and keep why."""
        self.refused += 1
        if len(self.errors) < MOST_KEPT:
            self.errors.append((row.file, row.line, str(problem)))
