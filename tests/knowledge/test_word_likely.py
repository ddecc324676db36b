"""Layouts of many offices: names of series, headings in other words, lists within lists."""

import pytest

from knowledge.blocks.extras import TableBlock
from knowledge.word.headings import section_of
from knowledge.word.likely import likely_section
from tests.knowledge.word_files import NUMBERING, drawing, p, picture, run, table, word
from tests.knowledge.word_reader import kinds, parts, read, told

STORY = [p("案情", bold=True), p("老吴和老曾为一棵树吵了三年。")]


def value(draft, kind):
    return next(value for found, value in parts(draft) if found == kind)


def titles(draft):
    return [step["title"] for step in value(draft, "steps")]


class TestTitle:
    SERIES = p("永定县司法局“以案说法”专栏（第23期）", centre=True)

    def test_is_the_question_below_the_name_of_the_series(self):
        draft = read(word(self.SERIES, p("树枝伸过来，我能砍吗？", bold=True, centre=True), *STORY))
        assert draft.title == "树枝伸过来，我能砍吗？"
        assert "永定县司法局“以案说法”专栏（第23期）" in draft.aside

    def test_is_the_larger_line_of_two(self):
        draft = read(word(self.SERIES, p("邻居的树枝", bold=True, centre=True, size=22), *STORY))
        assert draft.title == "邻居的树枝"

    def test_is_not_the_subtitle_behind_a_dash(self):
        subtitle = p("——自己动手算不算违法？", centre=True)
        draft = read(word(p("邻居的树枝", bold=True, centre=True), subtitle, *STORY))
        assert draft.title == "邻居的树枝"

    def test_is_not_the_smaller_question_below_it(self):
        smaller = p("能不能砍？", centre=True, size=12)
        draft = read(word(p("邻居的树枝", bold=True, centre=True, size=22), smaller, *STORY))
        assert draft.title == "邻居的树枝"

    @pytest.mark.parametrize("title", ["树枝能砍吗", "树枝伸过来怎么办", "“养儿防老”靠不靠谱呢"])
    def test_is_a_question_also_without_the_mark(self, title):
        assert "标题不是问句" not in told(read(word(p(title, style="Title"), *STORY)))

    def test_that_asks_nothing_is_remarked(self):
        assert "标题不是问句" in told(read(word(p("树枝纠纷", style="Title"), *STORY)))


class TestLikelyHeadings:
    @pytest.mark.parametrize(
        ("words", "kind"),
        [
            ("六、老人可以这样做", "steps"),
            ("给村民的建议：", "steps"),
            ("四、最终处理", "result"),
            ("涉及法条", "law"),
            ("带上这些材料", "papers"),
            ("七、拨打这些电话", "contacts"),
            ("法官提醒大家", "callout"),
            ("延伸阅读", ""),
            ("第二天他们又到村委会要求再作一次处理", ""),
        ],
    )
    def test_begin_the_part_that_their_last_word_names(self, words, kind):
        assert likely_section(words.rstrip("：")) == kind

    def test_are_lines_that_look_like_headings(self):
        draft = read(word(*STORY, p("最终处理", bold=True), p("老曾锯了树枝。")))
        assert value(draft, "result") == "<p>老曾锯了树枝。</p>"

    def test_are_not_plain_lines(self):
        draft = read(word(*STORY, p("村里给出了最终处理"), p("老曾锯了树枝。")))
        assert "result" not in kinds(draft)

    def test_deeper_than_the_part_stay_in_it(self):
        analysis = [p("法律分析", style="Heading1"), p("（一）村里的处理", bold=True)]
        draft = read(word(*STORY, *analysis, p("村里有权调解。")))
        assert "result" not in kinds(draft)
        assert "村里有权调解" in value(draft, "analysis")

    def test_end_numbered_steps_also_in_words_of_nobody(self):
        steps = [p("怎么办", bold=True), p("1. 找村委会"), p("2. 去司法所")]
        draft = read(word(*STORY, *steps, p("延伸阅读", bold=True), p("请看公众号。")))
        assert titles(draft) == ["找村委会", "去司法所"]
        assert ("heading", "延伸阅读") in parts(draft)

    @pytest.mark.parametrize(
        ("written", "kind"),
        [("【爭議焦點】", "asked"), ("律師說法", "analysis"), ("聯繫電話", "contacts")],
    )
    def test_may_be_written_in_traditional_signs(self, written, kind):
        assert section_of(written.replace("繫", "系")) == kind


