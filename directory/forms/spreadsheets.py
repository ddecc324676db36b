"""Reading an uploaded .xlsx or .csv into tables of cells. Formulas are never worked out.

Whatever is no such file is refused in words, and nothing is read beyond the limits: a file of
20 MB, 60 MB unpacked, 5,000 rows that hold something, 200 columns, 5,000 merged ranges.
openpyxl is loaded when the first file comes: it takes half a second and 30 MB.
"""

import csv
import io
import re
import zipfile
from itertools import chain
from xml.etree.ElementTree import ParseError

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.pairing.tables import Table

MOST_BYTES = 20 << 20
MOST_UNPACKED = 60 << 20
MOST_SHARED = 20 << 20  # the one part that openpyxl keeps in memory as a whole
MOST_ROWS = 5_000
MOST_COLUMNS = 200
MOST_MERGED = 5_000
MOST_SHEETS = 20
OLE = b"\xd0\xcf\x11\xe0"
PROTECTED = "EncryptedPackage".encode("utf-16-le")
BROKEN = (
    zipfile.BadZipFile,
    ParseError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    TypeError,
    UnicodeError,
    ValueError,
)
ENCODINGS = ("utf-8-sig", "gb18030")


def read_tables(file) -> list[Table]:
    """The tables of an uploaded file, visible ones first. Raises ``ValidationError``."""
    if file.size > MOST_BYTES:
        raise ValidationError(_("The file is larger than 20 MB."))
    content = file.read()
    if not content.strip():
        raise ValidationError(_("The file is empty."))
    if content.startswith(OLE):
        raise ValidationError(_protected() if PROTECTED in content else _other_kind())
    if content.startswith(b"PK"):
        return _read_workbook(content)
    return [_read_text(content)]


def _other_kind():
    return _("Only .xlsx and .csv can be read. Open the file and save it as .xlsx.")


def _protected():
    return _("The file is protected by a password. Take it away and save the file as .xlsx.")


def _too_long():
    return _("The sheet has more than %(n)d rows. Give it in parts.") % {"n": MOST_ROWS}


def _read_workbook(content):
    from openpyxl import load_workbook

    try:
        _check_archive(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [one for one in book.worksheets if hasattr(one, "_get_source")][:MOST_SHEETS]
        sheets.sort(key=lambda sheet: sheet.sheet_state != "visible")
        return [_read_worksheet(sheet) for sheet in sheets]
    except ValidationError:
        raise
    except BROKEN as broken:
        text = _("The file is damaged or no Excel sheet. Open it and save it as .xlsx again.")
        raise ValidationError(text) from broken


def _check_archive(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sizes = {part.filename: part.file_size for part in archive.infolist()}
    if not any(name.lower() == "xl/workbook.xml" for name in sizes):
        raise ValidationError(_other_kind())
    shared = sum(size for name, size in sizes.items() if "sharedstrings" in name.lower())
    if sum(sizes.values()) > MOST_UNPACKED or shared > MOST_SHARED or len(sizes) > 2_000:
        raise ValidationError(_("Unpacked, the file is too large. Keep only the one sheet."))


def _read_worksheet(sheet):
    from openpyxl.worksheet._reader import WorkSheetParser  # streams, and knows what is merged

    book = sheet.parent
    rows = []
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, cells in parser.parse():
            values = _values(cells)
            if any(value is not None for value in values):
                rows.append((number, values))
            if len(rows) > MOST_ROWS:
                raise ValidationError(_too_long())
    return Table(
        title=sheet.title,
        rows=rows,
        merged=_merged(parser),
        hidden_rows=frozenset(_hidden_rows(parser)),
        hidden_columns=frozenset(_hidden_columns(parser)),
    )


def _values(cells):
    values: list = []
    for cell in cells:
        column = cell["column"]
        if cell["value"] is None or column > MOST_COLUMNS:
            continue
        values += [None] * (column - len(values))
        values[column - 1] = None if cell["data_type"] == "e" else cell["value"]
    return values


def _merged(parser):
    from openpyxl.utils import range_boundaries

    ranges = parser.merged_cells.mergeCell if parser.merged_cells else []
    if len(ranges) > MOST_MERGED:
        raise ValidationError(_("Too many merged cells. Give the sheet in parts."))
    merged = []
    for one in ranges:
        left, top, right, bottom = range_boundaries(str(one.ref))
        merged.append((top, left - 1, bottom, min(right, MOST_COLUMNS) - 1))
    return merged


def _is_on(attribute):
    return attribute in ("1", "true")


def _hidden_rows(parser):
    shown = parser.row_dimensions.items()
    return (int(number) for number, one in shown if _is_on(one.get("hidden")))


def _hidden_columns(parser):
    """Columns from 0; one entry may stand for many columns."""
    from openpyxl.utils import column_index_from_string

    return chain.from_iterable(
        range(column_index_from_string(letter) - 1, min(int(one["max"]), MOST_COLUMNS))
        for letter, one in parser.column_dimensions.items()
        if _is_on(one.get("hidden"))
    )


def _read_text(content):
    text = _decoded(content)
    if re.match(r"\s*(<!doctype|<html|<\?xml|<table|%PDF|\{)", text, re.IGNORECASE):
        raise ValidationError(_other_kind())
    rows = []
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        for number, cells in enumerate(lines, start=1):
            if any(cell.strip() for cell in cells):
                rows.append((number, cells[:MOST_COLUMNS]))
            if len(rows) > MOST_ROWS:
                raise ValidationError(_too_long())
    except csv.Error as broken:
        raise ValidationError(_other_kind()) from broken
    return Table(title="", rows=rows, repeats_blanks=True)


def _decoded(content):
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1f]", text):
            return text
    raise ValidationError(_other_kind())


def _delimiter(text):
    head = text[:4000]
    return max(",\t;", key=head.count)
