"""Headings that only a style, an outline level or a list makes; looks that come from a style."""

import pytest

from tests.knowledge.test_word_reading import step
from tests.knowledge.word_files import SPACES, STORY, cell, p, run, table, word
from tests.knowledge.word_reader import kinds, parts, read, told

TITLE = "彩礼能要回来吗？"
HABIT = "先请两家坐下，把话说完。" * 4


def style(key, name, *, base="", about="", letters=""):
    """A paragraph style, with what it says of paragraphs and of letters."""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{about}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def outline(level):
    return f'<w:outlineLvl w:val="{level}"/>'


def styled(*styles, **parts):
    """The parts of a file that has these styles."""
    return {"word/styles.xml": f"<w:styles {SPACES}>{''.join(styles)}</w:styles>", **parts}


def lined(text, level, style=""):
    """A paragraph with an outline level of its own."""
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{about}{outline(level)}</w:pPr>{run(text)}</w:p>"


def numbered(text, number, depth=0):
    about = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{about}</w:pPr>{run(text)}</w:p>"


def a_case(heading):
    """A case whose headings ``heading`` makes, in words that nobody's list has."""
    return [
        p(TITLE, bold=True, size=22, centre=True),
        heading("这事的缘起"),
        p(STORY),
        heading("大家关心的问题"),
        p("能不能要回来？"),
        heading("姐妹们可以这样做"),
        p("找证据", number=1),
        p("请人调解", number=1),
        heading("需要带什么"),
        p("身份证、户口本"),
    ]


AS_PARTS = [
    ("story", f"<p>{STORY}</p>"),
    ("asked", "<p>能不能要回来？</p>"),
    ("steps", [step("找证据"), step("请人调解")]),
    ("papers", ["身份证", "户口本"]),
]


class TestHeadings:
    def test_by_a_style_that_is_based_on_one(self):
        styles = styled(
            style("1", "heading 1"), style("x", "样式1", base="1"), style("y", "样式2", base="x")
        )
        content = word(*a_case(lambda text: p(text, style="y")), parts=styles)
        assert parts(read(content)) == AS_PARTS

    def test_by_the_outline_level_of_a_style(self):
        styles = styled(style("x", "小标题", about=outline(1)))
        content = word(*a_case(lambda text: p(text, style="x")), parts=styles)
        assert parts(read(content)) == AS_PARTS

    def test_by_an_outline_level_alone(self):
        assert parts(read(word(*a_case(lambda text: lined(text, 0))))) == AS_PARTS

    def test_in_a_file_without_styles(self):
        content = word(*a_case(lambda text: lined(text, 2)), parts=styled())
        assert parts(read(content)) == AS_PARTS

    @pytest.mark.parametrize("text", ["李家送了钱，后来分手了。", "长" * 61])
    def test_a_sentence_is_none_whatever_its_level(self, text):
        draft = read(word(p("案情简介", style="1"), lined(text, 0)))
        assert parts(draft) == [("story", f"<p>{text}</p>")]

    def test_a_title_with_an_outline_level_stays_the_title(self):
        styles = styled(
            style("t", "Title", about=outline(0)), style("1", "heading 1", about=outline(0))
        )
        content = word(
            p("本地案例", style="1"),
            p(TITLE, style="t"),
            p("案情", style="1"),
            p(STORY),
            parts=styles,
        )
        assert read(content).title == TITLE

    def test_a_title_with_a_level_of_its_own_stays_the_title_too(self):
        content = word(p("本地案例", style="1"), lined(TITLE, 0, style="a3"), p("案情"), p(STORY))
        assert read(content).title == TITLE

    def test_styles_that_are_based_on_each_other(self):
        styles = styled(style("x", "甲", base="y"), style("y", "乙", base="x"))
        draft = read(word(p("案情：", run(STORY), style="x"), parts=styles))
        assert kinds(draft) == ["story"]


class TestLooks:
    def test_bold_letters_of_a_style_make_a_heading(self):
        styles = styled(style("x", "黑体", letters="<w:b/>"), style("y", "黑体二", base="x"))
        content = word(*a_case(lambda text: p(text, style="y")), parts=styles)
        assert parts(read(content)) == AS_PARTS

    def test_bold_that_is_taken_away_again(self):
        styles = styled(
            style("x", "黑体", letters="<w:b/>"),
            style("y", "正文二", base="x", letters='<w:b w:val="0"/>'),
        )
        draft = read(word(p("案情", bold=True), p("李家的建议", style="y"), parts=styles))
        assert parts(draft) == [("story", "<p>李家的建议</p>")]

    def test_the_larger_letters_of_a_style_are_the_title(self):
        styles = styled(
            style("s", "栏目", letters='<w:sz w:val="28"/>', about='<w:jc w:val="center"/>'),
            style("t", "题目样式", base="s", letters='<w:sz w:val="44"/>'),
        )
        content = word(
            p("乡里乡亲说法", style="s"),
            p("没领证就分手的", style="t"),
            p("案情：" + STORY),
            parts=styles,
        )
        draft = read(content)
        assert draft.title == "没领证就分手的"
        assert draft.aside == ["乡里乡亲说法"]


