"""Which topics the ask form guesses from a villager's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.suggestion import named, nearest, suggest
from directory.models import Topic

KEYWORDS = {1: ["工钱", "白条", "欠薪"], 2: ["离婚", "彩礼"], 3: []}
COUNTY = {
    "wages": ["劳动报酬", "工钱", "工资", "包工头"],
    "land": ["土地流转", "承包地", "租金"],
    "family": ["婚姻家庭", "离婚", "彩礼", "抚养费"],
    "fraud": ["防骗", "骗子", "刷单"],
}


def test_the_topic_whose_words_occur_is_named():
    assert named("老板打了白条，工钱没给", KEYWORDS) == [1]


def test_the_best_comes_first():
    assert named("离婚，彩礼退不退，工钱也没给", KEYWORDS) == [2, 1]


def test_no_word_no_topic():
    assert named("随便问问", KEYWORDS) == []


@pytest.mark.parametrize("text", ["", "随便问问", "请问怎么办？", "\x00\ud800", "abc 123"])
def test_nothing_in_common_no_guess(text):
    assert suggest(text, KEYWORDS) == []


def test_what_shares_characters_is_near_without_a_whole_word():
    assert named("他包了工程，不给工人发钱", COUNTY) == []
    assert nearest("他包了工程，不给工人发钱", COUNTY)[0] == "wages"


def test_a_pair_says_more_than_a_character():
    assert nearest("婚姻", COUNTY)[0] == "family"
    assert nearest("承包", COUNTY)[0] == "land"


def test_traditional_characters_are_near_too():
    assert nearest("離婚", COUNTY)[0] == "family"


def test_a_topic_that_shares_nothing_is_not_near():
    assert set(nearest("离婚", COUNTY)) == {"family"}
    assert 3 not in nearest("工钱 彩礼 离婚", KEYWORDS)


def test_what_asks_without_saying_what_about_counts_for_nothing():
    words = {1: ["怎么办证"], 2: ["如何"]}
    assert nearest("如何，怎么办", words) == []
    assert nearest("如何办证", words) == [1]


def test_what_is_named_stands_before_what_is_near():
    text = "骗子包了工程，不给工人发钱，租子也欠着"
    assert suggest(text, COUNTY, 3)[0] == "fraud"
    assert suggest(text, COUNTY, 3)[1] == "wages"


def test_each_topic_is_suggested_once():
    found = suggest("离婚彩礼抚养费工钱", COUNTY, 4)
    assert len(found) == len(set(found))
    assert found[:2] == ["family", "wages"]


def test_changed_words_are_taken_at_once():
    assert nearest("拖拉机", {1: ["拖把"], 2: ["飞机"]})
    assert nearest("拖拉机", {1: ["拖拉机"], 2: ["飞机"]})[0] == 1
    assert nearest("拖拉机", {1: ["飞机"], 2: ["拖拉机"]})[0] == 2


def test_one_topic_alone_with_one_character_breaks_nothing():
    assert nearest("田", {1: ["田"]}) == [1]
    assert nearest("田", {}) == []


@given(st.text(), st.integers(0, 5))
def test_it_suggests_at_most_as_many_as_asked_for(text, count):
    assert len(suggest(text, KEYWORDS, count)) <= count


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("做了半年的小工，到年底一分没拿到", "wages"),
        ("两口子过不下去了，娃儿跟哪个", "family"),
        ("村里修路把我屋门前的菜地挖了", "land-expropriation"),
        ("在诊所用错了药，病更重了", "school-medical"),
    ],
)
def test_the_shipped_topics_have_the_right_one_among_three(db, text, slug):
    words = {topic.slug: [topic.name, *topic.keyword_list] for topic in Topic.objects.all()}
    assert slug in suggest(text, words)
