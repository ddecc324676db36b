"""The forms of article numbers in folded text (see ``folding``)."""

import re
from dataclasses import dataclass

from knowledge.citations.numerals import number_of

HAN = "〇零一二两三四五六七八九十百千○◯"
NUMBER = rf"(?:\d[\dOo]{{0,3}}|[{HAN}Oo]{{1,9}})"
BRANCH = r"之(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?![\d日天月年元款项%]))"
RANGE = "至|到|-{1,3}"
JOIN = "以及|或者|、|和|及|与|或|并|,"
BARE_OF_CIVIL_CODE = re.compile(r"1[0-2](?!00)\d\d(?=条)")  # no other law is so long
FIRST = re.compile(rf"第(?={NUMBER})|(?<![\d.第])(?={BARE_OF_CIVIL_CODE.pattern})")
ELEMENT = re.compile(
    rf"(?P<mark>第)?(?P<number>{NUMBER})(?:(?P<inner>{BRANCH})(?P<late>条)|(?P<word>条)?(?P<branch>{BRANCH})?)"
)
SEPARATOR = re.compile(rf"(?P<range>{RANGE})|{JOIN}")
FURTHER_BRANCH = re.compile(rf"(?P<range>{RANGE})?(?:{JOIN})?(?P<branch>{BRANCH})(?![{HAN}])")
ONE = rf"第?\(?{NUMBER}\)?"
PART = rf"{ONE}(?:(?:{JOIN}|{RANGE}){ONE}){{0,20}}[款项目](?![项款目])"
TAIL = re.compile(rf"(?:(?:的(?=第|\())?{PART}(?:(?:(?:{JOIN}|{RANGE})的?)?{PART}){{0,12}})?")
PARAGRAPH = re.compile(rf"({NUMBER})\)?款")
FIRST_OF_PART = re.compile(rf"({NUMBER})")
MOST_ARTICLES = 200
"""A range longer than this is a part of a law, not a citation of every article in it."""


@dataclass
class Article:
    """An article number in folded text, with the paragraph and item named after it."""

    start: int
    end: int
    number: int
    branch: int = 0
    paragraph: int | None = None
    item: int | None = None
    is_range: bool = False


def runs(text):
    """Yield the runs of article numbers that begin with 第, in order; ranges are still two ends.

    A number that only the Civil Code reaches needs no 第.
    """
    place = 0
    while match := FIRST.search(text, place):
        run = run_at(text, match.start())
        place = run[-1].end if run else match.end()
        if run:
            yield run


def joined(found, text):
    """Make one run of two ends with a paragraph between: 第十条第二款至第十二条."""
    whole: list[list[Article]] = []
    for run in found:
        if whole and re.fullmatch(RANGE, text[whole[-1][-1].end : run[0].start]):
            run[0].is_range = True
            whole[-1] += run
        else:
            whole.append(run)
    return whole


def run_at(text, start):
    """Return the articles of the run 第十条、第十二条 or 第十、十二条 that begins at ``start``."""
    elements, place, is_range = [], start, False
    while match := ELEMENT.match(text, place):
        elements.append((match, is_range))
        place, further = _branches(text, match)
        elements += further
        separator = SEPARATOR.match(text, place)
        if not separator or not _goes_on(text, separator, match):
            break
        place, is_range = separator.end(), bool(separator["range"])
    return _with_tail(text, _completed(elements))


def _goes_on(text, separator, before):
    following = ELEMENT.match(text, separator.end())
    if not following:
        return False
    has_word = bool(before["word"] or before["late"])
    if separator[0] in ",并" and not has_word:
        return False
    return bool(following["mark"] or following["word"] or following["late"] or not has_word)


def _branches(text, match):
    """Return the place after 、之二 and so on, and what was found there."""
    place, further = match.end(), []
    while match["branch"] and (more := FURTHER_BRANCH.match(text, place)):
        further.append((match, more))
        place = more.end()
    return place, further


def _completed(elements):
    """Drop trailing numbers that no 条 follows: the 五 of 第三条、五."""
    found, waiting = [], []
    for match, more in elements:
        waiting.append(_article(match, more))
        if match["word"] or match["late"]:
            found, waiting = found + waiting, []
    return found


def _article(match, more):
    if isinstance(more, re.Match):
        branch, is_range = more["branch"], bool(more["range"])
        start, end = more.start("branch"), more.end()
    else:
        branch, is_range = match["inner"] or match["branch"], more
        start, end = match.span()
    number = number_of(match["number"])
    return Article(start, end, number, number_of(branch[1:]) if branch else 0, is_range=is_range)


def _with_tail(text, run):
    if run:
        last = run[-1]
        tail = TAIL.match(text, last.end)[0]
        last.end += len(tail)
        last.paragraph, last.item = _part(tail, "款"), _part(tail, "项")
    return run


def _part(tail, word):
    """Return the first number before ``word``: 2 of 第二款、第三款.

    An item belongs to the paragraph before it: 第一款、第二款第三项 has none in paragraph 1.
    """
    if word not in tail or tail[: tail.index(word)].count("款") > 1:
        return None
    before = tail[: tail.index(word)]
    pieces = re.split("[款项目]", before)
    match = FIRST_OF_PART.search(pieces[-1])
    return number_of(match[1]) if match else None


def expanded(run):
    """Put the articles between the two ends of a range in: 第十条至第十二条 are three."""
    found = []
    for article in run:
        if article.is_range and found:
            found += _between(found[-1], article)
        found.append(article)
    return found


def _between(first, last):
    if first.number == last.number:
        steps = [(first.number, branch) for branch in range(first.branch + 1, last.branch)]
    else:
        steps = [(number, 0) for number in range(first.number + 1, last.number)]
    if len(steps) > MOST_ARTICLES:
        return []
    return [Article(first.start, last.end, number, branch) for number, branch in steps]
