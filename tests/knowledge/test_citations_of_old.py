"""Citations of repealed laws and of short names, numbers far from their law, marks left open."""

import pytest

from knowledge.citations import LawNames, find

RULES = "市场主体登记管理条例实施细则"
MARRIAGE = "最高人民法院关于适用《民法典》婚姻家庭编的解释"
NAMES = LawNames(
    {
        name: name
        for name in (
            "民法典",
            "劳动合同法",
            "市场主体登记管理条例",
            RULES,
            f"{MARRIAGE}（一）",
            f"{MARRIAGE}（二）",
        )
    }
)


def cited(text, own=""):
    return [(row.law, row.number) for row in find(text, NAMES, own)]


class TestRepealedLaws:
    @pytest.mark.parametrize("law", ["合同法", "物权法", "婚姻法", "侵权责任法", "民法总则"])
    @pytest.mark.parametrize("before", ["没有必要扩大解释", "依照", "法院认为"])
    def test_are_named_without_the_words_before_them(self, law, before):
        (row,) = find(f"{before}{law}第三十七条第一款", NAMES)
        assert (row.law, row.number, row.paragraph, row.is_known) == (law, 37, 1, False)

    @pytest.mark.parametrize(
        "law",
        [
            "合同法",
            "公司法",
            "学校卫生工作条例",
            "最高人民法院关于适用《合同法》若干问题的解释（二）",
        ],
    )
    def test_about_contracts_companies_and_schools_are_laws(self, law):
        assert [number for _law, number in cited(f"根据《{law}》第二十四条")] == [24]

    @pytest.mark.parametrize(
        "paper", ["租赁合同", "公司章程", "某某公司奖惩办法", "员工管理规定", "本村章程"]
    )
    def test_are_not_papers_of_contracts_companies_and_schools(self, paper):
        assert cited(f"根据《{paper}》第二十四条") == []


class TestNumberedRulings:
    @pytest.mark.parametrize("written", ["婚姻家庭编司法解释（二）", "婚姻家庭编解释二"])
    def test_are_not_taken_for_the_first(self, written):
        assert cited(f"{written}第六条") == [(f"{MARRIAGE}（二）", 6)]

    def test_not_on_record_are_not_taken_for_the_first(self):
        (row,) = find("婚姻家庭编司法解释（三）第六条", NAMES)
        assert (row.number, row.is_known) == (6, False)


class TestNumbersFarFromTheirLaw:
    def test_follow_in_the_same_sentence_with_the_word_article_alone(self):
        text = "《劳动合同法》第三十九条的过失性辞退与40条的无过失性辞退、41条的经济性裁员。"
        assert cited(text) == [("劳动合同法", 39), ("劳动合同法", 40), ("劳动合同法", 41)]

    @pytest.mark.parametrize(
        "text",
        [
            "《劳动合同法》第三十九条的规定。他买了鸡和40条鱼。",
            "《劳动合同法》第三十九条的规定和40条裤子。",
            "《租赁合同》第三十九条的押金与40条的租金。",
        ],
    )
    def test_are_not_things_that_are_counted(self, text):
        assert ("劳动合同法", 40) not in cited(text)
        assert 40 not in [number for _law, number in cited(text)]


class TestKindsAlone:
    def test_mean_the_law_that_the_text_carries_out(self):
        text = "应当按照《条例》第二十九条规定办理备案。"
        assert cited(text, RULES) == [("市场主体登记管理条例", 29)]

    def test_with_this_before_them_mean_the_text_itself(self):
        assert cited("不受本《细则》第三、四条限制", RULES) == [(RULES, 3), (RULES, 4)]

    def test_mean_the_last_law_of_that_kind(self):
        text = "《市场主体登记管理条例》第三条和《民法典》第十条，又见《条例》第五条"
        assert cited(text)[-1] == ("市场主体登记管理条例", 5)

    def test_with_nothing_before_them_stay_as_written(self):
        (row,) = find("根据《条例》第五条", NAMES)
        assert (row.law, row.is_known) == ("条例", False)


def test_a_mark_opened_twice_and_closed_once():
    (row,) = find("最高法在《最高法院对《全国民事审判工作会议纪要》第59条作出", NAMES)
    assert (row.law, row.number) == ("全国民事审判工作会议纪要", 59)


RULINGS = LawNames(
    {
        name: name
        for name in (
            "民法典",
            "刑法",
            "最高人民法院关于审理融资租赁合同纠纷案件适用法律问题的解释",
            "最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释",
            "最高人民法院关于适用《民法典》有关担保制度的解释",
        )
    }
)


class TestWhatPeopleCallRulings:
    @pytest.mark.parametrize(
        ("written", "place"),
        [
            ("融资租赁司法解释第20条", 2),
            ("融资租赁合同解释第20条", 2),
            ("《融资租赁司法解释》第20条", 2),
            ("拒不支付劳动报酬司法解释第20条", 3),
            ("担保制度解释第二十条", 4),
            ("民法典担保制度司法解释第二十条", 4),
        ],
    )
    def test_leaves_out_the_kind_of_case_and_the_civil_code(self, written, place):
        assert [(row.law, row.number) for row in find(written, RULINGS)] == [
            (list(RULINGS)[place], 20)
        ]


class TestNumbersOfTheCivilCode:
    @pytest.mark.parametrize(
        "text", ["民法典1087条写得清楚，再看1091条", "民法典第1087条。还有1091条"]
    )
    def test_need_no_sign_before_them(self, text):
        found = find(text, RULINGS)
        assert [(row.law, row.number) for row in found] == [("民法典", 1087), ("民法典", 1091)]
        assert text[found[1].start : found[1].end] == "1091条"

    @pytest.mark.parametrize(
        "text",
        [
            "刑法第二百三十四条，再看1091条",
            "民法典第1087条，收到1091条短信",
            "民法典第1087条，转发1200条",
            "民法典第1087条，编号21091条",
            "民法典第1087条，见1310条",
            "收到1091条",
        ],
    )
    def test_are_of_no_other_law_and_no_amount(self, text):
        assert all(row.number < 1090 for row in find(text, RULINGS))


def test_a_provisional_rule_is_the_one_that_the_text_carries_out():
    name = "计算机信息网络国际联网管理暂行规定"
    found = find(
        "接入单位须具备《暂行规定》第九条的条件。", LawNames({name: name}), f"{name}实施办法"
    )
    assert [(row.law, row.number) for row in found] == [(name, 9)]
