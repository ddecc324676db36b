"""What is shown beside a question is about the same matter, or nothing is shown."""

import pytest

from portal.search.nearness import ENOUGH, FEW, OPENING, STANDING_OUT, near, stands_out
from portal.search.queries import parse
from portal.search.results import Hit

WAGES = Hit(
    key="article:1",
    type="article",
    title="包工头跑了，工地上的工钱找谁要？",
    url="/1/",
    body="老周在工地干了三个月，包工头没给工钱就跑了。" + "后来法院判了。" * 50 + "拖欠劳动报酬",
)
DOG = Hit(
    key="article:2",
    type="article",
    title="邻居的狗没拴，咬了孩子，谁赔？",
    url="/2/",
    body="孩子放学路上被狗咬伤。" * 10 + "狗主人应当承担侵权责任，赔偿损失。" * 20,
)


def keys(text, legal=(), hits=(WAGES, DOG)):
    query = parse(text, length=300).meaning(lambda words: legal)
    return [hit.key for hit in near(query, hits)]


@pytest.mark.parametrize(
    "question",
    [
        "我在工地干了三个月，包工头跑了，工钱一分没拿到",
        "工地的工钱找谁要",
        "包工头跑了怎么办？",
        "工钱",
    ],
)
def test_the_same_matter_is_near(question):
    assert keys(question) == ["article:1"]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "请问一下",
        "饕餮魑魅魍魉",
        "今天天气真好，我想吃火锅",
        "公司的股东会决议应该怎么撤销",
        "新闻报道严重失实，报道人要不要承担侵权责任，赔偿损失？",
        "法院的传票怎么看",
        "🙂🙂🙂",
    ],
)
def test_another_matter_is_not(question):
    assert keys(question) == []


def test_words_far_down_in_the_text_alone_bring_nothing_near():
    deep = Hit(
        key="a", type="article", title="另一件事", url="/", body="甲" * OPENING + "包工头工钱工地"
    )
    assert keys("包工头工地工钱", hits=[deep]) == []
    assert keys("包工头工地工钱", hits=[WAGES]) == ["article:1"]


def test_the_legal_words_behind_lay_ones_count():
    question = "老周被拖着不给钱怎么办呢，他很着急，家里等着用"
    assert keys(question) == []
    assert keys(question, legal=["拖欠劳动报酬", "法院", "干了三个月"]) == ["article:1"]


def test_a_long_question_must_share_a_part_of_its_words():
    shared, other = "包工头跑了工钱", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒"
    assert keys(shared) == ["article:1"]
    assert keys(f"{shared}，{other}") == []


def test_beside_the_nearest_only_what_is_nearly_as_near():
    some = Hit(key="b", type="article", title="工地上的工钱，包工头", url="/", body="")
    question = "在工地干了三个月，包工头跑了，工钱找谁要"
    assert keys(question, hits=[some]) == ["b"]
    assert keys(question, hits=[WAGES, some]) == ["article:1"]


def test_the_order_of_the_engine_is_kept():
    other = Hit(key="b", type="article", title=WAGES.title, url="/", body="")
    assert keys("工地上的工钱找谁要", hits=[other, DOG, WAGES]) == ["b", "article:1"]
    assert ENOUGH > 3


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("包工头没给工钱，工地干了三个月", ["article:1"]),
        ("工地上有劳动报酬拖欠", []),
    ],
)
def test_what_does_not_stand_out_needs_several_words_of_the_opening(question, expected):
    query = parse(question, length=300)
    assert [hit.key for hit in near(query, [WAGES])] == ["article:1"]
    assert [hit.key for hit in near(query, [WAGES], is_outstanding=False)] == expected


class TestStandingOut:
    @pytest.mark.parametrize("first", [STANDING_OUT, STANDING_OUT + 1])
    def test_is_measured_by_the_middle(self, first):
        assert stands_out([first, 2.0, *[1.0] * FEW], most=200)

    def test_a_little_better_than_all_is_not_enough(self):
        assert not stands_out([STANDING_OUT - 0.1, *[1.0] * FEW], most=200)

    @pytest.mark.parametrize("count", [1, FEW - 1])
    def test_few_cases_have_no_middle(self, count):
        assert stands_out([1.0] * count, most=200)

    def test_where_there_are_more_than_were_taken_nobody_knows_it(self):
        assert stands_out([1.0] * 200, most=200)

    def test_nothing_does_not_stand_out(self):
        assert not stands_out([], most=200)