class TestAdvice:
    REMINDER = p("律师提醒", bold=True)

    def test_numbered_under_a_reminder_is_steps(self):
        draft = read(word(*STORY, self.REMINDER, p("1.先拍照；"), p("2.再找村委会。")))
        assert titles(draft) == ["先拍照", "再找村委会"]

    def test_stays_a_reminder_where_the_file_has_steps(self):
        steps = [p("怎么办", bold=True), p("1.找村委会。"), p("2.去司法所。")]
        draft = read(word(*STORY, *steps, self.REMINDER, p("1.先拍照；"), p("2.别动手。")))
        assert titles(draft) == ["找村委会", "去司法所"]
        assert "callout" in kinds(draft)

    def test_of_one_sentence_is_a_reminder(self):
        draft = read(word(*STORY, self.REMINDER, p("千万不要自己动手。")))
        assert "steps" not in kinds(draft)

    def test_in_one_paragraph_is_cut_at_its_numbers(self):
        told_all = p("法官提醒大家：一、借条要写清；二、金额写大小写；三、最好转账。")
        assert titles(read(word(*STORY, told_all))) == ["借条要写清", "金额写大小写", "最好转账"]

    def test_as_the_answer_to_what_to_do_is_steps(self):
        asked = p("问：我该怎么做？")
        answer = p("答：第一步，备好户口簿；第二步，去镇政府；第三步，起诉。")
        draft = read(word(*STORY, asked, answer))
        assert titles(draft) == ["备好户口簿", "去镇政府", "起诉"]

    def test_does_not_hide_where_the_court_decided(self):
        court = p("最后判决表弟还钱。")
        draft = read(word(p("借条", style="Title"), p("老温借出五万元。"), court,
                          p("小知识", bold=True), p("时效一般是三年。")))  # fmt: skip
        assert kinds(draft) == ["story", "result", "callout"]


class TestDetails:
    def test_of_a_step_stand_in_it(self):
        deeper = p("说清地点", number=1).replace('w:ilvl w:val="0"', 'w:ilvl w:val="1"')
        steps = [p("怎么办", bold=True), p("投诉", number=1), deeper, p("起诉", number=1)]
        level = '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        levels = NUMBERING.replace("</w:abstractNum>", level)
        draft = read(word(*STORY, *steps, parts={"word/numbering.xml": levels}))
        assert value(draft, "steps") == [
            {"title": "投诉", "text": "说清地点"},
            {"title": "起诉", "text": ""},
        ]

    def test_below_a_picture_are_its_caption_also_when_centred(self):
        caption = p("图1 村里调解", centre=True)
        draft = read(word(*STORY, p(drawing()), caption, media={"a.jpg": picture()}))
        assert value(draft, "figure")["caption"] == "图1 村里调解"

    def test_struck_through_are_told_and_not_printed(self):
        struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>双方打架。</w:t></w:r>"
        draft = read(word(p("案情", bold=True), p(run("老吴和老曾吵架。"), struck)))
        assert value(draft, "story") == "<p>老吴和老曾吵架。</p>"
        assert "划掉的字，没有放进文章。\n双方打架。" in told(draft)

    def test_no_longer_struck_through_are_printed(self):
        kept = '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>后来和好。</w:t></w:r>'
        draft = read(word(p("案情", bold=True), p(run("老吴和老曾吵架。"), kept)))
        assert "后来和好" in value(draft, "story")

    def test_behind_their_telephones_are_their_names(self):
        row = p("12348 法律服务热线；12345 政务热线")
        found = value(read(word(*STORY, p("联系电话", bold=True), row)), "contacts")
        assert [(one["name"], one["phone"]) for one in found] == [
            ("法律服务热线", "12348"),
            ("政务热线", "12345"),
        ]


class TestForms:
    ROWS = (
        ["基本案情", "老邱装修，老孔家的墙裂了。"],
        ["争议焦点", "老邱该不该赔？"],
        ["处理结果", "老邱赔了3500元。"],
        ["怎么办", "1.先拍照；2.找村委会；3.起诉。"],
    )

    def test_of_two_columns_are_read_as_headings_and_text(self):
        draft = read(word(p("墙裂了怎么办？", style="Title"), table(*self.ROWS)))
        assert kinds(draft) == ["story", "asked", "result", "steps"]
        assert titles(draft) == ["先拍照", "找村委会", "起诉"]

    def test_may_have_a_row_of_nobodys_list(self):
        draft = read(word(p("墙裂了？", style="Title"), table(*self.ROWS, ["案例来源", "县法院"])))
        assert "案例来源" in told(draft) + str(parts(draft))

    def test_without_a_story_stay_tables(self):
        rows = (["材料", "身份证"], ["电话", "12348"], ["怎么办", "先打电话"])
        assert "table" in kinds(read(word(*STORY, table(*rows))))

    def test_of_an_office_have_no_head(self):
        rows = (["事项", "法律援助"], ["材料", "身份证"], ["地点", "司法所"])
        found = value(read(word(*STORY, table(*rows))), "table")
        assert [column["heading"] for column in found["columns"]] == ["", ""]
        assert len(found["rows"]) == 3

    @pytest.mark.parametrize(("heads", "named"), [(["", ""], False), (["单位", "电话"], True)])
    def test_of_an_office_are_printed_with_names_at_the_left(self, heads, named):
        columns = [{"type": "text", "heading": head} for head in heads]
        value = {"columns": columns, "rows": [{"values": ["地点", "司法所"]}], "caption": ""}
        block = TableBlock()
        html = block.render(block.to_python(value))
        assert ("<thead>" in html) is named
        assert ('<th scope="row">地点</th>' in html) is not named

    def test_with_a_head_keep_it(self):
        rows = (["单位", "电话"], ["司法所", "5832148"], ["法援中心", "12348"])
        found = value(read(word(*STORY, table(*rows))), "table")
        assert [column["heading"] for column in found["columns"]] == ["单位", "电话"]


def test_numbered_questions_are_questions():
    draft = read(word(*STORY, p("问题1：要迁户口吗？", bold=True), p("律师解答：不一定。")))
    assert value(draft, "asked") == "<p>要迁户口吗？</p>"
    assert "不一定" in value(draft, "analysis")
