"""From mammoth's document to lines: one for each line of text, table and picture, in order."""

import html
import io
import re
from dataclasses import dataclass, field, replace
from typing import Any
from zipfile import BadZipFile

from mammoth import documents, docx

SPACES = re.compile(r"[ \t\r\n\u00a0\u2002-\u200a\u3000]+")
INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0b-\x1f]")
TITLE_STYLE = re.compile(r"(?i)^(title|标题|文档标题|大标题|主标题)$")
HEADING_STYLE = re.compile(r"(?i)^(?:heading|标题|标题样式)\s*([1-9])(?:\s|字符|$)")
CONTENTS_STYLE = re.compile(r"(?i)^(?:toc|目录)\s*(?:[1-9]|heading|标题)")
LIST_STYLE = re.compile(r"(?i)^(?:list|列表)\D*([2-5])$")
LEVEL_STYLE = re.compile(r"^([一二三四])级标题")
BROKEN = (KeyError, ValueError, TypeError, AttributeError, OSError, RecursionError, BadZipFile)
"""What mammoth raises over a file whose parts do not fit together."""


@dataclass
class Line:
    """``text``: its words. ``html``: the same with bold and links. ``kind``: text, table, picture.

    ``level``: of a heading made with styles, 1 the highest; 0 none. ``listed``: "ol", "ul" or "",
    ``nesting`` how deep in the list, 0 the outermost.
    """

    text: str = ""
    html: str = ""
    kind: str = "text"
    level: int = 0
    is_title: bool = False
    is_bold: bool = False
    is_centred: bool = False
    is_contents: bool = False
    size: float = 0
    listed: str = ""
    nesting: int = 0
    bold_start: str = ""
    payload: Any = None


def as_line(text: str) -> Line:
    """Plain words as a line."""
    return Line(text=text, html=html.escape(text, quote=False))


@dataclass
class TableCell:
    """A cell: its lines, and over how many columns and rows it stretches."""

    lines: list[Line] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


@dataclass
class _Piece:
    text: str = ""
    bold: bool = False
    href: str = ""
    size: float = 0


@dataclass
class _Found:
    """What is in a paragraph: pieces of each of its lines, then pictures and tables."""

    rows: list[list[_Piece]] = field(default_factory=lambda: [[]])
    things: list[Line] = field(default_factory=list)


def read_lines(content: bytes) -> list[Line]:
    """Return the lines of a file in the plain form; raises one of ``BROKEN``."""
    document = docx.read(io.BytesIO(content)).value
    return _Reader(document.notes).lines_of(document.children)


def tidy(text: str) -> str:
    """One space for any row of spaces, none at the ends; nothing invisible."""
    return SPACES.sub(" ", INVISIBLE.sub("", text)).strip()


