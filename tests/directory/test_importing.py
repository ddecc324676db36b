"""Importing places: works, twice, renamed, refused row by row, dry run, places that are gone."""

import pytest

from directory.actions import Division, import_places
from directory.actions.importing import places as importing
from directory.models import Place, PlaceChange
from tests.factories.divisions import write_csv

pytestmark = pytest.mark.django_db
GOOD = [
    ("430000000000", "湖南省", "province", ""),
    ("430800000000", "张家界市", "city", "430000000000"),
    ("430802000000", "永定区", "county", "430800000000"),
    ("430802001000", "永定街道", "township", "430802000000"),
    ("430802001001", "回龙居委会", "village", "430802001000"),
]


@pytest.fixture
def take(tmp_path):
    """Imports rows through a file."""

    def take(*rows, **options):
        return import_places(Division(write_csv(tmp_path / "places.csv", rows)), **options)

    return take


def counts(report):
    return report.added, report.changed, report.same, report.refused


def test_places_come_with_their_pinyin_and_kind(take):
    village = ("430802001002", "板坪村委会", "village", "430802001000")
    assert counts(take(*GOOD, village)) == (6, 0, 0, 0)
    village = Place.objects.get(pk="430802001001")
    assert (village.pinyin, village.initials) == ("huilongjuweihui", "hljwh")
    assert village.parent.parent.name == "永定区"
    kinds = dict(Place.objects.values_list("pk", "kind"))
    assert kinds["430802001001"] == "community"
    assert kinds["430802001002"] == "village"
    assert kinds["430802001000"] == ""


def test_twice_changes_nothing(take):
    take(*GOOD)
    before = list(Place.objects.values())
    assert counts(take(*GOOD)) == (0, 0, 5, 0)
    assert list(Place.objects.values()) == before
    assert not PlaceChange.objects.exists()


@pytest.mark.parametrize("row", [3, 4])
def test_a_new_name_leaves_the_old_one_in_the_history(take, row, time_machine):
    time_machine.move_to("2026-11-22 09:00 +0800")
    take(*GOOD)
    code, old, level, parent = GOOD[row]
    report = take(*GOOD[:row], (code, "新华社区", level, parent), *GOOD[row + 1 :])
    assert counts(report) == (0, 1, 4, 0)
    assert report.renamed == 1
    place = Place.objects.get(pk=code)
    assert (place.name, place.initials) == ("新华社区", "xhsq")
    change = PlaceChange.objects.get()
    assert (change.kind, change.former, change.successor) == ("renamed", place, place)
    assert (change.former_name, str(change.happened_on)) == (old, "2026-11-22")


def test_a_name_that_goes_to_and_fro_in_a_day_is_written_down_once(take):
    take(*GOOD)
    for name in ["新华社区", "回龙居委会", "新华社区"]:
        take(*GOOD[:4], ("430802001001", name, "village", "430802001000"))
    assert Place.objects.get(pk="430802001001").name == "新华社区"
    former = PlaceChange.objects.values_list("former_name", flat=True)
    assert sorted(former) == ["回龙居委会", "新华社区"]


def test_another_parent_is_no_new_name(take):
    other = ("430802002000", "崇文街道", "township", "430802000000")
    take(*GOOD, other)
    report = take(*GOOD[:4], other, ("430802001001", "回龙居委会", "village", "430802000000"))
    assert (report.changed, report.renamed) == (1, 0)
    assert not PlaceChange.objects.exists()
    assert Place.objects.get(pk="430802001001").parent_id == "430802000000"


@pytest.mark.parametrize(
    ("kind", "after"), [("community", "village"), ("village", "village"), ("", "village")]
)
def test_the_kind_follows_the_name_unless_somebody_chose_it(take, kind, after):
    take(*GOOD)
    Place.objects.filter(level="village").update(kind=kind)
    take(*GOOD[:4], ("430802001001", "回龙村委会", "village", "430802001000"))
    assert Place.objects.get(level="village").kind == after


def test_a_chosen_kind_outlives_a_new_name(take):
    take(*GOOD)
    Place.objects.filter(level="village").update(kind="village")
    take(*GOOD[:4], ("430802001001", "回龙社区", "village", "430802001000"))
    assert Place.objects.get(level="village").kind == "village"


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_batches_make_no_difference(monkeypatch, take, batch):
    monkeypatch.setattr(importing, "BATCH", batch)
    told = []
    report = take(*GOOD, dry_run=True, tell=lambda report: told.append(report.rows))
    assert counts(report) == (5, 0, 0, 0)
    assert told[-1] == 5
    assert not Place.objects.exists()
    assert counts(take(*GOOD)) == (5, 0, 0, 0)


