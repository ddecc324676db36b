"""From lines to the sections of a case: story, law, analysis, result, steps and so on."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.word.headings import (
    CASE,
    bare,
    depth,
    labelled,
    looks_like_heading,
    section_of,
)
from knowledge.word.reading import Line

LISTS = ("steps", "papers", "contacts", "people", "law", "term")
QUESTION = re.compile(r"^(?:问|村民问|提问|Q\d*)\s*\d*\s*[：:.、]\s*", re.I)
ANSWER = re.compile(r"^(?:答|律师答|回答|答复|A\d*)\s*\d*\s*[：:.、]\s*", re.I)
KICKER = re.compile(
    r"^[【\[]?(?:(?:每[日周月]一?)?(?:以案(?:说|释|普)法(?:典型案例)?|典型案例|普法(?:宣传|小课堂|课堂|园地|专栏)|"
    r"法律(?:小课堂|讲堂|知识)|案例(?:分享|选登)?))[】\]]?(?:[（(·|｜\s第].{0,12})?$"
)
BYLINE = re.compile(
    r"^(?:作者|来源|供稿|撰稿|撰写|编辑|审核|整理|文/|图/|文[：:]|图[：:]|校对|责编|发布(?:时间|日期|单位)|"
    r"投稿|单位[：:]|日期|时间[：:])|^20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]?(?:\s*\d{1,2}\s*日?)?$"
)
RESULT_START = re.compile(r"^(?:最终|最后|后来|经(?:过)?调解|法院(?:经审理|审理|判决|一审)|结果)")
LAW_WORDS = re.compile(
    r"(?:根据|依据|依照|按照).{0,4}《|规定[：:，,“]|第[一二三四五六七八九十百千零〇\d]+条"
)


@dataclass
class Section:
    """A part of the case: its type ("" for none of ours), its heading, its lines."""

    kind: str
    heading: str = ""
    depth: int = 2
    lines: list[Line] = field(default_factory=list)
    is_numbered: bool = False


def split_cases(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """(heading, lines) of each case; what stands before the first belongs to the first."""
    starts = [i for i, line in enumerate(lines) if _starts_case(line)]
    if len(starts) < 2:
        return [("", lines)]
    bounds = [0, *starts[1:], len(lines)]
    cases = zip(starts, pairwise(bounds), strict=True)
    return [(lines[start].text, lines[a:b]) for start, (a, b) in cases]


def _starts_case(line):
    plain = line.kind == "text" and len(line.text) <= 60
    return plain and bool(CASE.match(line.text)) and not line.text.endswith("。")


def take_title(lines: list[Line], draft, fallback: str) -> list[Line]:
    """Put the title into the draft; return the lines without it and what stands around it."""
    rest = list(lines)
    found = _find_title(rest)
    if found is not None:
        before = [line for line in rest[:found] if line.kind == "text"]
        draft.title = CASE.sub("", rest[found].text).strip("《》 　") or rest[found].text
        draft.accounted.append(rest[found].text)
        kept = [line for line in rest[:found] if line.kind != "text"]
        aside = [line.text for line in before]
        rest = kept + rest[found + 1 :]
    else:
        draft.title, aside = fallback, []
    while rest and rest[0].kind == "text" and BYLINE.match(rest[0].text):
        aside.append(rest.pop(0).text)
    draft.title = re.sub(r"^题\s*目[：:]|^标\s*题[：:]", "", draft.title).strip()
    return _with_aside(rest, aside, draft)


def _with_aside(rest, aside, draft):
    while rest and rest[-1].kind == "text" and BYLINE.match(rest[-1].text):
        aside.append(rest.pop().text)
    draft.aside = aside
    return rest


def _find_title(lines):
    """Return the place of the title among the first lines, or None when there is none."""
    texts = [(i, line) for i, line in enumerate(lines[:8]) if line.kind == "text"]
    styled = [i for i, line in texts if line.is_title]
    if styled:
        return styled[0]
    for i, line in texts:
        if KICKER.match(line.text) and i + 1 < len(lines):
            continue
        if (section_of(line.text) and not CASE.match(line.text)) or labelled(line.text)[0]:
            return None
        return i if _may_be_title(line) else None
    return None


def _may_be_title(line):
    if len(line.text) > 60 or QUESTION.match(line.text) or ANSWER.match(line.text):
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


def arrange(lines: list[Line]) -> list[Section]:
    """Sort the lines of one case into sections, in their order."""
    sections = [Section("")]
    for line in lines:
        _sort(line, sections)
    found = [section for section in sections if section.lines or section.heading]
    if not any(section.kind for section in found):
        return _guess(found)
    if found and not found[0].kind and not found[0].heading:
        later = [section.kind for section in found[1:]]
        found[0].kind = "" if "story" in later else "story"
    return found


def _sort(line, sections):
    now = sections[-1]
    if line.kind != "text":
        now.lines.append(line)
        return
    kind = section_of(line.text)
    if kind and not _is_item(line, kind, now):
        sections.append(Section(kind, line.text, depth(line)))
        return
    kind, label, rest = labelled(line.text)
    if kind and rest and not _is_item(line, kind, now):
        sections.append(Section(kind, label, depth(line)))
        sections[-1].lines.append(_without(line, len(line.text) - len(rest)))
        return
    for kind, pattern in [("asked", QUESTION), ("analysis", ANSWER)]:
        if found := pattern.match(line.text):
            sections.append(Section(kind, found[0], 3))
            sections[-1].lines.append(_without(line, found.end()))
            return
    if looks_like_heading(line) and _ends(line, now):
        sections.append(Section("", line.text, depth(line)))
        return
    now.lines.append(line)


def _is_item(line, kind, now):
    """Inside a list a numbered line is an item even where its words could be a heading."""
    if line.level or kind == now.kind == "":
        return False
    return now.kind in ("papers", "contacts") and bool(line.listed) and not line.is_bold


def _ends(line, now):
    """Whether an unknown heading closes the section: in lists only one of the same rank does."""
    if not now.kind:
        return True
    if now.kind in LISTS and not line.level:
        return depth(line) == 1 and now.depth == 1 and depth(line) <= now.depth
    return depth(line) <= now.depth


def _without(line, length):
    """The line without its first ``length`` characters, also in the markup."""
    text = line.text[length:].strip()
    whole = re.sub(r"<[^>]+>", "", line.html)
    plain = len(whole) == len(line.html)
    return Line(text=text, html=_escape(text) if plain or not text else _cut(line.html, length))


def _escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cut(markup, length):
    """Drop ``length`` characters of words from markup; a tag that is cut into goes as a whole."""
    done, out, open_tags = 0, "", []
    for token in re.findall(r"<[^>]+>|&\w+;|.", markup, re.S):
        if token.startswith("</"):
            out += token if open_tags and open_tags.pop() else ""
        elif token.startswith("<"):
            open_tags.append(done >= length)
            out += token if done >= length else ""
        else:
            out += token if done >= length else ""
            done += 1
    return out.strip()


def _guess(sections):
    """No heading of ours in the whole file: story, from the law on why, at the end the result."""
    if any(section.heading for section in sections):
        return sections
    guessed = [Section("story")]
    for section in sections:
        for line in section.lines:
            kind = _guess_kind(line, guessed[-1].kind)
            if kind != guessed[-1].kind:
                guessed.append(Section(kind))
            guessed[-1].lines.append(line)
    return [section for section in guessed if section.lines]


def _guess_kind(line, now):
    if line.kind != "text" or (now == "steps" and line.listed):
        return now
    if line.listed == "ol" or re.match(r"^第[一二三四五六七八九]步", line.text):
        return "steps"
    if RESULT_START.match(line.text):
        return "result"
    if LAW_WORDS.search(line.text):
        return "analysis"
    return "story" if now == "steps" else now


def label_of(section) -> str:
    """The heading of a section as it would stand in the article."""
    return bare(section.heading) if section.kind else section.heading
