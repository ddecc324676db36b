"""Items of a list: typed numbers, steps with a title, papers, contacts, people, terms."""

import re
from itertools import pairwise

from knowledge.word.headings import BULLETS, TYPED

STEP_TITLE, PAPER, WHO, ROLE, CONTACT, NOTE, TERM = 40, 120, 20, 60, 60, 80, 30  # longest, in signs
ENUMERATED = re.compile(
    r"(?:^|(?<=[。；;：:，,]))\s*(?:[一二三四五六七八九]是|其[一二三四五六七八九][，,]?|"
    r"(?:首先|其次|再次|然后|接着|最后)[，,]|第[一二三四五六七八九][，、,]|[①-⑳]|"
    r"[（(](?:\d{1,2}|[一二三四五六七八九])[)）]|\d{1,2}[、.．)](?!\d)|"
    r"第[一二三四五六七八九]步[，,：:、]?|(?<=[。；;：:])[一二三四五六七八九]、)"
)
SHORT_NAME = 6  # signs before a comma
COUNT = re.compile(r"^(?:第?(?:\d{1,2}|[一二三四五六七八九十]{1,2})步?|[①-⑳])$")
STEP_COLUMN = re.compile(r"步骤|流程|环节|内容|做法|事项|怎么做")
TICKS = (r"[□☐☑🗹🞏]", "[；;]")  # what parts papers in one line, the first that stands there
COUNTED = re.compile(r"^[一二三四五六七八九]是")
PHONE = re.compile(
    r"(?<![\d-])(?:\+?86[- ]?)?(?:"
    r"\(?0\d{2,3}\)?[- —－]?\d{7,8}(?:[-转]\d{1,5})?|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|"
    r"400[- ]?\d{3,4}[- ]?\d{3,4}|800[- ]?\d{3}[- ]?\d{4}|"
    r"1\d{4}|96\d{3,4}|1[12]\d|\d{7,8})(?![\d-])"
)
LINE = r"(?:咨询|联系|服务|值班|办公|举报|投诉|求助)?(?:电话)(?:号码)?(?:是|为)?$"
AROUND = " \t，,、；;：:（()）。·/|☎☏✆📞📱"


def is_item(line) -> bool:
    """Whether a line begins an item: numbered or marked by Word or by hand."""
    return bool(line.listed) or bool(TYPED.match(line.text))


def unnumbered(text: str) -> str:
    """The item without its typed number or mark."""
    return TYPED.sub("", text, count=1).strip()


def is_bullet(text: str) -> bool:
    """Whether the typed mark is a dot or a dash, not a number."""
    return text[:1] in BULLETS and bool(TYPED.match(text))


def items_of(lines) -> tuple[list, list[list]]:
    """(lines before the first item, items: each a list of lines, the first without number)."""
    if not any(map(is_item, lines)):
        bold = sum(line.is_bold for line in lines)
        if 1 < bold < len(lines) and lines[0].is_bold:
            return [], _grouped(lines, lambda line: line.is_bold)
        return [], [[line] for line in lines]
    first = next(i for i, line in enumerate(lines) if is_item(line))
    return lines[:first], _grouped(lines[first:], lambda line: _is_beside(line, lines[first]))


def _is_beside(line, first):
    """Whether a line is an item of the rank of the first; deeper ones are its details."""
    return is_item(line) and _mark(line) == _mark(first) and line.nesting <= first.nesting


def _mark(line):
    """The sort of a number: items of another sort inside an item are its details."""
    if line.listed:
        return "word" if not line.is_bold else "word bold"
    found = re.match(r"第.+?步|[（(]|\d|[①-⑳]|[一二三四五六七八九十]", line.text)
    sort = re.sub(r"\d", "1", found[0][:1]) if found else "mark"
    return "一" if sort in "一二三四五六七八九十" else "①" if "①" <= sort <= "⑳" else sort


def _grouped(lines, begins):
    groups: list[list] = []
    for line in lines:
        if begins(line) or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def inline_items(text: str) -> list[str]:
    """Split 一是…二是…三是… of one paragraph; a single item when there is nothing to split."""
    starts = [found.start() for found in ENUMERATED.finditer(text)]
    if len(starts) < 2:
        return [text]
    bounds = [*starts, len(text)]
    items = [text[a:b].strip() for a, b in pairwise(bounds)]
    head = text[: starts[0]].strip()
    return [head, *items] if head else items


def step(lines) -> dict:
    """{title, text} of one step: its bold start, its words up to a colon or full stop."""
    text = COUNTED.sub("", unnumbered(lines[0].text))
    later = "\n".join(line.text for line in lines[1:])
    bold = unnumbered(lines[0].bold_start)
    if bold and len(bold) <= STEP_TITLE and text.startswith(bold):
        title, rest = bold, text[len(bold) :]
    elif len(text) <= STEP_TITLE and not re.search(r"[：:。！!]\s*\S", text):
        title, rest = text, ""
    else:
        title, rest = _first_clause(text)
    rest = rest.lstrip("：:。．，,；; 　—-").strip()
    return {"title": title.rstrip("：:。．，,；; "), "text": "\n".join(filter(None, [rest, later]))}


