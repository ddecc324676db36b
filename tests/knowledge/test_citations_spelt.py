"""Rules named through their law, local rules, rulings half in marks, branches and items."""

import time

import pytest

from knowledge.citations import LawNames, find

CIVIL = "最高人民法院关于适用《民法典》婚姻家庭编的解释（一）"
COMPANY = "最高人民法院关于适用《公司法》若干问题的规定（三）"
OBJECTION = "最高人民法院关于人民法院办理执行异议和复议案件若干问题的规定"
LOANS = "最高人民法院关于审理民间借贷案件适用法律若干问题的规定"
WAGES = "最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释"
NAMES = LawNames(
    {
        name: name
        for name in (
            *("民法典", "刑法", "劳动合同法", "劳动合同法实施条例", "公司法", "保守国家秘密法"),
            *("保守国家秘密法实施条例", CIVIL, COMPANY, OBJECTION, LOANS, WAGES),
        )
    }
    | {"保密法": "保守国家秘密法"}
)


def cited(text, own=""):
    return [(row.law, row.number) for row in find(text, NAMES, own)]


def on_record(text):
    return [(row.law, row.number) for row in find(text, NAMES) if row.is_known]


class TestRulesThatCarryOutALaw:
    @pytest.mark.parametrize("text", ["及其实施条例第五条", "》及其实施条例第5条第一款"])
    def test_are_meant_by_its_rules(self, text):
        start = "《" if text.startswith("》") else ""
        assert cited(f"根据{start}劳动合同法{text}") == [("劳动合同法实施条例", 5)]

    def test_are_meant_after_an_article_of_the_law_too(self):
        text = "《劳动合同法》第十条及其实施条例第五条"
        assert cited(text) == [("劳动合同法", 10), ("劳动合同法实施条例", 5)]

    def test_not_on_record_are_not_the_law(self):
        (row,) = find("民法典及其实施条例第五条", NAMES)
        assert (row.law, row.is_known) == ("民法典实施条例", False)

    @pytest.mark.parametrize("text", ["保密法实施条例第五条", "《保密法实施条例》第五条"])
    def test_bear_the_short_name_of_their_law(self, text):
        assert cited(text) == [("保守国家秘密法实施条例", 5)]


class TestOtherRulesInTheSentence:
    @pytest.mark.parametrize(
        "other",
        [
            "长沙市养犬管理条例第五条",
            "张家界市城镇居民住房条例第五条",
            "本省农村宅基地管理办法第五条",
            "拒不退还押金案件解释第五条",
        ],
    )
    def test_are_not_the_law_before_them(self, other):
        assert on_record(f"依照民法典第一百四十三条，{other}") == [("民法典", 143)]

    def test_are_told_apart_by_name(self):
        (row,) = find("依照张家界市城镇居民住房条例第五条", NAMES)
        assert (row.law, row.is_known) == ("张家界市城镇居民住房条例", False)

    @pytest.mark.parametrize("carried", ["前述司法解释", "上述条例", "该办法", "本条例"])
    def test_of_another_kind_are_not_the_law(self, carried):
        assert cited(f"依照刑法第六十四条和{carried}第三条") == [("刑法", 64)]

    def test_of_a_company_are_no_law_at_all(self):
        assert cited("依照公司考勤管理办法第五条") == []

    @pytest.mark.parametrize("carried", ["该解释", "该规定", "该司法解释"])
    def test_a_ruling_is_called_either_way(self, carried):
        assert cited(f"《民间借贷司法解释》很短。{carried}第二十五条") == [(LOANS, 25)]

    def test_what_a_law_provides_is_the_law(self):
        assert cited("根据民法典的规定第一千零八十七条处理") == [("民法典", 1087)]


class TestRulings:
    @pytest.mark.parametrize(
        ("written", "law"),
        [
            ("最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（一）", CIVIL),
            ("最高人民法院关于适用〈民法典〉婚姻家庭编的解释(一)", CIVIL),
            ("关于适用《公司法》若干问题的规定（三）", COMPANY),
            ("公司法司法解释（三）", COMPANY),
            ("公司法解释三", COMPANY),
            ("《公司法司法解释（三）》", COMPANY),
            ("《执行异议和复议规定》", OBJECTION),
            ("拒不支付劳动报酬刑案解释", WAGES),
        ],
    )
    def test_need_no_marks_around_them(self, written, law):
        assert cited(f"依照{written}第五条") == [(law, 5)]

    def test_stand_after_an_article_without_a_sign_between(self):
        text = f"《民法典》第十条第一款{CIVIL}第五条第二款"
        assert cited(text) == [("民法典", 10), (CIVIL, 5)]

    def test_not_on_record_are_not_the_law_in_their_name_alone(self):
        assert on_record("《关于适用〈民法典〉空间效力的规定》第五条") == []


class TestNumbers:
    @pytest.mark.parametrize("text", ["刑法第133条之1", "刑法第一百三十三条之一", "刑法133条之1"])
    def test_branches_in_figures(self, text):
        assert [row.key for row in find(text, NAMES)] == [("刑法", 133, 1)]

    def test_a_range_without_its_sign(self):
        assert cited("民法典1087-1089条") == [("民法典", number) for number in (1087, 1088, 1089)]

    @pytest.mark.parametrize(
        ("text", "part"),
        [
            ("第八十八条第一款、第二款第（二）项", (1, None)),
            ("第八十八条第二款第（二）项", (2, 2)),
            ("第八十八条的第二款", (2, None)),
            ("第八十八条的六项申请条件", (None, None)),
        ],
    )
    def test_an_item_belongs_to_the_paragraph_before_it(self, text, part):
        (row,) = find(f"民法典{text}", NAMES)
        assert (row.paragraph, row.item) == part


@pytest.mark.parametrize(
    "piece",
    [
        "《",
        "关于适用《",
        "民法典及其实施条例",
        "第一条、",
        "某某条例",
        "（以下简称",
        "第十条第一款",
    ],
)
def test_reading_stays_linear(piece):
    def seconds(many):
        began = time.process_time()
        find(piece * many, NAMES)
        return time.process_time() - began

    seconds(100)
    assert seconds(16_000 // len(piece)) < 40 * (seconds(1_600 // len(piece)) + 0.02)
