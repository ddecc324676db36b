"""Law in a Word file: cards, words pasted beside them, and what is not on record."""

import pytest

from tests.knowledge.word_files import LAW_1042, p, table, word
from tests.knowledge.word_reader import LAW_675, kinds, parts, read, told


def under_law(*lines):
    return read(word(p("谁赔？", style="a3"), p("法条链接", style="1"), *map(p, lines)))


def cards(draft):
    return [part.value["statute"] for part in draft.parts if part.kind == "law"]


class TestPasted:
    @pytest.mark.parametrize(
        "lines",
        [
            ["《民法典》第六百七十五条"],
            ["《中华人民共和国民法典》第675条"],
            ["民法典第六百七十五条。"],
            ["1.《民法典》第675条　" + LAW_675],
            ["（1）《民法典》第六百七十五条规定：“" + LAW_675 + "”"],
            ["● 《民法典》第六百七十五条：" + LAW_675],
            ["《民法典》", "第六百七十五条　" + LAW_675],
            ["《中华人民共和国民法典》", "第六百七十五条", LAW_675],
            ["《中华人民共和国民法典》规定：", "第六百七十五条 " + LAW_675.replace("，", ",")],
            ["《民法典》第六百七十五条　借款人应当按照约定的期限返还借款。……"],
        ],
    )
    def test_becomes_a_card_and_nothing_else(self, lines):
        draft = under_law(*lines)
        assert parts(draft) == [("law", {"statute": 2, "plain_words": ""})]
        assert "应为" not in told(draft)
        assert "不一样" not in told(draft)

    def test_in_two_paragraphs(self):
        assert cards(under_law("《民法典》第1042条", LAW_1042, "禁止重婚。")) == [1]

    def test_two_articles_of_one_law(self):
        lines = ["《民法典》", "第六百七十五条　" + LAW_675, "第一千零四十二条　" + LAW_1042]
        assert cards(under_law(*lines)) == [2, 1]

    def test_twice_is_one_card(self):
        assert cards(under_law("《民法典》第675条", "《民法典》第六百七十五条")) == [2]

    def test_other_words_are_compared(self):
        draft = under_law("《民法典》第六百七十五条　" + LAW_675.replace("应当", "可以"))
        assert cards(draft) == [2]
        assert "“可以”应为“应当”" in told(draft)
        assert kinds(draft) == ["law"]

    @pytest.mark.parametrize(
        ("line", "found", "left"),
        [
            ("《劳动合同法》第三十条、民法典第1042条", [2, 3, 1], []),
            ("《劳动合同法》第30条（2012修正）", [2, 3], []),
            ("《合同法》第一百九十六条（已废止）", [2, 4], []),
            ("《劳动合同法》第三十条和民法典第2000条", [2, 3], ["paragraph"]),
        ],
    )
    def test_a_line_that_only_cites_ends_what_was_pasted(self, line, found, left):
        draft = under_law("《民法典》第六百七十五条　" + LAW_675, line)
        assert cards(draft) == found
        assert [kind for kind in kinds(draft) if kind != "law"] == left
        assert "不一样" not in told(draft)

    def test_the_name_of_a_crime_is_no_word_of_the_law(self):
        draft = under_law("《民法典》第六百七十五条【不还钱罪】" + LAW_675)
        assert "不一样" not in told(draft)

    def test_plain_words_go_onto_the_card(self):
        draft = under_law("《民法典》第六百七十五条", "大白话：说好哪天还，就哪天还。")
        assert parts(draft) == [("law", {"statute": 2, "plain_words": "说好哪天还，就哪天还。"})]


class TestNotOnRecord:
    def test_an_article_that_the_law_has_not(self):
        draft = under_law("《民法典》第九千条　一段不知道哪来的话，很长很长。")
        assert kinds(draft) == ["paragraph"]
        assert "《民法典》第九千条" in told(draft)

    def test_a_law_that_nobody_knows(self):
        draft = under_law("《某某管理条例》第三条　一段不知道哪来的话，很长很长。")
        assert kinds(draft) == ["paragraph"]
        assert "《某某管理条例》第三条" in told(draft)

    def test_a_law_that_ended(self):
        draft = under_law("《合同法》第一百九十六条")
        assert cards(draft) == [4]
        assert "已经失效" in told(draft)

    def test_each_is_told_once(self):
        draft = read(word(p("案情", style="1"), *[p("根据《民法典》第九千条，不行。")] * 3))
        assert told(draft).count("第九千条") == 1

    def test_several_in_one_line_are_cards_and_nothing_else(self):
        draft = under_law("1.《民法典》第六百七十五条、第一千零四十二条和《劳动合同法》第30条")
        assert [kind for kind, _value in parts(draft)] == ["law", "law", "law"]
        assert cards(draft) == [2, 1, 3]

    def test_several_below_the_name_of_their_law(self):
        draft = under_law("《民法典》", "第六百七十五条、第一千零四十二条")
        assert [kind for kind, _value in parts(draft)] == ["law", "law"]

    def test_several_of_which_one_is_not_on_record_stay_as_words(self):
        draft = under_law("《民法典》第六百七十五条、第九千条")
        assert cards(draft) == [2]
        assert "第九千条" in str(parts(draft))

    def test_words_between_are_kept(self):
        draft = under_law("下面这条最要紧：", "《民法典》第六百七十五条", "以上法条请对照看。")
        assert cards(draft) == [2]
        assert "下面这条最要紧：" in str(parts(draft)) + told(draft)
        assert "以上法条请对照看" in str(parts(draft)) + told(draft)


class TestInTheText:
    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("根据《民法典》第六百七十五条、第一千零四十二条，要还。", [2, 1]),
            ("根据民法典第675条的规定，要还。", [2]),
            ("《劳动合同法》第三十条说，工钱要发足。", [3]),
            ("按照合同第五条，要还。", []),
            ("他今年三十条汉子。", []),
        ],
    )
    def test_what_is_cited_gets_a_card(self, sentence, expected):
        draft = read(word(p("案情", style="1"), p("借了钱。"), p("分析", style="1"), p(sentence)))
        assert cards(draft) == expected
        assert ("analysis", f"<p>{sentence}</p>") in parts(draft)

    def test_a_law_in_a_table_gets_its_card_too(self):
        rows = table(["情形", "依据"], ["借钱", "《民法典》第675条"])
        draft = read(word(p("案情：借了钱。"), p("对照表", style="1"), rows))
        assert cards(draft) == [2]
        assert "table" in kinds(draft)

    def test_cards_stand_before_the_analysis(self):
        draft = read(
            word(p("案情：借了钱。"), p("分析：按《民法典》第675条要还。"), p("结果：还了。"))
        )
        assert kinds(draft) == ["story", "law", "analysis", "result"]

    def test_a_wrong_quotation_is_told_and_the_sentence_stays(self):
        draft = read(
            word(p("案情：借了钱。"), p("分析：《民法典》第675条规定“借款人可以不按约定还钱”。"))
        )
        assert "引的原话" in told(draft)
        assert "可以不按约定还钱" in str(parts(draft))

    def test_a_right_quotation_is_not(self):
        draft = read(
            word(
                p("案情：借了钱。"),
                p("分析：《民法典》第675条规定“借款人应当按照约定的期限返还借款”。"),
            )
        )
        assert "引的原话" not in told(draft)