class _Reader:
    def __init__(self, notes):
        self.notes = notes

    def lines_of(self, elements) -> list[Line]:
        """Return the lines of paragraphs and tables; stray runs count as a paragraph."""
        lines = []
        for element in elements:
            if isinstance(element, documents.Paragraph):
                lines += self._paragraph(element)
            elif isinstance(element, documents.Table):
                lines.append(Line(kind="table", payload=self._rows(element)))
            else:
                lines += self._paragraph(documents.paragraph([element]))
        return lines

    def _rows(self, table):
        return [
            [TableCell(self.lines_of(cell.children), cell.colspan, cell.rowspan)
             for cell in row.children if isinstance(cell, documents.TableCell)]
            for row in table.children
            if isinstance(row, documents.TableRow)
        ]  # fmt: skip

    def _paragraph(self, paragraph):
        found = _Found()
        self._collect(paragraph.children, _Piece(), found)
        lines = [
            self._line(row, paragraph) for row in found.rows if tidy("".join(p.text for p in row))
        ]
        return lines + found.things

    def _collect(self, elements, look, found):
        """Sort runs, links, breaks, notes and pictures below a paragraph."""
        for element in elements:
            sort = next((sort for kind, sort in self.SORTS if isinstance(element, kind)), None)
            if sort:
                sort(self, element, look, found)

    def _take_words(self, element, look, found):
        found.rows[-1].append(replace(look, text=self._words(element)))

    def _words(self, element):
        if isinstance(element, documents.Text):
            return element.value
        if isinstance(element, documents.Checkbox):
            return "☑" if element.checked else "☐"
        return " "  # a tab

    def _take_break(self, element, look, found):
        found.rows.append([])

    def _take_picture(self, element, look, found):
        found.things.append(Line(kind="picture", payload=element))

    def _take_table(self, element, look, found):
        found.things.append(Line(kind="table", payload=self._rows(element)))

    def _take_note(self, element, look, found):
        found.rows[-1].append(replace(look, text=self._note(element), bold=False, href=""))

    def _take_paragraph(self, element, look, found):
        found.things += self._paragraph(element)

    def _take_run(self, element, look, found):
        bold, size = look.bold or element.is_bold, element.font_size or look.size
        self._collect(element.children, replace(look, bold=bold, size=size), found)

    def _take_link(self, element, look, found):
        self._collect(element.children, replace(look, href=_web_address(element.href)), found)

    def _take_inside(self, element, look, found):
        self._collect(element.children, look, found)

    SORTS = (
        ((documents.Text, documents.Tab, documents.Checkbox), _take_words),
        (documents.Break, _take_break),
        (documents.Image, _take_picture),
        (documents.NoteReference, _take_note),
        (documents.Run, _take_run),
        (documents.Hyperlink, _take_link),
        (documents.Table, _take_table),
        (documents.Paragraph, _take_paragraph),
        (documents.HasChildren, _take_inside),
    )

    def _note(self, reference):
        try:
            note = self.notes.resolve(reference)
        except KeyError:
            return ""
        words = " ".join(line.text for line in self.lines_of(note.body))
        return f"（注：{words}）" if words else ""

    def _line(self, pieces, paragraph):
        words = [piece for piece in pieces if piece.text.strip()]
        style = (paragraph.style_name or "").strip()
        numbering = paragraph.numbering
        bold = all(piece.bold for piece in words)
        return Line(
            text=tidy("".join(piece.text for piece in pieces)),
            html=_html(pieces, bold),
            level=_level(style),
            is_title=bool(TITLE_STYLE.match(style)),
            is_bold=bold,
            is_centred=paragraph.alignment == "center",
            is_contents=bool(CONTENTS_STYLE.match(style)),
            size=max(piece.size for piece in words),
            listed="" if numbering is None else "ol" if numbering.is_ordered else "ul",
            nesting=_nesting(style, numbering),
            bold_start="" if bold else _bold_start(pieces),
        )


def _web_address(href):
    return href if re.match(r"(?i)https?://[^\s/]", href or "") else ""


def _level(style):
    if found := HEADING_STYLE.match(style):
        return int(found[1])
    if found := LEVEL_STYLE.match(style):
        return "一二三四".index(found[1]) + 1
    return 0


def _nesting(style, numbering):
    """How deep in a list: by its numbering, or by a style such as List Number 2."""
    found = LIST_STYLE.match(style)
    return int(numbering.level_index if numbering else 0) + (int(found[1]) - 1 if found else 0)


def _bold_start(pieces):
    start = ""
    for piece in pieces:
        if piece.text.strip() and not piece.bold:
            break
        start += piece.text
    return tidy(start)


def _html(pieces, all_bold):
    """Runs of the same look are joined; bold only where not everything is bold."""
    joined: list[_Piece] = []
    for piece in pieces:
        bold = piece.bold and not all_bold
        text = SPACES.sub(" ", INVISIBLE.sub("", piece.text))
        if joined and (joined[-1].bold, joined[-1].href) == (bold, piece.href):
            joined[-1].text += text
        elif text:
            joined.append(_Piece(text, bold, piece.href))
    if joined:
        joined[0].text = joined[0].text.lstrip()
        joined[-1].text = joined[-1].text.rstrip()
    return "".join(map(_markup, joined))


def _markup(piece):
    words = html.escape(piece.text, quote=False)
    if piece.bold and piece.text.strip():
        words = f"<b>{words}</b>"
    return f'<a href="{html.escape(piece.href)}">{words}</a>' if piece.href else words
