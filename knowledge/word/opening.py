"""What stands around a case: table of contents, the other cases, title, author and date."""

import re
from itertools import pairwise

from knowledge.word.headings import (
    ANSWER,
    CASE,
    QUESTION,
    TYPED,
    labelled,
    looks_like_heading,
    section_of,
)
from knowledge.word.reading import Line

LONGEST_TITLE = 60  # signs
QUESTION_MARKS = ("？", "?", "？”", "?”")
KICKER = re.compile(
    r"^[【\[]?(?:(?:每[日周月]一?)?(?:以案(?:说|释|普)法(?:典型案例)?|典型案例|普法(?:宣传|小课堂|课堂|园地|专栏)|"
    r"法律(?:小课堂|讲堂|知识)|案例(?:分享|选登)?))[】\]]?(?:[（(·|｜\s第].{0,12})?$|"
    r"^.{2,20}文件$|^.{1,8}[〔\[（(]20\d\d[〕\]）)]\s*\d{1,4}\s*号$"
)
BYLINE = re.compile(
    r"^[（(【]?\s*(?:报送|填报|推荐|选送|案例|案件)?(?:类型|类别|编号|作者|来源|供稿|撰稿|撰写|编辑|审核|整理|文|图|图文|校对|责编|投稿|发布|单位|日期|时间|"
    r"关键词|主题词)(?:人|单位|日期|时间)?\s*[：:/|｜\s】]|^.{2,24}\s(?:供稿|撰稿|来稿|宣)$"
)
DATE = re.compile(
    r"^[（(]?(?:20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]?(?:\s*\d{1,2}\s*日?)?|"
    r"二[〇○零][一二三四五六七八九〇○零]{2}年.{1,3}月.{1,3}日)[）)]?$"
)
WRITERS = "局|所|院|部|办公室|委员会|村委会|中心|律师|法官"
OFFICE = re.compile(
    r"^[\u4e00-\u9fff（）()·\s]{2,24}"
    rf"(?:{WRITERS}|庭|厅|协会|政府|专栏)"
    r"(?:[\s·]*[\u4e00-\u9fff]{2,4})?$"
)
AUTHOR = re.compile(
    rf"^[\u4e00-\u9fff（）()]{{2,24}}(?:{WRITERS})"
    r"(?:[\s·]+[\u4e00-\u9fff]{2,4})?$"
)
CONTENTS = re.compile(r"^目\s*录$")
CONTENTS_ROW = re.compile(r"^.{1,60}?[\s.…·]+\d{1,3}$")


