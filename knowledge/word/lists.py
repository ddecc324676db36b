"""Steps, papers, contacts, people and words explained: the parts of a case that are lists."""

import re

from django.utils.translation import gettext as _

from knowledge.word import listing
from knowledge.word.markup import row_lines
from knowledge.word.reading import as_line
from knowledge.word.tables import pictures_in, text_grid


class Lists:
    """How ``Builder`` makes its lists."""

    def _listed(self, section, build):
        """Build from the lines of text; what stood between goes behind the list."""
        texts = [line for line in section.lines if line.kind == "text"]
        for line in texts:
            self.cards.cite(line.text)
        build(texts, section)
        self._things(section.lines)

    def _steps(self, section):
        if all(line.kind != "text" for line in section.lines):
            section.lines = [line for line in section.lines if not self._take_steps(line)]
        self._listed(section, self._build_steps)

    def _take_steps(self, line):
        """Make steps of a table of steps; say whether it was one."""
        cells = text_grid(line.payload) if line.kind == "table" else []
        steps = listing.table_steps(cells) if cells and not pictures_in(line.payload) else []
        if steps:
            self.draft.accounted += [*cells[0], *(row[0] for row in cells)]
            self._add("steps", steps)
        return bool(steps)

    def _build_steps(self, lines, section):
        if not lines:
            return
        intro, items = listing.items_of(lines)
        if len(items) == 1 and len(items[0]) == 1:
            items = [[as_line(text)] for text in listing.inline_items(items[0][0].text)]
            if len(items) == 1:
                self.draft.ask(_("What to do is one piece of text. Cut it into steps."))
        if len(items) > 1 and items[0][0].text.endswith(("：", ":")):
            intro, items = intro + items[0], items[1:]
        self._add_text("paragraph", intro)
        steps = [listing.step(item) for item in items]
        self.draft.accounted += [item[0].text for item in items]
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
                    rest.append(as_line(paper))
        self._add_text("paragraph", rest)
        if found:
            self._add("papers", found)

    def _contacts(self, section):
        lines = [line for line in section.lines if line.kind == "text"]
        for line in section.lines:
            if line.kind == "table":
                lines += row_lines(line.payload)
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
