"""From sections to the blocks of the article."""

import html
import re

from django.utils.translation import gettext as _

from knowledge.word import listing
from knowledge.word.draft import Part, Picture
from knowledge.word.headings import bare, section_of
from knowledge.word.laws import Cards
from knowledge.word.pictures import JUNK_ALT, usable
from knowledge.word.reading import Line
from knowledge.word.tables import cell_text, grid, pictures_in, table_part

RICH = {"story": "story", "asked": "asked", "analysis": "analysis", "result": "result"}
CAPTION = re.compile(r"^(?:图|照片|▲|△|↑)\s*(?:[\d一二三四五六七八九]{0,2})\s*[：:.、]?\s*\S")
URGENT = re.compile(r"期限|时效|天内|日内|年内|过期|紧急|立即")
WARNING = re.compile(r"注意|警|风险|切勿|不要|千万")
ALT, CALLOUT_TITLE = 120, 40


class Builder:
    """Builds the parts of one draft."""

    def __init__(self, draft, library):
        self.draft, self.cards = draft, Cards(library, draft)
        self.law_at: int | None = None

    def build(self, sections) -> None:
        """Add the parts of all sections; the law cards stand together."""
        for section in sections:
            if section.kind and section.heading:
                self.draft.accounted.append(section.heading)
            getattr(self, f"_{section.kind or 'other'}")(section)
        if self.cards.cards:
            place = self._place_of_law()
            self.draft.parts[place:place] = self.cards.cards

    def _place_of_law(self):
        if self.law_at is not None:
            return self.law_at
        kinds = [part.kind for part in self.draft.parts]
        if "analysis" in kinds:
            return kinds.index("analysis")
        before = [i for i, kind in enumerate(kinds) if kind in ("story", "people", "asked")]
        return before[-1] + 1 if before else len(kinds)

    def _add(self, kind, value):
        self.draft.parts.append(Part(kind, value))

    # Running text

    def _rich(self, section):
        self._flow(section.lines, RICH[section.kind])

    _story = _asked = _analysis = _result = _rich

    def _other(self, section):
        if section.heading:
            self._add("heading", section.heading)
        self._flow(section.lines, "paragraph")

    def _flow(self, lines, kind):
        """Text in one block until a table or picture comes between."""
        text = []
        for place, line in enumerate(lines):
            if line.kind == "text":
                if place and lines[place - 1].kind == "picture" and self._take_caption(line):
                    continue
                text.append(line)
                self.cards.cite(line.text)
                continue
            self._add_text(kind, text)
            text = []
            self._add_thing(line)
        self._add_text(kind, text)

    def _add_text(self, kind, lines):
        if lines:
            self._add(kind, rich_text(lines))

    def _take_caption(self, line):
        last = self.draft.parts[-1] if self.draft.parts else None
        fits = CAPTION.match(line.text) and len(line.text) <= ALT
        if last is None or last.kind != "figure" or last.value["caption"] or not fits:
            return False
        last.value["caption"] = line.text
        return True

    def _things(self, lines):
        """Add tables and pictures of a list behind it; return its lines of text."""
        for line in lines:
            if line.kind != "text":
                self._add_thing(line)
        return [line for line in lines if line.kind == "text"]

    def _add_thing(self, line):
        if line.kind == "picture":
            self._add_picture(line.payload)
            return
        self._add_table(line.payload)

    def _add_table(self, rows):
        part = table_part(rows, self.draft)
        if part:
            self.draft.parts.append(part)
        for line in pictures_in(rows):
            self._add_picture(line.payload)

    def _add_picture(self, image):
        try:
            with image.open() as file:
                content = usable(file.read())
        except (KeyError, OSError, ValueError):
            content = None
        if content is None:
            self.draft.ask(
                _(
                    "A picture could not be taken over (EMF, WMF, damaged or far too large). "
                    "Take a screenshot of it and add it in the editor."
                ),
                image.alt_text or "",
            )
            return
        alt = _alt(image.alt_text)
        self.draft.pictures.append(Picture(content, alt))
        number = len(self.draft.pictures) - 1
        self._add("figure", {"picture": number, "alt": alt, "caption": ""})

    # Lists

    def _listed(self, section, build):
        """Build from the lines of text; what stood between goes behind the list."""
        texts = [line for line in section.lines if line.kind == "text"]
        for line in texts:
            self.cards.cite(line.text)
        build(texts, section)
        self._things(section.lines)

    def _steps(self, section):
        self._listed(section, self._build_steps)

    def _build_steps(self, lines, section):
        if not lines:
            return
        intro, items = listing.items_of(lines)
        if len(items) == 1 and len(items[0]) == 1:
            items = [[_as_line(text)] for text in listing.inline_items(items[0][0].text)]
            if len(items) == 1:
                self.draft.ask(_("What to do is one piece of text. Cut it into steps."))
        if len(items) > 1 and items[0][0].text.endswith(("：", ":")):
            intro, items = intro + items[0], items[1:]
        self._add_text("paragraph", intro)
        steps = [listing.step(item) for item in items]
        for number, row in enumerate(steps, 1):
            row["title"] = row["title"] or _("Step %(number)d") % {"number": number}
        self._add("steps", steps)

    def _papers(self, section):
        self._listed(section, self._build_papers)

    def _build_papers(self, lines, section):
        found, rest = [], []
        for line in lines:
            if line.text.endswith(("：", ":")):
                rest.append(line)
                continue
            for paper in listing.papers(line.text):
                if len(paper) <= listing.PAPER:
                    found.append(paper)
                else:
                    rest.append(_as_line(paper))
        self._add_text("paragraph", rest)
        if found:
            self._add("papers", found)

    def _contacts(self, section):
        lines = [line for line in section.lines if line.kind == "text"]
        for line in section.lines:
            if line.kind == "table":
                lines += _row_lines(line.payload)
                for picture in pictures_in(line.payload):
                    self._add_picture(picture.payload)
            elif line.kind == "picture":
                self._add_picture(line.payload)
        rows, rest = [], []
        for line in lines:
            found = self._contacts_of(line)
            rows += found
            rest += [] if found else [line]
        rest = [line for line in rest if not self._is_head(line, rows)]
        if rows:
            self._add("contacts", rows)
        self._add_text("paragraph", rest)

    def _contacts_of(self, line):
        found = listing.contacts(line.text)
        for row in found:
            said = row.pop("said")
            self.draft.accounted.append(f"{said} {row['phone']} {line.text}" if row["name"] else "")
            row["name"] = row["name"] or _("Telephone")
        if any(
            len(row["name"]) > listing.CONTACT or len(row["note"]) > listing.NOTE for row in found
        ):
            return []
        return found

    def _is_head(self, line, rows):
        """The head of a table of telephones: 单位 电话."""
        head = bool(rows) and re.fullmatch(
            r"(?:序号|单位|部门|名称|机构|联系人|姓名|电话|联系电话|联系方式|备注|地址|时间|\s|，)+",
            line.text,
        )
        if head:
            self.draft.accounted.append(line.text)
        return bool(head)

    def _people(self, section):
        self._pairs(section, "people", ("name", "role"), listing.WHO, listing.ROLE)

    def _term(self, section):
        lines = [line for line in section.lines if line.kind == "text"]
        rest = []
        for line in lines:
            found = listing.pair(line.text, listing.TERM, 2000)
            if found:
                self._add("term", {"term": found[0], "text": found[1]})
            else:
                rest.append(line)
        self._add_text("paragraph", rest)
        self._things(section.lines)

    def _pairs(self, section, kind, keys, longest, longest_rest):
        rows, rest = [], []
        for line in self._things(section.lines):
            found = listing.pair(line.text, longest, longest_rest)
            if found:
                rows.append(dict(zip(keys, found, strict=True)))
            else:
                rest.append(line)
        if rows:
            self._add(kind, rows)
        self._add_text("paragraph", rest)

    # Law and warning

    def _law(self, section):
        lines = [line for line in section.lines if line.kind == "text"]
        rest = self.cards.take_pasted([line.text for line in lines])
        if self.law_at is None:
            self.law_at = len(self.draft.parts)
        self._add_text("paragraph", [_as_line(text) for text in rest])
        self._things(section.lines)

    def _callout(self, section):
        lines = self._things(section.lines)
        for line in lines:
            self.cards.cite(line.text)
        words = " ".join(line.text for line in lines)
        if not words:
            self._add("heading", section.heading)
            return
        title = bare(section.heading)
        sort = "urgent" if URGENT.search(words) else "warn" if WARNING.search(title) else ""
        value = {
            "kind": sort,
            "title": title[:CALLOUT_TITLE],
            "text": rich_text(lines, lists=False),
        }
        self._add("callout", value)


