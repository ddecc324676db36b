"""Chinese text in lines: between any two characters, but no line begins with a closing sign."""

import re
from collections.abc import Callable

CLAUSE = re.compile(r"[^，；：？！。]+[，；：？！。]*[”’》）]*")
CLOSING = "，。、；：？！）》”’…%"
OPENING = "（《“‘"


def broken(text: str, width: float, length: Callable[[str], float]) -> list[str]:
    """Return ``text`` in as few lines as go into ``width``, about equally long.

    ``length`` measures a line. A sign may hang over the edge rather than begin a line.
    """
    rows = _filled(text, width, length)
    narrow = length(text) / max(1, len(rows))
    while narrow < width:
        even = _filled(text, narrow, length)
        if len(even) <= len(rows):
            return even
        narrow += width / 40
    return rows


def clauses(text: str, width: float, length: Callable[[str], float]) -> list[str]:
    """Return ``text`` in lines that end where a clause ends; nothing when one is too long."""
    rows: list[str] = []
    for clause in CLAUSE.findall(text.strip()):
        if rows and length(rows[-1] + clause) <= width:
            rows[-1] += clause
        else:
            rows.append(clause)
    # A comma at the end of a line may hang over the edge.
    return rows if all(length(row.rstrip(CLOSING)) <= width for row in rows) else []


def _filled(text, width, length):
    rows = [""]
    for character in text.strip():
        row = rows[-1]
        if length(row + character) <= width or not row or character in CLOSING:
            rows[-1] += character
        elif row[-1] in OPENING and len(row) > 1:
            rows[-1] = row[:-1]
            rows.append(row[-1] + character)
        else:
            rows.append(character)
    return rows
