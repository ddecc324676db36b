"""Under which words a search may be counted. Pure.

The report for editors wants 欠薪 and 彩礼, not what a person told of herself. So the words must be
few and nothing but words: what is not surely harmless is counted without them.
"""

import re

from portal.search.analysis import HAN, fold
from portal.search.queries import FORMULA, LENGTH_LIMIT, clean

SHORTEST, LONGEST = 2, 20
"""Characters without the words that only ask. What is longer tells a story of its own."""
MOST_DIGITS = 5
"""12348, 110 and a year pass; telephones, cards, codes and numbers of houses do not."""
MOST_LETTERS = 4
"""AA and app pass; names in pinyin and names of accounts do not."""
FIGURES = "零〇一二三四五六七八九两幺壹贰叁肆伍陆柒捌玖"
BETWEEN = re.compile(rf"[^{HAN}a-z0-9]+")
OWN = re.compile(
    rf"@|[a-z]{{{MOST_LETTERS + 1}}}|[{FIGURES}]{{{MOST_DIGITS + 1}}}"
    r"|(?:我|他|她|名字|名)(?:叫|姓)|名字是|姓名(?!权)|我住|家住"
)


def kept(text):
    """Return the words that ``text`` may be counted under, ``""`` when it has to do without."""
    typed = plain(text)
    words = " ".join(BETWEEN.sub(" ", FORMULA.sub(" ", typed)).split())
    return words if SHORTEST <= len(words) <= LONGEST and not is_own(typed) else ""


def plain(text):
    """Return ``text`` as the rules read it: folded, on one line, long enough to be too long."""
    return fold(clean(text, LENGTH_LIMIT))


def is_own(folded):
    """Say whether ``folded`` may hold a number or an account of somebody's, or “my name is”."""
    close = BETWEEN.sub("", folded)
    digits = sum(char.isdecimal() for char in close)
    letters = any("a" <= char <= "z" for char in close)
    if digits > MOST_DIGITS or (digits and letters):
        return True
    return any(OWN.search(form) for form in (folded, close))
