"""What counts as a citation of law, form by form; and how well real texts are read."""

import pytest

from knowledge.citations import LawNames, find
from tests.knowledge.citation_key import key, law_names, measure

INTERPRETATION = "最高人民法院关于适用《民法典》婚姻家庭编的解释（一）"
NAMES = {
    "民法典": "民法典",
    "中华人民共和国民法典": "民法典",
    "刑法": "刑法",
    "民事诉讼法": "民事诉讼法",
    "民诉法": "民事诉讼法",
    "劳动合同法": "劳动合同法",
    "劳动合同法实施条例": "劳动合同法实施条例",
    "土地管理法": "土地管理法",
    "物业管理条例": "物业管理条例",
    INTERPRETATION: INTERPRETATION,
    "民法典婚姻家庭编解释一": INTERPRETATION,
}


def cited(text, own=""):
    return [(row.law, row.number) for row in find(text, NAMES, own)]


@pytest.mark.parametrize(
    "text",
    [
        "《民法典》第一千零八十七条",
        "《中华人民共和国民法典》第1087条第2款",
        "民法典1087条",
        "民法典第1087条第二款",
        "《民法典》第１０８７条",
        "《民法典》 第 1087 条",
        "《民法典》（2020年5月28日通过）第一千零八十七条",
        "〈民法典〉第一〇八七条",
        "《民法典》婚姻家庭编第四章第一千零八十七条",
        "《民法典》的第一千零八十七条",
        "民法典\n第一千零八十七条规定",
        "我国《民法典》第1087條",
        "民法典第一千零八十七条第一款第（二）项",
    ],
)
def test_one_article_in_many_spellings(text):
    assert cited(text) == [("民法典", 1087)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("《民法典》第577、579条", [577, 579]),
        ("《民法典》第577条、第579条", [577, 579]),
        ("《民法典》第577条和《民法典》第579条", [577, 579]),
        ("《民法典》第十条至第十二条", [10, 11, 12]),
        ("《民法典》第10-12条", [10, 11, 12]),
        ("《民法典》第十条第二款至第十二条", [10, 11, 12]),
        ("《民法典》第五条以及第七条第一款、第九条", [5, 7, 9]),
    ],
)
def test_lists_and_ranges(text, numbers):
    assert cited(text) == [("民法典", number) for number in numbers]


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("民诉法第10条", "民事诉讼法"),
        ("《民诉法》第10条", "民事诉讼法"),
        ("《劳动合同法实施条例》第十条", "劳动合同法实施条例"),
        ("劳动合同法实施条例第十条", "劳动合同法实施条例"),
        ("民法典婚姻家庭编解释一第10条", INTERPRETATION),
        ("《民法典婚姻家庭编司法解释（一）》第十条", INTERPRETATION),
        (
            "《最高人民法院关于适用〈中华人民共和国民法典〉婚姻家庭编的解释（一）》第十条",
            INTERPRETATION,
        ),
        (
            "《最高人民法院关于适用<中华人民共和国民法典>婚姻家庭编的解释(一)》第10条",
            INTERPRETATION,
        ),
    ],
)
def test_names_full_short_and_nested(text, law):
    assert cited(text) == [(law, 10)]


def test_branches_paragraphs_and_items():
    (row,) = find("《刑法》第一百二十条之一第二款第三项", NAMES)
    assert (row.key, row.paragraph, row.item) == (("刑法", 120, 1), 2, 3)
    assert [row.key for row in find("刑法第一百二十条之一、之二", NAMES)] == [
        ("刑法", 120, 1),
        ("刑法", 120, 2),
    ]


def test_the_place_of_a_citation_is_that_in_the_text():
    text = "所以，按照《民法典》 第1087条第2款，要分。"
    (row,) = find(text, NAMES)
    assert text[row.start : row.end] == "《民法典》 第1087条第2款"


@pytest.mark.parametrize(
    "text",
    [
        "依据本合同第三条、协议第5条",
        "村规民约第三条说",
        "《购房合同》第五条约定",
        "第三条",
        "前条规定，前款规定",
        "依照本法第十条",
        "三条鱼，第二条路",
        "一共提了十条建议，第三条建议很好",
        "民法典很重要",
        "《民法典》共有七编",
        "",
    ],
)
def test_what_is_no_citation(text):
    assert cited(text) == []


def test_own_law_of_a_text():
    assert cited("依照本法第十条、第十一条", "民法典") == [("民法典", 10), ("民法典", 11)]
    assert cited("违反第十条规定的", "民法典") == [("民法典", 10)]
    assert cited("依照《刑法》第三条和本法第十条", "民法典") == [("刑法", 3), ("民法典", 10)]


def test_a_later_number_belongs_to_the_law_named_before():
    text = "《劳动合同法》第三十八条这样说。根据该法第四十六条，还有补偿。"
    assert cited(text) == [("劳动合同法", 38), ("劳动合同法", 46)]


def test_a_short_name_that_the_text_defines():
    text = f"《{INTERPRETATION}》（以下简称《解释一》）。按照《解释一》第五条。"
    assert cited(text) == [(INTERPRETATION, 5)]


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("《宇宙法》第一条", "宇宙法"),
        ("《中华人民共和国月球法》第一条", "月球法"),
        ("湖南省物业管理条例第一条", "湖南省物业管理条例"),
    ],
)
def test_laws_that_are_not_on_record_are_known_as_such(text, law):
    (row,) = find(text, NAMES)
    assert (row.law, row.number, row.is_known) == (law, 1, False)


def test_words_that_only_begin_like_a_law():
    assert cited("刑法学第三条") == []
    assert cited("土地管理法规第三条") == []


@pytest.mark.parametrize("length", range(1, 9))
def test_a_text_that_stops_within_a_name(length):
    """A longer name than what is left of the text is none."""
    names = LawNames(NAMES | {"劳动": "劳动合同法"})
    assert find("劳动合同法实施条例"[:length], names) == []


def test_an_earlier_ruling_is_no_article_of_the_law_before_it():
    assert cited("依照民法典第一百四十条规定。原解释四第十一条不同。") == [("民法典", 140)]


def test_reading_is_linear():
    text = "《民法典》第一千零八十七条规定，" * 4000
    assert len(cited(text)) == 4000


def test_the_key_is_large_and_of_both_kinds():
    texts = list(key())
    assert len(texts) >= 300
    assert sum(len(text.cites) for text in texts) > 450
    assert {text.source for text in texts} == {"answers of advisers", "articles of law"}
    assert any(not text.cites for text in texts)


def test_recall_and_precision_on_real_texts():
    scores = measure(law_names())
    for source, score in scores.items():
        assert score.recall >= 0.98, (source, score)
        assert score.precision >= 0.98, (source, score)
