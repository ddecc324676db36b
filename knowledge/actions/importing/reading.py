"""Reading articles of law from a file: line by line, so that a bad line costs only itself.

Each line is a JSON object: ``law`` (name), ``no`` (第一百二十条之一), ``kind`` (法律, 司法解释, …),
``content`` (the words); may have ``chapter``, ``in_force_since`` (2021-01-01) and ``source``.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from knowledge.citations import article_number, number_of
from knowledge.models import Law

LONGEST_LINE = 200_000  # bytes
GZIPPED = b"\x1f\x8b"
LABEL = re.compile(r"第([^第条]+)条(?:之([一二三四五六七八九十]{1,3}))?")
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
MOST_ARTICLES = 9999
KINDS = {
    "宪法": Law.Kind.CONSTITUTION,
    "法律": Law.Kind.LAW,
    "司法解释": Law.Kind.INTERPRETATION,
    "行政法规": Law.Kind.REGULATION,
    "监察法规": Law.Kind.REGULATION,
    "部门规章": Law.Kind.RULE,
    "地方性法规": Law.Kind.LOCAL,
    "地方政府规章": Law.Kind.LOCAL,
}


class UnreadableError(Exception):
    """The file cannot be read any further: says why in words. What was read before stays."""


class Row(NamedTuple):
    """One article as the file has it; ``fault`` says why it is none, then the rest is empty."""

    line: int
    law: str = ""
    kind: str = ""
    number: int = 0
    branch: int = 0
    chapter: str = ""
    text: str = ""
    since: date | None = None
    source: str = ""
    fault: str = ""

    @property
    def key(self):
        """What makes it this article and no other."""
        return self.law, self.number, self.branch


class StatuteFile:
    """A file ``.jsonl`` in UTF-8, gzipped or not. ``bytes_read`` of ``size`` tell how far it is."""

    def __init__(self, path):
        self.path = Path(path)
        if not self.path.is_file():
            raise UnreadableError(_("There is no file %(path)s.") % {"path": path})
        self.size = self.path.stat().st_size
        self.bytes_read = 0

    def __iter__(self) -> Iterator[Row]:
        """Every line that is not blank."""
        with self.path.open("rb") as raw, _spoken(self.path), _unpacked(raw) as file:
            for number, line in enumerate(_lines(file), start=1):
                self.bytes_read = raw.tell()
                if line is None:
                    yield Row(number, fault=_("The line is too long."))
                elif line.strip():
                    yield row_of(number, line)


@contextmanager
def _spoken(path):
    try:
        yield
    except (OSError, EOFError, zlib.error) as error:
        words = _("%(file)s cannot be read: %(why)s") % {"file": path.name, "why": error}
        raise UnreadableError(words) from error


def _unpacked(raw):
    start = raw.read(len(GZIPPED))
    raw.seek(0)
    return gzip.open(raw) if start == GZIPPED else nullcontext(raw)


def _lines(file):
    """Lines of at most ``LONGEST_LINE`` bytes; a longer one is read over and given as none."""
    while line := file.readline(LONGEST_LINE):
        is_whole = len(line) < LONGEST_LINE or line.endswith(b"\n")
        while not line.endswith(b"\n") and (rest := file.readline(LONGEST_LINE)):
            line = rest
        yield line if is_whole else None


def row_of(number: int, line: bytes) -> Row:
    """Return the article in ``line``, the ``number``-th of the file."""
    try:
        facts = json.loads(line)
        return _row(number, facts) if isinstance(facts, dict) else _odd(number)
    except (ValueError, RecursionError):
        return _odd(number)


def _odd(number):
    return Row(number, fault=_("The line is no JSON object in UTF-8."))


def _row(number, facts):
    words = {name: value.strip() for name, value in facts.items() if isinstance(value, str)}
    label = LABEL.fullmatch(words.get("no", ""))
    fault = _fault(words, label)
    if fault:
        return Row(number, fault=fault)
    return Row(
        line=number,
        law=words["law"],
        kind=KINDS[words["kind"]],
        number=article_number(label[1]),
        branch=number_of(label[2] or ""),
        chapter=words.get("chapter", ""),
        text=words["content"],
        since=_day(words.get("in_force_since", "")),
        source=words.get("source", ""),
    )


def _fault(words, label):
    """What is wrong with the row; nothing if it is right."""
    lacking = [name for name in ("law", "no", "kind", "content") if not words.get(name)]
    if lacking:
        return _("Missing: %(names)s.") % {"names": ", ".join(lacking)}
    if not label or not 0 < number_of(label[1]) <= MOST_ARTICLES:
        return _("“%(label)s” is no article number.") % {"label": words["no"][:40]}
    if words["kind"] not in KINDS:
        return _("Unknown kind “%(kind)s”.") % {"kind": words["kind"][:40]}
    if any(UNWRITABLE.search(value) for value in words.values()):
        return _("There are characters in it that cannot be written.")
    return _day_fault(words) or _length_fault(words)


def _day_fault(words):
    try:
        _day(words.get("in_force_since", ""))
    except ValueError:
        return _("“in_force_since” is no day such as 2021-01-01.")
    return ""


def _length_fault(words):
    for name, most in (("law", 200), ("chapter", 200), ("source", 200)):
        if len(words.get(name, "")) > most:
            return _("“%(name)s” is too long.") % {"name": name}
    return ""


def _day(text):
    return date.fromisoformat(text) if text else None