def test_a_dry_run_says_what_would_change_and_changes_nothing(take):
    take(*GOOD)
    new = ("430802001002", "解放社区", "village", "430802001000")
    renamed = ("430802001001", "回龙社区", "village", "430802001000")
    report = take(*GOOD[:4], renamed, new, dry_run=True)
    assert (report.added, report.renamed, report.same) == (1, 1, 4)
    assert Place.objects.get(level="village").name == "回龙居委会"
    assert not PlaceChange.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        ("43080200100", "短", "village", "430802001000"),
        ("４３０８０２００１００２", "全角", "village", "430802001000"),
        ("430802001002", "", "village", "430802001000"),
        ("430802001002", "名" * 61, "village", "430802001000"),
        ("430802001002", "零\0字", "village", "430802001000"),
        ("430802001002", "怪", "hamlet", "430802001000"),
        ("430802001002", "级别不符", "township", "430802000000"),
        ("430802001002", "没有上级", "village", ""),
        ("430802001002", "上级未知", "village", "430802009000"),
        ("430802001002", "上级太小", "village", "430802001001"),
        ("430811001002", "不在其下", "village", "430802001000"),
        ("430802001001", "重复", "village", "430802001000"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_written(take, bad):
    report = take(*GOOD, bad, ("430802001009", "解放", "village", "430802001000"))
    assert counts(report) == (6, 0, 0, 1)
    file, line, problem = report.errors[0]
    assert (file, line) == ("places.csv", 7)
    assert problem


def test_a_place_keeps_its_level_and_its_children_come_all_the_same(take):
    take(*GOOD[:3])
    Place.objects.create(code="430802001000", name="旧县", level="county")
    report = take(*GOOD, ("430802001002", "解放", "village", "430802001000"))
    assert [line for _file, line, _problem in report.errors] == [5]


def test_villages_alone_find_their_township_in_the_register(take):
    take(*GOOD)
    assert counts(take(("430802001002", "解放", "village", "430802001000"))) == (1, 0, 0, 0)


def test_a_file_full_of_wrong_rows_is_counted_but_not_kept_in_memory(take):
    report = take(*[("1", "x", "village", "2")] * 1500)
    assert report.refused == 1500
    assert len(report.errors) == 1000


def test_places_no_longer_in_the_file_are_reported_and_stay(take):
    other = ("430811001001", "远处", "village", "430811001000")
    townships = [
        ("430811000000", "武陵源区", "county", "430800000000"),
        ("430811001000", "锣鼓塔街道", "township", "430811000000"),
    ]
    gone = ("430802001002", "解放", "village", "430802001000")
    closed = ("430802001003", "早已撤销", "village", "430802001000")
    take(*GOOD, gone, closed, *townships, other)
    Place.objects.filter(pk=closed[0]).update(is_active=False)
    report = take(*GOOD)  # says nothing about the other county
    assert report.missing == [gone[0]]
    assert Place.objects.get(pk=gone[0]).is_active


def test_a_closed_place_stays_closed(take):
    take(*GOOD)
    Place.objects.filter(level="village").update(is_active=False)
    assert counts(take(*GOOD)) == (0, 0, 5, 0)
    assert not Place.objects.get(level="village").is_active


def test_a_batch_costs_few_queries(take, django_assert_max_num_queries):
    villages = [
        (f"430802001{n:03d}", f"青山{n}村", "village", "430802001000") for n in range(2, 80)
    ]
    take(*GOOD)
    with django_assert_max_num_queries(16):  # savepoints, settings and the figures for the planner
        take(*GOOD, *villages)
    renamed = [(code, f"新{name}", level, parent) for code, name, level, parent in villages]
    with django_assert_max_num_queries(18):
        take(*GOOD, *renamed)
    assert PlaceChange.objects.count() == len(villages)


@pytest.mark.parametrize("step", [1, -1])
def test_a_refused_parent_takes_its_places_along(take, step):
    """Also where they stand above it, before it is found to lead nowhere."""
    lost = ("430802009000", "无根镇", "township", "430899000000")
    child = ("430802009001", "无根村委会", "village", "430802009000")
    assert counts(take(*GOOD, *[lost, child][::step])) == (5, 0, 0, 2)
    assert Place.objects.count() == 5
