"""Which case of a Word file is read, how its title is found, and odd signs in its words."""

import pytest

from tests.knowledge import word_cases
from tests.knowledge.test_word_reading import step
from tests.knowledge.word_files import p, run, word
from tests.knowledge.word_reader import parts, read, told


class TestSeveralCases:
    def test_the_second(self):
        draft = read(word_cases.book(), case=1)
        assert draft.title == "邻居占地怎么办？"
        assert parts(draft) == [
            ("story", "<p>老张家的地被占了一米。</p>"),
            ("steps", [step("量地"), step("请村里调解")]),
        ]

    def test_what_stands_before_them_is_told(self):
        draft = read(word_cases.book())
        assert draft.cases == ["案例一 老板跑了，工钱找谁要？", "案例二 邻居占地怎么办？"]
        assert "普法案例汇编" in told(draft)
        assert "案例二 邻居占地怎么办……3" in told(draft)

    def test_without_the_word_case(self):
        content = word(
            p("一、邻居占地怎么办？", bold=True),
            p("案情：占了一米。"),
            p("二、狗咬了人谁赔？", bold=True),
            p("案情：狗咬了人。"),
        )
        draft = read(content, case=1)
        assert draft.title == "狗咬了人谁赔？"
        assert parts(draft) == [("story", "<p>狗咬了人。</p>")]

    def test_a_heading_that_is_only_a_number(self):
        content = word(
            p("案例1"), p("狗咬人怎么办？"), p("案情：咬了。"), p("案例2"), p("案情：打了。")
        )
        assert read(content).title == "狗咬人怎么办？"


class TestTitle:
    @pytest.mark.parametrize(
        ("lines", "title"),
        [
            ([p("题目：借钱不还怎么办？"), p("案情：借了钱。")], "借钱不还怎么办？"),
            ([p("《借钱不还怎么办？》", centre=True), p("案情：借了钱。")], "借钱不还怎么办？"),
            (
                [p("每日以案释法"), p("借钱不还怎么办？", centre=True), p("借了钱。")],
                "借钱不还怎么办？",
            ),
            ([p("案情", style="1"), p("借了钱。")], "我的案例"),
        ],
    )
    def test_is_found(self, lines, title):
        assert read(word(*lines), name="我的案例.docx").title == title

    def test_of_the_file_is_better_than_its_name(self):
        content = word(p("案情", style="1"), p("借了钱。"), title="借钱不还怎么办？")
        assert read(content, name="新建文档.docx").title == "借钱不还怎么办？"

    def test_a_paragraph_in_the_style_of_a_title_is_text(self):
        long = "老李借了钱。" * 20
        draft = read(word(p(long, style="a3"), p("后来还了。")))
        assert long in parts(draft)[0][1]

    def test_no_question_is_told(self):
        assert "彩礼纠纷案" in told(read(word(p("彩礼纠纷案", centre=True), p("案情：送了八万。"))))


class TestSigns:
    def test_markup_quotes_and_controls(self):
        content = word(
            p("谁赔？"), p(run('He said "no" & left: 3 < 5.')), p("老李\u202e说\u200b话。")
        )
        assert parts(read(content)) == [
            ("story", '<p>He said "no" &amp; left: 3 &lt; 5.</p><p>老李说话。</p>')
        ]

    def test_very_long(self):
        content = word(p("案情", style="1"), *[p(f"第{n}段老李又来了一次。") for n in range(3000)])
        assert parts(read(content))[0][1].count("<p>") == 3000

    def test_only_a_title(self):
        draft = read(word(p("只有一个题目怎么办？")))
        assert (draft.title, draft.parts) == ("只有一个题目怎么办？", [])
        assert draft.notices
