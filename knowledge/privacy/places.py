"""Where somebody lives: an address down to the door, or a village of this county and a surname."""

import re
from collections.abc import Iterable, Iterator

from knowledge.privacy.names import SURNAMES

Span = tuple[int, int]

PART = "(?![的住在到是])[一-龥]"  # of a name of a village, an estate, a street
FIGURE = "[0-9０-９一二三四五六七八九十]{1,4}"
ADDRESS = re.compile(
    rf"(?:{PART}){{1,8}}?(?:村|社区|居委会)(?:第)?{FIGURE}(?:村民小)?组(?:{FIGURE}号)?"
    rf"|(?:{PART}){{2,8}}?(?:小区|花园|家园|公寓|新村){FIGURE}(?:栋|幢|号楼|单元)[0-9单元室号-]*"
    rf"|(?:{PART}){{2,6}}?[路街巷]{FIGURE}号{FIGURE}?(?:栋|幢|号楼|单元|室)[0-9单元室号-]*"
)
WHO = rf"(?:[老小大][{SURNAMES}]|姓[{SURNAMES}]的?|[{SURNAMES}](?:某|家|大|师傅|支书|主任|老板))"
NEAR = 6
"""Characters between the village and the surname: 罗水村四十多岁的老李."""


def addresses(text: str) -> Iterator[Span]:
    """Yield the places of addresses that lead to one door; an office's street does not."""
    for match in ADDRESS.finditer(text):
        yield match.span()


def villagers(text: str, villages: Iterable[str]) -> Iterator[Span]:
    """Yield the places of a village of ``villages`` with a surname soon after: 罗水村的老李."""
    names = [name for name in villages if len(name) > 1 and name in text]
    if not names:
        return
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = rf"(?:{longest_first})[^，。；！？\n]{{0,{NEAR}}}?{WHO}"
    for match in re.finditer(pattern, text):
        yield match.span()