def _first_clause(text):
    for signs in ("：:", "。！!", "；;", "，,"):
        places = [text.find(sign) for sign in signs if 0 < text.find(sign) <= STEP_TITLE]
        if places:
            cut = min(places)
            return text[:cut], text[cut:]
    return "", text


def papers(text: str) -> list[str]:
    """The papers of one line: 身份证、户口本、转账记录 are three."""
    text = unnumbered(text).rstrip("。；;")
    body = re.sub(r"^(?:请)?(?:需要?|要|应)?(?:准备|携带|带上?|提供)(?:好)?[：:]?", "", text)
    sign = next((signs for signs in TICKS if re.search(signs, body)), "")
    parts = re.split(sign, body) if sign else _split_outside(body, "、，,")
    if len(parts) == 1 or any(len(part.strip()) > 24 for part in parts):
        parts = [text]
    return [unnumbered(part.strip()) for part in parts if part.strip()]


def _split_outside(text, signs):
    """Split at signs that do not stand in brackets."""
    parts, level = [""], 0
    for sign in text:
        level += (sign in "（(《“") - (sign in "）)》”")
        if sign in signs and level <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def contacts(text: str) -> list[dict]:
    """The contacts of one line: name before the telephone, remark behind it; [] without one."""
    text = unnumbered(text)
    found = list(PHONE.finditer(text))
    if len(found) > 1 and not found[0].start() and text[found[-1].end() :].strip(AROUND):
        return _names_behind(text, found)
    rows: list[dict] = []
    start = 0
    for place, phone in enumerate(found):
        before = text[start : phone.start()].strip(AROUND)
        between = text[found[place - 1].end() : phone.start()] if place else ""
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        after, start = _remark(text[phone.end() : end], place + 1 < len(found), phone.end())
        name = re.sub(LINE, "", before).strip(AROUND) or before
        if not name and rows and not re.search(r"[；;。]", between):
            name = rows[-1]["name"]
        elif not name and len(found) == 1:
            name, after = after, ""
        rows.append({"name": name, "phone": _figures(phone[0]), "note": after, "said": before})
    return rows


def _names_behind(text, found):
    """12348 法律服务热线；12345 政务热线: each name follows its telephone."""
    ends = [phone.start() for phone in found[1:]] + [len(text)]
    named = [
        (text[phone.end() : end].strip(AROUND), phone)
        for phone, end in zip(found, ends, strict=True)
    ]
    return [
        {"name": name, "phone": _figures(phone[0]), "note": "", "said": name}
        for name, phone in named
    ]


def _remark(between, more, end):
    """What belongs to this telephone of the words up to the next one, and where that ends."""
    if not more:
        return between.strip(AROUND), end
    stop = re.search(r"[；;。，,、\s]", between)
    cut = stop.end() if stop else 0
    return between[:cut].strip(AROUND), end + cut


def _figures(phone):
    phone = re.sub(r"[—－转]", "-", phone)
    return re.sub(r"[^\d+ -]", "-", phone.strip("()")).replace("--", "-").strip("- ")


def pair(text: str, longest: int, rest: int) -> tuple[str, str] | None:
    """老李：出借人 or 老李（出借人）→ (name, words); None when it is no such line."""
    text = unnumbered(text).rstrip("。；;")
    found = re.match(r"^([^：:，,。（(—]{1,40}?)\s*(?:[：:，,]|——|—)\s*(.+)$", text, re.S)
    found = found or re.match(r"^([^：:，,。（(]{1,40})[（(](.+)[)）]$", text)
    if found and "，" in text[len(found[1]) :][:2] and len(found[1]) > SHORT_NAME:
        return None  # a sentence, not a name and a word about it
    if found and len(found[1]) <= longest and len(found[2]) <= rest:
        return found[1].strip(), found[2].strip()
    return None


def table_steps(cells: list[list[str]]) -> list[dict]:
    """A table of 步骤、内容、时限 as steps: what to do, then the other columns with their heads.

    [] when it is no such table, or a row has no short title.
    """
    if COUNT.match(cells[0][0]) and COUNT.match(cells[-1][0]) and cells[0][0] != cells[-1][0]:
        cells = [["步骤", *[""] * (len(cells[0]) - 1)], *cells]
    head, *rows = cells
    if not rows or not any(STEP_COLUMN.search(words) for words in head):
        return []
    steps = [_table_step(head, row) for row in rows]
    return steps if all(0 < len(step["title"]) <= STEP_TITLE for step in steps) else []


def _table_step(head, row):
    named = [pair for pair in zip(head, row, strict=True) if pair[1] and not COUNT.match(pair[1])]
    rest = [f"{name}：{words}" if name else words for name, words in named[1:]]
    return {"title": named[0][1] if named else "", "text": "；".join(rest)}
