"""From sections to the blocks of the article."""

import re

from django.utils.translation import gettext as _

from knowledge.word.draft import Part, Picture
from knowledge.word.headings import bare, shown
from knowledge.word.laws import Cards
from knowledge.word.lists import Lists
from knowledge.word.markup import rich_text
from knowledge.word.pictures import ALT, CAPTION, CAPTION_NUMBER, alt_of, usable
from knowledge.word.reading import as_line
from knowledge.word.tables import pictures_in, table_part, text_grid

RICH = {"story": "story", "asked": "asked", "analysis": "analysis", "result": "result"}
URGENT = re.compile(r"期限|时效|天内|日内|年内|过期|紧急|立即")
WARNING = re.compile(r"注意|警|风险|切勿|不要|千万")
CALLOUT_TITLE = 40


class Builder(Lists):
    """Builds the parts of one draft."""

    def __init__(self, draft, library):
        self.draft, self.cards = draft, Cards(library, draft)
        self.law_at: int | None = None
        self.seen_pictures = 0

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

    def _rich(self, section):
        self._flow(section.lines, RICH[section.kind])

    _story = _asked = _analysis = _result = _rich

    def _other(self, section):
        if section.heading:
            self._add("heading", shown(section.heading))
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
        self._describe(last.value, CAPTION_NUMBER.sub("", line.text).strip())
        return True

    def _describe(self, figure, words):
        """What a caption says serves those who cannot see, unless Word has better words."""
        if not figure["alt"]:
            figure["alt"] = self.draft.pictures[figure["picture"]].alt = words

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
            for row in text_grid(rows):
                self.cards.cite(" ".join(row))  # 《土地管理法》 may stand beside 第四十八条
        for line in pictures_in(rows):
            self._add_picture(line.payload)

    def _add_picture(self, image):
        self.seen_pictures += 1
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
                alt_of(image.alt_text)
                or _("Picture %(number)d of a Word file") % {"number": self.seen_pictures},
            )
            return
        alt = alt_of(image.alt_text)
        self.draft.pictures.append(Picture(content, alt))
        number = len(self.draft.pictures) - 1
        self._add("figure", {"picture": number, "alt": alt, "caption": ""})

    def _law(self, section):
        lines = [line for line in section.lines if line.kind == "text"]
        written = {line.text: line for line in lines}
        rest = self.cards.take_pasted(list(written))
        if self.law_at is None:
            self.law_at = len(self.draft.parts)
        self._add_text("paragraph", [written.get(text) or as_line(text) for text in rest])
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
