"""Files as they come: BOM, CRLF, quotes, blank lines, bad bytes; the command's words about them."""

import pytest
from django.core.management import CommandError, call_command

from directory.actions import Division, UnreadableError, import_places
from directory.actions.importing.reading import LONGEST_LINE
from directory.models import Place
from tests.directory.test_importing import GOOD
from tests.factories.divisions import COLUMNS, write_csv

pytestmark = pytest.mark.django_db
HEADER = ",".join(COLUMNS).encode()
LINES = [",".join(row).encode() for row in GOOD]


def read(tmp_path, *lines, end=b"\n"):
    path = tmp_path / "places.csv"
    path.write_bytes(end.join([HEADER, *lines]) + end)
    return import_places(Division(path))


def errors(report):
    return [line for _file, line, _problem in report.errors]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_do_not_matter(tmp_path, end, bom):
    path = tmp_path / "places.csv"
    path.write_bytes(bom + end.join([HEADER, *LINES]))  # and no line end at the end
    assert import_places(Division(path)).added == 5


def test_quotes_spaces_and_blank_lines_are_read_past(tmp_path):
    quoted = b'430802001001,"\xe5\x9b\x9e\xe9\xbe\x99 \xe5\xb1\x85\xe5\xa7\x94\xe4\xbc\x9a ", '
    report = read(tmp_path, *LINES[:4], b"", b"  ", b",,,", quoted + b"village,430802001000,,")
    assert (report.added, report.refused) == (5, 0)
    assert Place.objects.get(level="village").name == "回龙 居委会"


def test_columns_may_stand_in_any_order_among_others(tmp_path):
    path = tmp_path / "places.csv"
    path.write_text(
        "note, name ,parent_code,level,code\nx,湖南省,,province,430000000000\n", "utf-8"
    )
    import_places(Division(path))
    assert Place.objects.get().name == "湖南省"


@pytest.mark.parametrize(
    "bad",
    [
        "430802001002,解放,village,430802001000".encode("gbk"),
        b'430802001002,"\xe8\xa7\xa3\xe6\x94\xbe,village,430802001000',
        b"430802001002,\xe8\xa7\xa3\xe6\x94\xbe,village",
        b"430802001002,\xe8\xa7\xa3,\xe6\x94\xbe,village,430802001000",
        b"430802001002," + b"x" * LONGEST_LINE * 3 + b",village,430802001000",
        b"430802001002,\xe8\xa7\xa3\x00\xe6\x94\xbe,village,430802001000",
        b"x" * (LONGEST_LINE - len(b"\n")) + b"y",
    ],
    ids=["gbk", "open quote", "short", "comma", "gigantic", "nul", "exactly as long"],
)
def test_a_line_that_cannot_be_read_costs_only_itself(tmp_path, bad):
    after = b"430802001003,\xe6\x96\xb0,village,430802001000"
    report = read(tmp_path, *LINES, bad, after)
    assert (report.added, errors(report)) == (6, [7])


def test_a_gigantic_last_line_without_end_is_an_error_too(tmp_path):
    path = tmp_path / "places.csv"
    path.write_bytes(b"\n".join([HEADER, *LINES, b"9" * LONGEST_LINE * 2]))
    assert errors(import_places(Division(path))) == [7]


@pytest.mark.parametrize(
    "content", [b"name,code\n", b"", "名称".encode("gbk"), "code,name".encode("utf-16"), None]
)
def test_what_is_no_division_is_said_before_anything_is_written(tmp_path, content):
    path = tmp_path / "places.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableError, match=r"places\.csv"):
        Division(path)
    with pytest.raises(CommandError, match=r"places\.csv"):
        call_command("import_places", str(path))


def test_the_command_says_what_it_did_and_where_rows_are_wrong(tmp_path, capsys):
    path = write_csv(tmp_path / "places.csv", [*GOOD, ("1", " x ", "village", "")], bom=True)
    with pytest.raises(CommandError, match="1 rows were refused"):
        call_command("import_places", str(path))
    captured = capsys.readouterr()
    assert "places.csv:7:" in captured.err
    assert "5 added" in captured.out
    write_csv(path, GOOD[:4])
    call_command("import_places", str(path), "--dry-run")
    said = capsys.readouterr().out
    assert "4 the same" in said
    assert "0 would be added" in said
    assert "1 places in use are no longer in the file" in said
    assert "430802001001" in said


def test_the_command_shows_fifty_errors_and_counts_the_rest(tmp_path, capsys):
    path = write_csv(tmp_path / "places.csv", [("1", "x", "village", "")] * 60)
    with pytest.raises(CommandError):
        call_command("import_places", str(path))
    shown = capsys.readouterr().err
    assert shown.count("places.csv:") == 50
    assert "10 more" in shown
