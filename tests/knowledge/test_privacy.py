"""What could tell a neighbour who it was is found; what belongs to nobody is left alone."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.privacy import findings
from knowledge.privacy.numbers import ID_CHECKS, ID_WEIGHTS, bank_cards, id_numbers

VILLAGES = ["罗水村", "回龙居委会", "沙堤村"]
ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared/data/search/corpus.jsonl.gz"


def kinds(text):
    return [(row.kind, row.excerpt) for row in findings(text, VILLAGES)]


def id_number(first_seventeen):
    total = sum(int(d) * w for d, w in zip(first_seventeen, ID_WEIGHTS, strict=True))
    return first_seventeen + ID_CHECKS[total % 11]


ID = id_number("43080219580312001")


@pytest.mark.parametrize("glue", ["身份证{}。", "号码是{}，", "{}", "（{}）"])
def test_an_id_number_is_found_in_any_company(glue):
    assert kinds(glue.format(ID)) == [("id_number", ID)]


def test_a_wrong_check_digit_or_day_is_no_id_number():
    wrong = ID[:-1] + ("1" if ID[-1] != "1" else "2")
    no_day = id_number("43080219581332001")
    assert not list(id_numbers(wrong))
    assert not list(id_numbers(no_day))


@given(
    st.integers(1950, 2010),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 999),
)
def test_every_valid_id_number_is_found(year, month, day, serial):
    number = id_number(f"430802{year}{month:02}{day:02}{serial:03}")
    assert kinds(f"他的身份证是{number}，请查。") == [("id_number", number)]


@pytest.mark.parametrize("written", ["6222021001116245702", "6222 0210 0111 6245 702"])
def test_a_bank_card_is_found_with_and_without_spaces(written):
    assert kinds(f"打到{written}这张卡") == [("bank_card", written)]


def test_a_long_number_that_is_no_card_is_left_alone():
    assert not list(bank_cards("合同编号6222021001116245703"))


@pytest.mark.parametrize(
    "written",
    [
        "13907441234",
        "139 0744 1234",
        "139-0744-1234",
        "+86 13907441234",
        "0744-8231234",
        "（0744）8231234",
    ],
)
def test_somebodys_telephone_is_found(written):
    assert kinds(f"电话{written}，找他") == [("phone", written)]


@pytest.mark.parametrize(
    "written", ["110", "12348", "12333", "400-810-8866", "2026", "第1087条", "88000元"]
)
def test_numbers_of_everybody_are_left_alone(written):
    assert kinds(f"打{written}就行") == []


@pytest.mark.parametrize("written", ["湘G12345", "湘GD12345", "湘G·A1B23"])
def test_a_licence_plate_is_found(written):
    assert kinds(f"一辆{written}的面包车") == [("plate", written)]


@pytest.mark.parametrize(
    "written",
    ["罗水村三组", "罗水村第3组12号", "幸福家园3栋2单元501室", "人民路18号3栋"],
)
def test_an_address_down_to_the_door_is_found(written):
    assert kinds(f"住在{written}。") == [("address", written)]


@pytest.mark.parametrize("written", ["村里", "永定区司法局", "人民路18号", "镇上的市场"])
def test_an_office_and_a_village_without_a_door_are_left_alone(written):
    assert kinds(f"去{written}问一问。") == []


def test_a_village_beside_a_surname_is_found_and_alone_is_not():
    assert kinds("罗水村四十多岁的老李借了钱") == [("village", "罗水村四十多岁的老李")]
    assert kinds("讲座在罗水村办，老李也去了") == []


def test_a_village_of_another_county_is_not_ours():
    assert findings("别处村的老李", VILLAGES) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("原告向志强说他没收到钱", "向志强"),
        ("村民覃桂英来问", "覃桂英"),
        ("包工头陈大勇跑了", "陈大勇"),
        ("庹玉兰女士今年六十", "庹玉兰"),
        ("欧阳明先生借了两万", "欧阳明"),
        ("张志军说第二天还", "张志军"),
    ],
)
def test_a_name_that_looks_real_is_found(text, name):
    assert ("name", name) in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "老李借给小陈三万块",
        "张某说他不认",
        "李四和王五是邻居",
        "王师傅做木工",
        "村民向法院起诉",
        "被告方不肯还",
        "高中毕业就去打工",
        "儿子成年了",
        "马上打110",
        "丈夫常年在外",
    ],
)
def test_made_up_names_and_plain_words_are_left_alone(text):
    assert kinds(text) == []


def test_each_finding_says_where_it_stands_and_what_to_do():
    text = f"村民覃桂英，电话13907441234，身份证{ID}"
    rows = findings(text, VILLAGES)
    assert [row.kind for row in rows] == ["name", "phone", "id_number"]
    assert [text[row.start : row.end] for row in rows] == [row.excerpt for row in rows]
    assert all(row.advice for row in rows)


def test_nothing_is_reported_twice():
    rows = findings(ID + "和6222021001116245702", VILLAGES)
    assert [row.kind for row in rows] == ["id_number", "bank_card"]


@given(st.text(max_size=300))
def test_any_text_is_taken(text):
    for row in findings(text, VILLAGES):
        assert text[row.start : row.end] == row.excerpt


@pytest.mark.skipif(
    not CORPUS.exists(), reason="the corpus of national law lies beside the project"
)
def test_the_law_itself_holds_no_numbers_of_persons():
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        texts = (json.loads(line)["content"] for line in lines)
        structured = {"id_number", "bank_card", "phone", "plate"}
        wrong = [
            row.excerpt
            for number, text in enumerate(texts)
            if number % 10 == 0
            for row in findings(text)
            if row.kind in structured
        ]
    assert wrong == []
