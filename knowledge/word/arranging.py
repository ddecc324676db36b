"""From lines to the sections of a case: story, law, analysis, result, steps and so on."""

import re
from dataclasses import dataclass, field

from knowledge.word.headings import (
    ANSWER,
    QUESTION,
    TYPED,
    depth,
    is_wrapped,
    labelled,
    looks_like_heading,
    section_of,
    shown,
)
from knowledge.word.likely import likely_section
from knowledge.word.listing import inline_items, is_item
from knowledge.word.pictures import CAPTION
from knowledge.word.reading import Line

ITEMISED = ("steps", "papers", "contacts")
TELLING = ("story", "people", "asked", "law", "analysis", "result")
JOINED = ("story", "analysis", "result")
LISTS = ("steps", "papers", "contacts", "people", "law", "term")
ENCLOSED = re.compile(r"^附件?\s*\d?\s*[：:]")
FIRST_STEP = re.compile(r"^第[一1]步")
ADVICE_START = re.compile(r"^(?:第一[，、,]|首先[，,]|一是|其一|[（(]?[1１一][)）、.．])")
ADVICE = re.compile(
    r"^(?:第[一二三四五六七八九][，、,]|(?:首先|其次|再次|然后|最后)[，,]|[一二三四五六七八九]是|"
    r"其[一二三四五六七八九]|[（(]?[\d一二三四五六七八九]{1,2}[)）、.．])"
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
    is_styled: bool = False  # its heading is made with a style
    is_bold: bool = False


def arrange(lines: list[Line]) -> list[Section]:
    """Sort the lines of one case into sections, in their order."""
    sections = [Section("")]
    for line in lines:
        _sort(line, sections)
    found = _joined([section for section in sections if section.lines or section.heading])
    _advice_as_steps(found)
    if not any(section.kind in TELLING for section in found):
        told = next((i for i, section in enumerate(found) if section.kind), len(found))
        return _guess(found[:told]) + found[told:]
    if found and not found[0].kind and not any(section.kind == "story" for section in found):
        _begin_with_story(found[0])
    return found


def _joined(sections):
    """Of two parts of the same sort below one another the second is a paragraph of the first."""
    out: list[Section] = []
    for section in sections:
        if out and section.kind in JOINED and section.kind == out[-1].kind and section.depth < 3:
            out[-1].lines += _with_heading(section)
        else:
            out.append(section)
    return out


def _with_heading(section):
    """The lines of a section below its heading as a bold line."""
    words = shown(section.heading) if section.heading else ""
    return [Line(words, f"<b>{_escape(words)}</b>"), *section.lines] if words else section.lines


def _begin_with_story(section):
    """What stands before all parts is the story; a heading of its own becomes its first line."""
    section.lines = _with_heading(section)
    section.kind, section.heading = "story", ""


def _sort(line, sections):
    now = sections[-1]
    if line.kind != "text" or _is_caption(line, now):
        now.lines.append(line)
        return
    kind = section_of(line.text)
    if kind and not _is_item(line, kind, now):
        sections.append(_begun(kind, line))
        return
    kind, label, rest = labelled(line.text)
    if kind and rest and kind != now.kind and not _is_item(line, kind, now):
        sections.append(Section(kind, label, depth(line)))
        sections[-1].lines.append(_without(line, len(line.text) - len(rest)))
        return
    if found := QUESTION.match(line.text) or ANSWER.match(line.text):
        rest = _without(line, found.end())
        kind = "asked" if QUESTION.match(line.text) else _answer(rest, now)
        sections.append(Section(kind, found[0], 3, [rest]))
        return
    kind = _begun_without_heading(line, now)
    if kind is not None:
        sections.append(Section(kind, lines=[line]))
        return
    kind = _likely(line, now)
    if kind or (looks_like_heading(line) and _ends(line, now)):
        sections.append(_begun(kind, line))
        return
    now.lines.append(line)


def _begun_without_heading(line, now):
    """The part whose first line this is: steps, or below a list nothing of ours; else None."""
    if FIRST_STEP.match(line.text) and now.kind != "steps":
        return "steps"
    return "" if ENCLOSED.match(line.text) and now.kind in LISTS else None


def _begun(kind, line):
    """The section below a line that is its heading."""
    return Section(kind, line.text, depth(line), [], bool(line.level), line.is_bold)


def _is_caption(line, now):
    """The line below a picture that begins with 图1 or ▲, centred or not."""
    below = bool(now.lines) and now.lines[-1].kind == "picture"
    return below and not line.level and bool(CAPTION.match(line.text))


def _answer(rest, now):
    """The part that an answer is: steps when 怎么办 was asked and 第一步…；第二步… is said."""
    asks = now.kind == "asked" and any(section_of(line.text) == "steps" for line in now.lines)
    return "steps" if asks and len(inline_items(rest.text)) > 1 else "analysis"


def _likely(line, now):
    """The part that a heading in other words begins, of the rank of the heading before it."""
    plain = Line(text=line.text.rstrip("：:"), level=line.level, is_bold=line.is_bold)
    if not looks_like_heading(plain) or (line.listed and not line.is_bold):
        return ""
    if now.kind and not line.level and not is_wrapped(line.text):
        is_same = bool(TYPED.match(line.text)) == bool(TYPED.match(now.heading))
        if not is_same or depth(line) > now.depth:
            return ""
    return likely_section(line.text) if depth(line) <= now.depth or not now.kind else ""


def _advice_as_steps(sections):
    """Numbered advice under 律师提醒 is what to do, where the file has no other steps."""
    if any(section.kind == "steps" for section in sections):
        return
    for section in sections:
        texts = [line for line in section.lines if line.kind == "text"]
        numbered = sum(map(is_item, texts)) > 1
        if len(texts) == 1:
            numbered = len(inline_items(texts[0].text)) > 1
        if section.kind == "callout" and re.search("提醒|记住", section.heading) and numbered:
            section.kind = "steps"


def _is_item(line, kind, now):
    """Inside a list a numbered line is an item even where its words could be a heading."""
    if line.level or now.kind not in ITEMISED:
        return False
    if line.listed and not line.is_bold:
        return True
    return bool(TYPED.match(line.text)) and depth(line) > now.depth


def _ends(line, now):
    """Whether an unknown heading closes the section: in lists only one of the same rank does."""
    if not now.kind or is_wrapped(line.text):
        return True
    if now.kind in LISTS and not line.level:
        if _is_beside(line, now):
            return True
        return depth(line) == 1 and now.depth == 1 and not now.is_styled
    return depth(line) <= now.depth


def _is_beside(line, now):
    """A bold line without a number, of the rank of the heading above: below numbered items, or,
    outside of steps, the first bold line since a bold heading.
    """
    items = [row for row in now.lines if row.kind == "text"]
    if not line.is_bold or is_item(line) or not items or depth(line) > now.depth:
        return False
    if len(items) > 1 and all(map(is_item, items)):
        return True
    alone = now.is_bold and not any(row.is_bold for row in items)
    return now.kind != "steps" and alone and not items[-1].text.endswith(("：", ":"))


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
    advice = _advice([line for section in sections for line in section.lines])
    for section in sections:
        for line in section.lines:
            kind = "steps" if id(line) in advice else _guess_kind(line, guessed[-1].kind)
            if kind != guessed[-1].kind:
                guessed.append(Section(kind))
            guessed[-1].lines.append(line)
    return [section for section in guessed if section.lines]


def _advice(lines):
    """Lines, by identity, of 第一，… 第二，… at the end of a file, with 记住三点： before them."""
    place = next((i for i, line in enumerate(lines) if ADVICE_START.match(line.text)), None)
    if place is None or not all(ADVICE.match(line.text) for line in lines[place:]):
        return set()
    if len(lines) - place < 2:
        return set()
    begins = place - 1 if place and lines[place - 1].text.endswith(("：", ":")) else place
    return {id(line) for line in lines[begins:]}


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