class TestLists:
    def test_a_list_that_numbers_the_parts_is_a_list_of_headings(self):
        content = word(
            p(TITLE, style="a3"),
            numbered("案情回顾", 1),
            p(STORY),
            numbered("争议焦点", 1),
            p("要不要退？"),
            numbered("维权步骤", 1),
            numbered("收集证据", 3),
            numbered("请人调解", 3),
            numbered("联系方式", 1),
            p("司法所：0744-8222348"),
            parts=lists(bullet="●"),
        )
        assert parts(read(content)) == [
            ("story", f"<p>{STORY}</p>"),
            ("asked", "<p>要不要退？</p>"),
            ("steps", [step("收集证据"), step("请人调解")]),
            ("contacts", [{"name": "司法所", "phone": "0744-8222348", "note": ""}]),
        ]

    def test_what_lies_deeper_in_such_a_list_stays_items(self):
        content = word(
            *(numbered("案情", 1), p(STORY), numbered("结果", 1), p("退了。")),
            *(numbered("怎么办", 1), numbered("收集证据", 1, 1), numbered("请人调解", 1, 1)),
            parts=lists(bullet="●"),
        )
        assert parts(read(content))[-1] == ("steps", [step("收集证据"), step("请人调解")])

    def test_a_list_of_two_parts_stays_a_list(self):
        draft = read(word(p("怎么办", style="1"), numbered("收集材料", 1), numbered("打电话", 1)))
        assert parts(draft) == [("steps", [step("收集材料"), step("打电话")])]

    def test_a_paragraph_without_a_sign_goes_on_below_its_item(self):
        content = word(
            p("怎么办", style="1"),
            numbered("找证据", 1),
            numbered("转账记录、微信聊天。", 3),
            numbered("请人调解", 1),
            parts=lists(bullet=" "),
        )
        assert parts(read(content)) == [
            ("steps", [step("找证据", "转账记录、微信聊天。"), step("请人调解")])
        ]


def lists(bullet):
    """Numbering with a third list that shows ``bullet``."""
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{bullet}"/></w:lvl>'
    order = '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    order = "".join(f'<w:lvl w:ilvl="{depth}">{order}</w:lvl>' for depth in (0, 1))
    kinds = [(1, order), (3, level)]
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'
        for number, levels in kinds
    )
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number, _levels in kinds
    )
    return {"word/numbering.xml": f"<w:numbering {SPACES}>{made}{nums}</w:numbering>"}


class TestForms:
    def test_a_form_with_facts_in_four_columns(self):
        content = word(
            p("以案释法案例报送表", style="a3"),
            table(
                ["案例名称", cell("没打借条能要回来吗？", columns=3)],
                ["报送单位", "尹家溪镇司法所", "报送时间", "2025年7月"],
                ["案情简介", cell(STORY, columns=3)],
                ["法律分析", cell("彩礼一般要退。", columns=3)],
                ["处理结果", cell("退了八万。", columns=3)],
                ["工作体会", cell(HABIT, columns=3)],
            ),
        )  # fmt: skip
        draft = read(content)
        assert draft.title == "没打借条能要回来吗？"
        assert draft.aside == [
            "以案释法案例报送表",
            "报送单位：尹家溪镇司法所",
            "报送时间：2025年7月",
        ]
        assert kinds(draft)[:3] == ["story", "analysis", "result"]
        assert "工作体会" in str(parts(draft))

    def test_a_row_of_three_is_no_form(self):
        content = word(
            table(
                ["案情", "甲", "乙"],
                ["分析", "甲", "乙"],
                ["结果", "甲", "乙"],
                ["怎么办", "甲", "乙"],
            )
        )
        assert kinds(read(content)) == ["table"]


class TestAroundTheTitle:
    def test_a_title_in_two_lines(self):
        draft = read(
            word(p("低保被停了，\n我该找谁说理？", size=22, centre=True), p("案情：" + STORY))
        )
        assert draft.title == "低保被停了，我该找谁说理？"
        assert draft.aside == []

    @pytest.mark.parametrize("author", ["永定区沅古坪镇司法所 覃小明", "谷雨律师"])
    def test_the_author_below_it_needs_no_place_in_the_middle(self, author):
        draft = read(word(p(TITLE, style="a3"), p(author), p("案情：" + STORY)))
        assert draft.aside == [author]
        assert kinds(draft) == ["story"]

    def test_a_sentence_about_the_court_is_no_author(self):
        draft = read(word(p(TITLE, style="a3"), p("本案由永定区法院审结"), p("案情：" + STORY)))
        assert draft.aside == []

    def test_the_number_of_a_case_is_not_in_its_title(self):
        content = word(
            p("永定区人民法院", centre=True),
            p("（2025年第一批）", centre=True),
            p("1.田某诉李某案", bold=True),
            p("案情：" + STORY),
            p("2.覃某拒不付工钱案", bold=True),
            p("案情：" + STORY),
        )
        draft = read(content)
        assert draft.title == "田某诉李某案"
        assert "永定区人民法院" in told(draft)
        assert read(content, case=1).title == "覃某拒不付工钱案"

    def test_a_heading_of_nobodys_over_the_story_begins_it(self):
        draft = read(
            word(p(TITLE, style="a3"), lined("一件烦心事", 0), p(STORY), p("判决结果：退。"))
        )
        assert parts(draft)[0] == ("story", f"<p><b>一件烦心事</b></p><p>{STORY}</p>")
        assert draft.summary == STORY
