"""Lines as rich text."""

import re

from knowledge.word import listing
from knowledge.word.headings import section_of
from knowledge.word.reading import Line, as_line
from knowledge.word.tables import cell_text, grid

LONGEST_BOLD = 120  # signs: a longer line is not a heading


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
        if (
            (line.is_bold or line.level)
            and section_of(line.text) == ""
            and len(line.text) <= LONGEST_BOLD
        ):
            words = f"<b>{words}</b>"
        out.append(f"<li>{words}</li>" if sort else f"<p>{words}</p>")
    out += [f"</{now}>"] * bool(now)
    return "".join(out)


def row_lines(rows) -> list[Line]:
    """A line for each row of a table: its cells in their order, without the number of the row."""
    texts = [" ".join(filter(None, map(cell_text, row))) for row in grid(rows)]
    return [as_line(re.sub(r"^\d{1,2} (?=\D)", "", text)) for text in texts if text]
