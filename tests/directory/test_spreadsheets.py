"""Reading uploaded files: what is no sheet is refused in words and within limits."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import Workbook

from directory.forms import spreadsheets
from directory.forms.sheet_template import sheet_template
from directory.forms.spreadsheets import read_tables
from directory.pairing.tables import rows_of
from tests.directory.sheet_making import book, saved, text

HEAD = ["乡镇", "村", "法律顾问"]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def read(content, name="结对表.xlsx"):
    return read_tables(SimpleUploadedFile(name, content))


def refusal(content):
    with pytest.raises(ValidationError) as refused:
        read(content)
    return refused.value.messages[0]


def archive(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return content.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (OLE, "save it as .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 cut off", "damaged"),
        (book([HEAD])[:-200], "damaged"),
        (archive(content_xml="<office/>"), "save it as .xlsx"),
        (archive(xl__workbook_xml="<workbook"), "damaged"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "save it as .xlsx"),
        (b"%PDF-1.7 x", "save it as .xlsx"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "save it as .xlsx"),
        (b"\xff\xfe\x00\xd8\x00\x00", "save it as .xlsx"),
        (b"a,b\n" + b'"' + b"x" * 200_000, "save it as .xlsx"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(content, words):
    assert words in refusal(content)


def test_a_file_beyond_20_mb_is_refused_unread():
    class Large(SimpleUploadedFile):
        def read(self, *args):
            raise AssertionError("was read")

    file = Large("x.xlsx", b"")
    file.size = spreadsheets.MOST_BYTES + 1
    with pytest.raises(ValidationError, match="20 MB"):
        read_tables(file)


@pytest.mark.parametrize("part", ["xl__worksheets__sheet1_xml", "xl__sharedStrings_xml"])
def test_a_bomb_is_refused_before_it_is_unpacked(part):
    bomb = archive(xl__workbook_xml="<workbook/>", **{part: b" " * (61 << 20)})
    assert len(bomb) < 1 << 20
    assert "too large" in refusal(bomb)


def test_a_hundred_thousand_rows_are_refused_early():
    lines = text([HEAD] + [["镇", f"村{n}", "张三"] for n in range(100_000)])
    assert "more than 5000 rows" in refusal(lines)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for number in range(6_000):
        sheet.append(["镇", f"村{number}", "张三"])
    assert "more than 5000 rows" in refusal(saved(workbook))


def test_many_merged_ranges_are_refused(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_MERGED", 2)
    content = book([HEAD, ["a", "b", "c"]], merge=["A3:B3", "A4:B4", "A5:B5"])
    assert "merged" in refusal(content)


def test_a_cell_far_away_costs_nothing():
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(HEAD)
    sheet.append(["崇文街道", "回龙", "张三"])
    sheet.cell(1_048_576, 16_384, "x")
    (table,) = read(saved(workbook))
    assert [number for number, _cells in table.rows] == [1, 2]


def test_formulas_are_not_worked_out():
    content = book([HEAD, ["崇文街道", '=CONCATENATE("回","龙")', "张三"]])
    (table,) = read(content)
    assert table.rows[1][1][1:] == [None, "张三"]
    (typed,) = read(text([HEAD, ["崇文街道", "=1+1", "@x"]]))
    assert rows_of(typed)[0].village == "=1+1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files_in_every_usual_form(encoding, delimiter):
    (table,) = read(text([HEAD, ["崇文街道", "回龙", "张三"]], encoding, delimiter))
    (row,) = rows_of(table)
    assert (row.number, row.township, row.village, row.adviser) == (2, "崇文街道", "回龙", "张三")


def test_hidden_rows_columns_and_worksheets_are_known():
    content = book(
        [HEAD, ["a", "b", "c"], ["d", "e", "f"]],
        hidden_rows=[3],
        hidden_columns=["B"],
        before=[[["Deckblatt"]]],
    )
    first, second = read(content)
    assert second.hidden_rows == {3}
    assert second.hidden_columns == {1}
    assert first.title != second.title


def test_a_hidden_worksheet_comes_last():
    workbook = Workbook()
    workbook.active.append(HEAD)
    workbook.active.sheet_state = "hidden"
    workbook.create_sheet("2026").append(HEAD)
    assert [table.title for table in read(saved(workbook))] == ["2026", "Sheet"]


def test_the_empty_sheet_can_be_read_by_ourselves():
    (table,) = read(sheet_template())
    rows = rows_of(table)
    assert [(row.number, row.village, row.adviser) for row in rows] == [
        (2, "示例村", "张示例"),
        (3, "示例社区", "李示例"),
    ]
    full = rows[0]
    assert (full.kind, full.certificate) == ("lawyer", "示例2026-001")
    assert (full.valid_from, full.valid_until, full.trained_on) == (
        "2026-01-01",
        "2028-12-31",
        "2025-12-20",
    )