def without_contents(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """(lines, rows of a table of contents): made by Word, or typed below 目录."""
    kept: list[Line] = []
    rows: list[str] = []
    inside = False
    for line in lines:
        begins = line.kind == "text" and bool(CONTENTS.match(line.text))
        inside = begins or (inside and bool(CONTENTS_ROW.match(line.text)))
        (rows.append(line.text) if inside or line.is_contents else kept.append(line))
    return kept, rows


def split_cases(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """(heading, lines) of each case; first, without a heading, what stands before them.

    A file of one case is that case alone, with what stands before it.
    """
    starts = [i for i, line in enumerate(lines) if _starts_case(line)]
    if len(starts) < 2:
        starts = _headings_over_stories(lines)
    if len(starts) < 2:
        return [("", lines)]
    cases = [(lines[a].text, lines[a:b]) for a, b in pairwise([*starts, len(lines)])]
    return [("", lines[: starts[0]]), *cases]


def _starts_case(line):
    plain = line.kind == "text" and len(line.text) <= 60
    return plain and bool(CASE.match(line.text)) and not line.text.endswith("。")


def _headings_over_stories(lines):
    """Places of headings that are none of a part and have 案情 below them, each story once."""
    found: dict[int, int] = {}
    for place, line in enumerate(lines):
        plain = line.kind == "text" and not _part_of(line)
        if plain and looks_like_heading(line) and not BYLINE.match(line.text):
            story = _story_below(lines, place + 1)
            numbered = bool(TYPED.match(line.text))
            if story is not None and (story not in found or numbered):
                found[story] = place
    return list(found.values())


def _story_below(lines, start):
    """The place of 案情 when only author, court and pictures stand before it."""
    for place in range(start, min(start + 5, len(lines))):
        line = lines[place]
        if line.kind == "text" and not _is_byline(line, True):
            return place if _part_of(line) == "story" else None
    return None


def _part_of(line):
    return section_of(line.text) or labelled(line.text)[0]


def take_title(lines: list[Line], draft, fallback: str) -> list[Line]:
    """Put the title into the draft; return the lines without it and what stands around it."""
    rest = list(lines)
    found = _find_title(rest)
    if found is not None:
        before = [line for line in rest[:found] if line.kind == "text"]
        parts = [*_begun(before), rest[found].text]
        before = before[: len(before) + 1 - len(parts)]
        draft.title = _plain_title("".join(parts))
        draft.accounted += parts
        kept = [line for line in rest[:found] if line.kind != "text"]
        aside = [line.text for line in before]
        rest = kept + rest[found + 1 :]
    else:
        draft.title, aside = fallback, []
    while rest and _is_byline(rest[0], found is not None):
        aside.append(rest.pop(0).text)
    draft.aside = aside + _take_signature(rest)
    return rest


def _begun(before):
    """The line above the title when it ends in the middle of a sentence: 低保被停了，"""
    return [line.text for line in before[-1:] if line.text.endswith(("，", ","))]


def _plain_title(text):
    """The title without 案例一, 三、, 3., 题目： and the marks of a book."""
    words = re.sub(
        r"^(?:案例|案件|文章)?(?:题\s*目|标\s*题|名称)[：:]|^[一二三四五六七八九十]{1,3}、|^\d{1,2}[.．、]\s*(?!\d)",
        "",
        CASE.sub("", text),
    )
    return words.strip("《》 　") or text


def _is_byline(line, below_title):
    """Author, source or date; below the title also a centred line that is no heading."""
    if line.kind != "text":
        return False
    if BYLINE.match(line.text) or DATE.match(line.text):
        return True
    if not below_title or _part_of(line):
        return False
    return bool(AUTHOR.match(line.text)) or (line.is_centred and len(line.text) <= 40)


def _take_signature(rest):
    """Take author, office and date from the end of the lines."""
    taken: list[str] = []
    while rest and rest[-1].kind == "text":
        dated = bool(taken) and bool(DATE.match(taken[0])) and bool(OFFICE.match(rest[-1].text))
        if not (dated or BYLINE.match(rest[-1].text) or DATE.match(rest[-1].text)):
            break
        taken.insert(0, rest.pop().text)
    return taken


def _find_title(lines):
    """Return the place of the title among the first lines, or None when there is none."""
    texts = [(i, line) for i, line in enumerate(lines[:8]) if line.kind == "text"]
    styled = [i for i, line in texts if line.is_title and len(line.text) <= LONGEST_TITLE]
    if styled:
        asked = (i for i in styled if lines[i].text.endswith(QUESTION_MARKS))
        return next(asked, styled[0])
    for i, line in texts:
        if (KICKER.match(line.text) or not CASE.sub("", line.text)) and i + 1 < len(lines):
            continue
        if (section_of(line.text) and not CASE.match(line.text)) or labelled(line.text)[0]:
            return None
        return _better_title(lines, i) if _may_be_title(line) else None
    return None


def _better_title(lines, first):
    """The place of a villager's question, or of larger letters, right below a series' name."""
    title = lines[first]
    if title.text.endswith(QUESTION_MARKS):
        return first
    for place in range(first + 1, min(first + 3, len(lines))):
        line = lines[place]
        if not _may_stand_above(title, line):
            break
        if line.size > title.size or line.text.endswith(QUESTION_MARKS):
            return place
    return first


def _may_stand_above(title, line):
    """Whether ``line`` could be the title and ``title`` only what stands above it."""
    plain = line.kind == "text" and not (_part_of(line) or BYLINE.match(line.text))
    big = line.size >= title.size and (line.level or 9) <= (title.level or 9)
    return plain and big and _is_set_apart(line) and len(line.text) <= LONGEST_TITLE


def _is_set_apart(line):
    """Set apart by its looks, and no subtitle behind a dash."""
    return bool(line.is_bold or line.is_centred or line.level) and line.text[:1] not in "—-–（("


def _may_be_title(line):
    if len(line.text) > LONGEST_TITLE or QUESTION.match(line.text) or ANSWER.match(line.text):
        return False
    return bool(
        line.level == 1
        or line.is_bold
        or line.is_centred
        or line.size >= 16
        or CASE.match(line.text)
        or re.match(r"^(?:题\s*目|标\s*题)[：:]", line.text)
        or not line.text.endswith(("。", "；", "，", "：", ":"))
    )
