"""Importing places: works, twice, renamed, refused row by row, dry run, from a file."""

import pytest
from django.core.management import CommandError, call_command

from directory.actions import import_places
from directory.actions import places as importing
from directory.models import Place

pytestmark = pytest.mark.django_db
COUNTY = ("430802000000", "永定区", "county", "430800000000")
GOOD = [
    ("430000000000", "湖南省", "province", ""),
    ("430800000000", "张家界市", "city", "430000000000"),
    COUNTY,
    ("430802001000", "永定街道", "township", "430802000000"),
    ("430802001001", "回龙居委会", "village", "430802001000"),
]


def rows(*facts):
    names = importing.COLUMNS
    return [(line, dict(zip(names, fact, strict=True))) for line, fact in enumerate(facts, start=2)]


def counts(report):
    return report.added, report.changed, report.same, len(report.errors)


def test_places_come_with_their_pinyin():
    assert counts(import_places(rows(*GOOD))) == (5, 0, 0, 0)
    village = Place.objects.get(pk="430802001001")
    assert (village.pinyin, village.initials) == ("huilongjuweihui", "hljwh")
    assert village.parent.parent.name == "永定区"


def test_twice_changes_nothing_and_a_new_name_is_taken():
    import_places(rows(*GOOD))
    assert counts(import_places(rows(*GOOD))) == (0, 0, 5, 0)
    renamed = [*GOOD[:4], ("430802001001", "回龙社区", "village", "430802001000")]
    assert counts(import_places(rows(*renamed))) == (0, 1, 4, 0)
    assert Place.objects.get(pk="430802001001").initials == "hlsq"


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_batches_make_no_difference(monkeypatch, batch):
    monkeypatch.setattr(importing, "BATCH", batch)
    assert counts(import_places(rows(*GOOD), dry_run=True)) == (5, 0, 0, 0)
    assert not Place.objects.exists()
    assert counts(import_places(rows(*GOOD))) == (5, 0, 0, 0)


@pytest.mark.parametrize(
    "bad",
    [
        ("43080200100", "短", "village", "430802001000"),
        ("４３０８０２００１００２", "全角", "village", "430802001000"),
        ("430802001002", "", "village", "430802001000"),
        ("430802001002", "名" * 61, "village", "430802001000"),
        ("430802001002", "怪", "hamlet", "430802001000"),
        ("430802001002", "级别不符", "township", "430802000000"),
        ("430802001002", "没有上级", "village", ""),
        ("430802001002", "上级未知", "village", "430802009000"),
        ("430802001002", "上级太小", "village", "430802001001"),
        ("430811001002", "不在其下", "village", "430802001000"),
        ("430802001001", "重复", "village", "430802001000"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_written(bad):
    report = import_places(rows(*GOOD, bad, ("430802001009", "解放", "village", "430802001000")))
    assert counts(report) == (6, 0, 0, 1)
    line, problem = report.errors[0]
    assert line == 7
    assert problem


def test_a_place_keeps_its_level():
    import_places(rows(*GOOD))
    Place.objects.filter(pk="430802001000").update(level="county")
    report = import_places(rows(*GOOD))
    assert [line for line, _problem in report.errors] == [5]


def test_the_command_reads_a_file_and_says_what_it_did(tmp_path, capsys):
    path = tmp_path / "places.csv"
    header = ",".join(importing.COLUMNS)
    lines = [header, *[",".join(fact) for fact in GOOD], "1, x ,village,"]
    path.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("import_places", str(path))
    captured = capsys.readouterr()
    assert f"{path}:7:" in captured.err
    assert "5 added" in captured.out
    path.write_text("\n".join(lines[:-1]), encoding="utf-8")
    call_command("import_places", str(path), "--dry-run")
    assert "5 the same" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"name,code\n", b"", "名称".encode("gbk"), None])
def test_the_command_says_what_is_wrong_with_the_file(tmp_path, content):
    path = tmp_path / "places.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("import_places", str(path))
