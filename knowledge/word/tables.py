"""Tables of Word as tables of plain text; merged cells are filled, inner tables told in words."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from knowledge.word.draft import Part
from knowledge.word.headings import section_of
from knowledge.word.reading import as_line

FORM_ROWS = 3  # parts of a case at least, in the left column
FACT = 40  # signs of what is told beside a label, at most
WIDTHS = (1, 2, 4)  # cells in a row of a form
TITLE_LABEL = re.compile(r"(?:案例|案件|文章)?(?:名称|标题|题目)[：:]?")
LABEL = re.compile(
    r"(?:办理|服务|受理|联系|咨询|所需|申请)?(?:事项|材料|地点|地址|电话|时间|对象|条件|流程|费用|收费|"
    r"期限|时限|依据|部门|单位|机构|方式|名称)(?:标准)?[：:]?"
)


def is_box(rows) -> bool:
    """A table of one cell is a frame around text."""
    return len(rows) == 1 and len(rows[0]) == 1


def box_lines(rows) -> list:
    """The lines in the frame."""
    return rows[0][0].lines


def is_form(rows) -> bool:
    """A whole case in a form: 基本案情, 法律分析 and so on in the left of two columns.

    Rows of four hold what belongs to the file, such as 报送单位 and 时间, a pair beside a pair.
    """
    kinds = {section_of(cell_text(row[0])) for row in rows if len(row) == 2} - {""}
    return "story" in kinds and len(kinds) >= FORM_ROWS and all(len(row) in WIDTHS for row in rows)


def form_lines(rows) -> list:
    """The lines of a form: what stands left as headings over what stands right."""
    out: list = []
    for row in rows:
        if len(row) == 1:
            out += row[0].lines
            continue
        for label, content in zip(row[::2], row[1::2], strict=True):
            out += _pair_lines(label, content)
    return out


def _pair_lines(label, content):
    """A title; a part of the case below its heading; else a line such as 报送单位：司法所."""
    words = re.sub(r"\s", "", cell_text(label))
    said = cell_text(content)
    if TITLE_LABEL.fullmatch(words):
        return [replace(as_line(f"{words.rstrip('：:')}：{said}"), is_title=True)]
    if section_of(words) or len(said) > FACT:
        return [replace(line, is_bold=True) for line in label.lines] + content.lines
    return [as_line(f"{words.rstrip('：:')}：{said}")] if said else []


def grid(rows) -> list[list]:
    """The cell at each row and column: in each of its rows, in the first of its columns."""
    hanging: dict[int, list] = {}  # column → [rows left, cell]
    return [_row_of_grid(row, hanging) for row in rows]


def _row_of_grid(row, hanging):
    cells: list = []
    waiting = list(row)
    while waiting or len(cells) in hanging:
        if len(cells) in hanging:
            cells.append(_next_row(hanging, len(cells)))
            continue
        cell = waiting.pop(0)
        for place in range(cell.columns):
            shown = cell if place == 0 else None
            if cell.rows > 1:
                hanging[len(cells)] = [cell.rows - 1, shown]
            cells.append(shown)
    return cells


def _next_row(hanging, column):
    left, cell = hanging.pop(column)
    if left > 1:
        hanging[column] = [left - 1, cell]
    return cell


def cell_text(cell) -> str:
    """All words of a cell; a table inside is told row by row."""
    if cell is None:
        return ""
    words = []
    for line in cell.lines:
        if line.kind == "text":
            words.append(line.text)
        elif line.kind == "table":
            words += ["，".join(filter(None, map(cell_text, row))) for row in line.payload]
    return " ".join(filter(None, words))


def text_grid(rows) -> list[list[str]]:
    """The words of the grid, all rows of one length, without empty rows."""
    cells = [[cell_text(cell) for cell in row] for row in grid(rows)]
    cells = [row for row in cells if any(row)]
    width = max(map(len, cells), default=0)
    return [row + [""] * (width - len(row)) for row in cells]


def pictures_in(rows) -> list:
    """Pictures that stand in cells, in their order, also of inner tables."""
    found = []
    for row in rows:
        for cell in row:
            for line in cell.lines:
                if line.kind == "picture":
                    found.append(line)
                elif line.kind == "table":
                    found += pictures_in(line.payload)
    return found


def table_part(rows, draft, caption="") -> Part | None:
    """The table block, or None for a table without a word in it."""
    cells = text_grid(rows)
    if not cells:
        return None
    first_title = _whole_row(rows)
    if first_title and len(cells) > 1 and not caption:
        caption, cells = first_title, cells[1:]
    width = len(cells[0])
    if any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row):
        draft.tell(_("A table had merged cells. Look whether each row still reads well."))
    if any(line.kind == "table" for row in rows for cell in row for line in cell.lines):
        draft.ask(_("A table stood inside another table. Its words now stand in one cell."))
    head, *body = [[""] * width, *cells] if _has_no_head(cells) else cells
    return Part(
        "table",
        {
            "columns": [{"type": "text", "heading": words} for words in head],
            "rows": [{"values": row} for row in body],
            "caption": caption,
        },
    )


def _has_no_head(cells):
    """A single row, or 事项、材料、电话 one below the other beside what they are."""
    if len(cells) == 1:
        return True
    labels = [bool(LABEL.fullmatch(row[0])) for row in cells]
    return len(cells[0]) == 2 and labels[0] and sum(labels) > len(cells) / 2


def _whole_row(rows):
    """The words of a first row that is one cell over all columns: the table's title."""
    first = rows[0]
    wide = len(first) == 1 and first[0].columns > 1
    return cell_text(first[0]) if wide else ""
