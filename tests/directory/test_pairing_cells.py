"""What one cell means, and which column it stands in."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.pairing import cells
from directory.pairing.headers import columns_of, field_of, find_header
from directory.pairing.places import kind, stem, township_stem
from directory.pairing.tables import Row, Table, rows_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (13800000000.0, "13800000000"),
        (430802001001, "430802001001"),
        (0.5, "0.5"),
        (True, "True"),
        (dt.datetime(2026, 1, 1), "2026-01-01"),  # noqa: DTZ001 (as Excel has it)
        (dt.date(2026, 1, 1), "2026-01-01"),
        ("　１３８\u200b００ ", "13800"),
        ("板坪\r\n\r\n青山 ", "板坪\n青山"),
        ("\ufeff张三\u00a0", "张三"),
        ("x" * 5000, "x" * 200),
    ],
)
def test_text_of(value, text):
    assert cells.text_of(value) == text


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张 三", "张三"),
        ("欧阳 明 远", "欧阳明远"),
        ("买买提 · 江", "买买提·江"),
        ("买买提•江", "买买提·江"),
        ("John Smith", "John Smith"),
        ("𠮷 田", "𠮷田"),
    ],
)
def test_name_of(typed, name):
    assert cells.name_of(cells.text_of(typed)) == name


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("138 0000 0001", "13800000001"),
        ("+86 13800000001", "13800000001"),
        ("008613800000001", "13800000001"),
        ("0744-8222222", "0744-8222222"),
        ("无", ""),
    ],
)
def test_phone_of(typed, phone):
    assert cells.phone_of(typed) == phone


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2026.1.1", ["2026-01-01"]),
        ("2026/01/01", ["2026-01-01"]),
        ("2026年1月1日", ["2026-01-01"]),
        ("20260101", ["2026-01-01"]),
        ("46023", ["2026-01-01"]),
        ("2026-1-1至2028-12-31", ["2026-01-01", "2028-12-31"]),
        ("2026.2.30", []),
        ("99999", []),
        ("长期", []),
        ("", []),
    ],
)
def test_days_of(typed, days):
    assert [day.isoformat() for day in cells.days_of(typed)] == days


@pytest.mark.parametrize(
    ("typed", "villages"),
    [
        ("板坪村", ["板坪村"]),
        ("板坪村、青山村,石桥村;红星", ["板坪村", "青山村", "石桥村", "红星"]),
        ("板坪村 青山村", ["板坪村", "青山村"]),
        ("板 坪 村", ["板坪村"]),
        ("板坪村\n回龙居委会", ["板坪村", "回龙居委会"]),
        ("板坪村/青山村等", ["板坪村", "青山村"]),
        ("", []),
        ("、、", []),
    ],
)
def test_villages_of(typed, villages):
    assert cells.villages_of(typed) == villages


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("执业律师", "lawyer"),
        ("基层法律服务工作者", "legal_worker"),
        ("退休法官", "retired_judge"),
        ("县法院退休干部", "retired_judge"),
        ("检察官（退休）", "retired_prosecutor"),
        ("教师", ""),
    ],
)
def test_kind_of(typed, found):
    assert cells.kind_of(typed) == found


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("村（社区）", "village"),
        ("村/居", "village"),
        ("服务村（居）名称", "village"),
        ("乡镇（街道）", "township"),
        ("法律顾问姓名", "adviser"),
        ("姓　名", "adviser"),
        ("法律顾问联系电话", "phone"),
        ("村支书电话", ""),
        ("执业证号", ""),
        ("身份证号码", ""),
        ("上岗证号", "certificate"),
        ("法律顾问证书编号", "certificate"),
        ("所在律师事务所", "firm"),
        ("律所地址", ""),
        ("序号", ""),
        ("性别", ""),
        ("", ""),
    ],
)
def test_field_of(heading, field):
    assert field_of(heading) == field


def test_a_visible_column_goes_before_a_hidden_one():
    heads = ["村", "法律顾问", "法律顾问"]
    assert columns_of([], heads, hidden=[1])["adviser"] == 2
    assert columns_of([], heads)["adviser"] == 1


def test_a_sheet_without_villages_has_no_header():
    assert find_header([["姓名", "电话"], ["张三", "138"]]) is None
    assert rows_of(Table("x", [(1, ["姓名", "电话"])])) is None


@pytest.mark.parametrize(
    ("name", "short", "sort"),
    [
        ("板坪村委会", "板坪", "村"),
        ("板坪村", "板坪", "村"),
        ("回龙居委会", "回龙", "居"),
        ("名流园社区居委会", "名流园", "居"),
        ("板坪村村民委员会", "板坪", "村"),
        ("三村", "三村", "村"),
        ("板坪", "板坪", ""),
    ],
)
def test_stem_and_kind(name, short, sort):
    assert (stem(name), kind(name)) == (short, sort)


@pytest.mark.parametrize("name", ["永定街道", "永定镇", "永定街道办事处", "永定", "永定乡"])
def test_township_stem(name):
    assert township_stem(name) == "永定"


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["村", "乡镇", "法律顾问", "板坪村、青山村", "合计", "一、崇文街道", "张 三"]),
)
GRID = st.lists(st.lists(CELLS, max_size=6), max_size=12)
AREA = st.tuples(*[st.integers(0, 14)] * 4)


@given(GRID, st.lists(AREA, max_size=4), st.booleans())
def test_no_table_is_too_strange_to_be_read(grid, merged, repeats):
    table = Table("x", list(enumerate(grid, start=1)), merged, repeats_blanks=repeats)
    for row in rows_of(table) or []:
        assert row.adviser or row.village or row.code
        assert Row.from_json(row.as_json() | {"of old": 1}) == row
