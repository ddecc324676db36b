"""Lists of Word: which show no sign, and what signs such as 一、 and （二） its counters show."""

import re
from collections import Counter
from xml.etree import ElementTree

from knowledge.word.names import q

CHINESE = re.compile(r"(?i)chinese|japaneseCounting|taiwaneseCounting|ideographDigital")
FIGURES = "零一二三四五六七八九"
LEVELS = 9
HUNDRED = 100


class Numbering:
    """The lists of the part numbering.xml; ``root`` is None for a file without one."""

    def __init__(self, root):
        self._levels: dict[tuple[str, str], tuple[str, str]] = {}  # list, depth → format, sign
        self._kinds: dict[str, str] = {}  # list → what it shares its counters with
        self._counts: Counter = Counter()
        if root is None:
            return
        kinds = {node.get(q("w:abstractNumId")): node for node in root.iter(q("w:abstractNum"))}
        for number in root.findall(q("w:num")):
            kind = value(number, "w:abstractNumId")
            self._kinds[number.get(q("w:numId"), "")] = kind
            self._read(number.get(q("w:numId"), ""), kinds.get(kind))

    def _read(self, number, kind):
        for level in kind.findall(q("w:lvl")) if kind is not None else ():
            shown = level.find(q("w:lvlText"))
            sign = "%" if shown is None else (shown.get(q("w:val")) or "").strip()
            place = (number, level.get(q("w:ilvl"), "0"))
            self._levels[place] = (value(level, "w:numFmt"), sign)

    def is_unmarked(self, place) -> bool:
        """Whether a list shows no sign at this depth: what goes on below an item."""
        return place in self._levels and not self._levels[place][1]

    def sign(self, place) -> str:
        """Count an item of ``place`` (list, depth); return its Chinese sign, "" for any other."""
        number, depth = place
        kind, deep = self._kinds.get(number, number), int(depth)
        self._counts[kind, deep] += 1
        for deeper in range(deep + 1, LEVELS):
            self._counts[kind, deeper] = 0
        sort, sign = self._levels.get(place, ("", ""))
        if not CHINESE.search(sort):
            return ""
        return re.sub(r"%(\d)", lambda found: self._count(number, int(found[1]) - 1), sign)

    def _count(self, number, deep):
        count = self._counts[self._kinds.get(number, number), deep]
        sort = self._levels.get((number, str(deep)), ("", ""))[0]
        return chinese(count) if CHINESE.search(sort) else str(count)


def chinese(count: int) -> str:
    """Return 1 to 99 as 一 to 九十九, any other number in figures."""
    if not 0 < count < HUNDRED:
        return str(count)
    tens, ones = divmod(count, 10)
    begin = FIGURES[tens] * (tens > 1) + "十" * (tens > 0)
    return begin + FIGURES[ones] * (ones > 0)


def place_of(about: ElementTree.Element) -> tuple[str, str] | None:
    """The number and the depth of the list that a paragraph is in, or None."""
    numbering = about.find(q("w:numPr"))
    number = value(numbering, "w:numId")
    depth = value(numbering, "w:ilvl")
    return (number, depth if depth.isdigit() else "0") if number not in ("", "0") else None


def value(element: ElementTree.Element | None, name: str) -> str:
    """The value of a child, "" without one."""
    child = element.find(q(name)) if element is not None else None
    return (child.get(q("w:val")) or "") if child is not None else ""
