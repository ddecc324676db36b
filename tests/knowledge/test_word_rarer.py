"""Headings as the case libraries of courts, legal aid and newspapers write them."""

import pytest

from knowledge.word.headings import section_of
from tests.knowledge.word_files import p, table, word
from tests.knowledge.word_reader import kinds, parts, read

RARER = {
    "story": "案例内容|纠纷简介|案件情况|法院查明|经审理查明|情景再现|案例导读|案情说明|事由",
    "people": "双方当事人|当事人基本情况|主要当事人",
    "asked": "群众咨询|读者来信|网友提问|分歧意见|争论焦点|焦点问题|村民想知道|老李想问",
    "law": "法条索引|法律知识链接|裁判依据|普法链接|政策依据|法条传送门",
    "analysis": "代理意见|法律顾问答复|律师有话说|法官析法|办案心得|释法说理|情理法|评析意见",
    "result": "承办过程|服务过程|办案过程|案件查处情况|裁判文书|后续|调解协议|法院怎么判的",
    "steps": "怎样维权|防骗指南|解决方案",
    "papers": "立案材料|办事材料|要带的东西",
    "contacts": "谁能帮您|去哪里找人帮忙|求助途径|可以找谁|哪里可以咨询",
    "callout": "切记|村民须知|给老人们提个醒",
    "term": "法律名词|普法小词典|法律小百科",
}
PAIRS = [(words, kind) for kind, rows in RARER.items() for words in rows.split("|")]


@pytest.mark.parametrize(("words", "kind"), PAIRS)
def test_begins(words, kind):
    found = section_of(words) or section_of(words.removeprefix("案件"))
    assert found == kind


@pytest.mark.parametrize("words", ["当事人都不说话", "后续治疗费", "调解协议书怎么写", "意见很大"])
def test_is_no_heading(words):
    assert section_of(words) == ""


def value(draft, kind):
    return next(value for found, value in parts(draft) if found == kind)


class TestLegalAid:
    def draft(self):
        return read(
            word(
                p("老彭讨工钱，能请免费律师吗？", bold=True, centre=True),
                p("【案情简介】", bold=True),
                p("老彭被欠工资两万元。"),
                p("【承办过程】", bold=True),
                p("律师四次到工地取证。"),
                p("【承办结果】", bold=True),
                p("老彭拿到了全部工资。"),
                p("【代理意见】", bold=True),
                p("总包单位要先付。"),
                p("【案件点评】", bold=True),
                p("讨薪申请法律援助，不审查经济困难。"),
            )
        )

    def test_has_no_part_twice_in_a_row(self):
        assert kinds(self.draft()) == ["story", "result", "analysis"]

    def test_keeps_the_second_heading_as_a_bold_line(self):
        assert value(self.draft(), "result") == (
            "<p>律师四次到工地取证。</p><p><b>承办结果</b></p><p>老彭拿到了全部工资。</p>"
        )
        assert "<p><b>案件点评</b></p>" in value(self.draft(), "analysis")

    def test_a_question_and_its_answer_stay_a_pair(self):
        rows = [p("问：谁赔？"), p("答：他赔。"), p("问：赔多少？"), p("答：一万。")]
        draft = read(word(p("狗咬了人谁赔？", style="a3"), *rows))
        assert kinds(draft) == ["asked", "analysis", "asked", "analysis"]


class TestEndOfAList:
    TITLE = p("车祸落下残疾，赔偿金怎么算？", bold=True, centre=True)
    STORY = [p("案情", bold=True), p("老覃骑车被撞。")]

    def test_a_bold_line_ends_the_law(self):
        law = [p("法律", bold=True), p("《民法典》第675条"), p("怎么算钱", bold=True)]
        draft = read(word(self.TITLE, *self.STORY, p("法条", bold=True), *law[1:], p("按年算。")))
        assert ("heading", "怎么算钱") in parts(draft)
        assert ("paragraph", "<p>按年算。</p>") in parts(draft)

    def test_stars_around_a_line_make_a_heading(self):
        draft = read(word(self.TITLE, p("★案情★"), p("老覃被撞。"), p("★怎么算★"), p("按年算。")))
        assert ("heading", "怎么算") in parts(draft)

    def test_bold_titles_of_steps_end_nothing(self):
        steps = [p("怎么办", bold=True), p("先报警", bold=True), p("打122。")]
        steps += [p("再看伤", bold=True), p("病历留好。")]
        draft = read(word(self.TITLE, *self.STORY, *steps))
        assert [step["title"] for step in value(draft, "steps")] == ["先报警", "再看伤"]

    def test_chinese_numbers_below_a_styled_heading_are_items(self):
        steps = [p("怎么办", style="1"), p("一、报警"), p("二、看伤"), p("三、找保险公司")]
        draft = read(word(p("谁赔？", style="a3"), p("案情", style="1"), p("被撞。"), *steps))
        assert len(value(draft, "steps")) == 3

    def test_an_enclosure_is_no_step(self):
        steps = [p("怎么办", bold=True), p("1.报警"), p("2.看伤"), p("附件：申请书")]
        draft = read(word(self.TITLE, *self.STORY, *steps))
        assert [step["text"] for step in value(draft, "steps")] == ["", ""]
        assert ("paragraph", "<p>附件：申请书</p>") in parts(draft)

    def test_three_sentences_to_remember_are_steps(self):
        rows = [p("记住三句话", bold=True), p("①开车不喝酒；"), p("②喝多送到家。")]
        draft = read(word(self.TITLE, *self.STORY, *rows))
        assert len(value(draft, "steps")) == 2


class TestTables:
    def test_law_and_number_in_two_columns_make_a_card(self):
        law = table(["法律", "条款"], ["《民法典》", "第六百七十五条"])
        draft = read(word(p("谁赔？", style="a3"), p("案情"), p("被撞。"), p("法律依据"), law))
        assert value(draft, "law")["statute"] == 2