def rich_text(lines, lists=True) -> str:
    """Paragraphs and lists; numbers typed by hand stay as they are typed."""
    out, now = [], ""
    for line in lines:
        bullet = listing.is_bullet(line.text)
        sort = (line.listed or ("ul" if bullet else "")) if lists else ""
        if sort != now:
            out += [f"</{now}>"] * bool(now) + [f"<{sort}>"] * bool(sort)
            now = sort
        words = line.html
        if bullet and lists and not line.listed:
            words = words.lstrip("".join(listing.BULLETS)).strip()
        if line.is_bold and section_of(line.text) == "" and len(line.text) <= ALT:
            words = f"<b>{words}</b>"
        out.append(f"<li>{words}</li>" if sort else f"<p>{words}</p>")
    out += [f"</{now}>"] * bool(now)
    return "".join(out)


def _as_line(text):
    return Line(text=text, html=html.escape(text, quote=False))


def _row_lines(rows):
    texts = [" ".join(filter(None, map(cell_text, row))) for row in grid(rows)]
    return [_as_line(re.sub(r"^\d{1,2} (?=\D)", "", text)) for text in texts if text]


def _alt(text):
    """The alternative text somebody wrote, not the one a program made up."""
    words = re.sub(r"\s+", " ", text or "").strip()
    made_up = re.fullmatch(JUNK_ALT, words) or re.search(
        r"(?i)\.(png|jpe?g|gif|bmp|tiff?|emf|wmf)$|^[0-9a-f-]{16,}$|描述已自动生成|generated", words
    )
    return "" if made_up else words[:ALT]
