"""What stands beside the text of a Word file: told when it is left out, never lost in silence."""

import pytest

from knowledge.word import read_word
from tests.knowledge.word_files import SPACES, drawing, p, relation, run, text_box, word
from tests.knowledge.word_reader import Shelf, kinds, parts, read, told


def case(*rows, **more):
    rows = [row if row.startswith("<") else p(row) for row in rows]
    return read(word(p("谁赔？", style="a3"), p("案情", style="1"), *rows, **more))


def story(*rows, **more):
    ((kind, value),) = parts(case(*rows, **more))
    assert kind == "story"
    return value


def part(kind, tag, words):
    return {f"word/{kind}.xml": f"<w:{tag} {SPACES}>{p(words)}</w:{tag}>"}


class TestBesideTheText:
    @pytest.mark.parametrize(("kind", "tag"), [("header1", "hdr"), ("footer2", "ftr")])
    def test_header_and_footer_are_told(self, kind, tag):
        draft = case("墙倒了。", parts=part(kind, tag, "永定区普法读本"))
        assert "永定区普法读本" in told(draft)
        assert "永定区普法读本" not in str(draft.parts)

    @pytest.mark.parametrize("words", ["第 1 页 共 3 页", "- 2 -", "3", "第十二页"])
    def test_numbers_of_pages_are_not(self, words):
        assert words not in told(case("墙倒了。", parts=part("footer1", "ftr", words)))

    def test_comments_are_told(self):
        comment = f'<w:comments {SPACES}><w:comment w:id="0">{p("要核实")}</w:comment></w:comments>'
        draft = case("墙倒了。", parts={"word/comments.xml": comment})
        assert "要核实" in told(draft)
        assert "要核实" not in str(draft.parts)

    @pytest.mark.parametrize("name", ["footnote", "endnote"])
    def test_notes_stand_where_they_belong(self, name):
        notes = f'<w:{name}s {SPACES}><w:{name} w:id="2">{p("化名。")}</w:{name}></w:{name}s>'
        mark = f'<w:r><w:{name}Reference w:id="2"/></w:r>'
        row = p("小张", mark, "来了。")
        assert story(row, parts={f"word/{name}s.xml": notes}) == "<p>小张（注：化名。）来了。</p>"

    def test_a_note_that_is_missing(self):
        mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
        assert story(p("小张", mark, "来了。")) == "<p>小张来了。</p>"

    def test_words_of_a_diagram_are_told(self):
        diagram = (
            f'<d:data xmlns:d="urn:d" {SPACES}><a:p><a:r><a:t>先调解</a:t></a:r></a:p></d:data>'
        )
        draft = case("墙倒了。", parts={"word/diagrams/data1.xml": diagram})
        assert "先调解" in told(draft)


class TestTrackedChanges:
    def test_inserted_words_stay(self):
        row = p("墙", f'<w:ins w:id="1" w:author="a">{run("又")}</w:ins>', "倒了。")
        draft = case(row)
        assert parts(draft) == [("story", "<p>墙又倒了。</p>")]
        assert "接受" in told(draft)

    def test_deleted_words_go_and_are_told(self):
        gone = '<w:del w:id="2" w:author="a"><w:r><w:delText>不是</w:delText></w:r></w:del>'
        draft = case(p("墙", gone, "倒了。"))
        assert parts(draft) == [("story", "<p>墙倒了。</p>")]
        assert "不是" in told(draft)

    def test_moved_words_stand_once(self):
        away = f'<w:moveFrom w:id="3" w:author="a">{run("墙倒了。")}</w:moveFrom>'
        here = f'<w:moveTo w:id="4" w:author="a">{run("墙倒了。")}</w:moveTo>'
        assert story(p(away, run("后来修好了。")), p(here)) == "<p>后来修好了。</p><p>墙倒了。</p>"


class TestHidden:
    def test_hidden_words_are_told(self):
        draft = case(p("墙倒了。", run("内部材料", inside="<w:vanish/>")))
        assert parts(draft) == [("story", "<p>墙倒了。</p>")]
        assert "内部材料" in told(draft)

    def test_not_hidden_after_all(self):
        assert story(p(run("墙倒了。", inside='<w:vanish w:val="0"/>'))) == "<p>墙倒了。</p>"


class TestWrapped:
    """Words inside the many things that Word, WPS and worse programs wrap them in."""

    @pytest.mark.parametrize(
        "wrapped",
        [
            f'<w:smartTag w:element="a">{run("墙倒了。")}</w:smartTag>',
            f'<w:fldSimple w:instr="REF a">{run("墙倒了。")}</w:fldSimple>',
            f'<w:bdo w:val="ltr">{run("墙倒了。")}</w:bdo>',
            f"<w:sdt><w:sdtContent>{run('墙倒了。')}</w:sdtContent></w:sdt>",
            f'<w:hyperlink w:anchor="a">{run("墙倒了。")}</w:hyperlink>',
            f'<w:hyperlink r:id="rId404">{run("墙倒了。")}</w:hyperlink>',
            "<m:oMath><m:r><m:t>墙倒了。</m:t></m:r></m:oMath>",
            "<w:r><w:t>墙</w:t><w:noBreakHyphen/></w:r><w:r><w:t>倒了。</w:t></w:r>",
            f"<mc:AlternateContent><mc:Choice>{run('墙倒了。')}</mc:Choice></mc:AlternateContent>",
        ],
    )
    def test_are_read(self, wrapped):
        assert "墙" in story(p(wrapped))
        assert "倒了。" in story(p(wrapped))

    def test_pinyin_above_a_word_goes(self):
        ruby = (
            f"<w:r><w:ruby><w:rt>{run('qiáng')}</w:rt><w:rubyBase>{run('墙')}</w:rubyBase></w:ruby>"
            "</w:r>"
        )
        draft = read_word(word(p("谁赔？", style="a3"), p(ruby, "倒了。")), "a", Shelf())
        assert parts(draft) == [("story", "<p>墙倒了。</p>")]

    @pytest.mark.parametrize("both", [True, False])
    def test_a_text_box_is_read_once(self, both):
        draft = case("墙倒了。", p(text_box("谁也不管。", both)))
        assert str(draft.parts).count("谁也不管。") == 1

    def test_a_drawing_without_words_is_told(self):
        shape = "<w:r><w:drawing><wp:inline><a:graphic/></wp:inline></w:drawing></w:r>"
        assert "图表" in told(case(p("墙倒了。", shape)))

    def test_a_ticked_box(self):
        box = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        assert "同意" in story(p(box, "同意"))


class TestLinks:
    def test_to_the_web_stay(self):
        link = f'<w:hyperlink r:id="rId50">{run("法律库")}</w:hyperlink>'
        rels = [relation("rId50", "hyperlink", "https://flk.npc.gov.cn/", True)]
        assert story(p("查", link), rels=rels) == (
            '<p>查<a href="https://flk.npc.gov.cn/">法律库</a></p>'
        )

    @pytest.mark.parametrize(
        "address", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.cn", "https://", "a"]
    )
    def test_to_anything_else_are_words(self, address):
        link = f'<w:hyperlink r:id="rId50">{run("这里")}</w:hyperlink>'
        rels = [relation("rId50", "hyperlink", address, True)]
        assert story(p("查", link), rels=rels) == "<p>查这里</p>"

    def test_quotes_in_an_address_cannot_leave_it(self):
        link = f'<w:hyperlink r:id="rId50">{run("这里")}</w:hyperlink>'
        rels = [relation("rId50", "hyperlink", "https://a.cn/'><script>", True)]
        assert "<script>" not in story(p("查", link), rels=rels)


class TestLook:
    def test_bold_words_stay_bold_and_neighbours_are_joined(self):
        row = p("先", run("报", bold=True), run("警", bold=True), "。")
        assert story(row) == "<p>先<b>报警</b>。</p>"

    def test_spaces_that_indent_go(self):
        assert story("　　墙 倒  了。\t") == "<p>墙 倒 了。</p>"

    def test_a_soft_break_is_a_paragraph(self):
        assert story("墙倒了。\n没人管。") == "<p>墙倒了。</p><p>没人管。</p>"

    def test_lists_of_word(self):
        rows = [p("墙", number=2), p("树", number=2), "还有别的。", p("先报警", number=1)]
        assert story(*rows) == (
            "<ul><li>墙</li><li>树</li></ul><p>还有别的。</p><ol><li>先报警</li></ol>"
        )

    def test_typed_marks_become_a_list(self):
        assert story("● 墙", "● 树") == "<ul><li>墙</li><li>树</li></ul>"

    def test_typed_numbers_stay_as_typed(self):
        assert story("1.墙", "2.树") == "<p>1.墙</p><p>2.树</p>"

    def test_a_heading_of_its_own_keeps_its_words(self):
        draft = case("墙倒了。", p("别的话", style="1"), "没人管。")
        assert parts(draft)[1:] == [("heading", "别的话"), ("paragraph", "<p>没人管。</p>")]

    @pytest.mark.parametrize(
        ("words", "kind"), [("三年内起诉，过期不候。", "urgent"), ("保管好借条。", "")]
    )
    def test_a_deadline_is_urgent(self, words, kind):
        draft = case("墙倒了。", p("温馨提示", style="1"), words)
        assert draft.parts[-1].value == {
            "kind": kind,
            "title": "温馨提示",
            "text": f"<p>{words}</p>",
        }

    def test_take_care(self):
        draft = case("墙倒了。", p("注意事项", style="1"), "别签白纸。")
        assert draft.parts[-1].value["kind"] == "warn"


class TestSummary:
    def test_is_the_first_sentences_that_fit(self):
        draft = case("墙倒了。" + "没人管它，" * 30 + "后来修好了。")
        assert draft.summary == "墙倒了。"

    def test_is_empty_without_a_story(self):
        draft = read(word(p("谁赔？", style="a3"), p("分析", style="1"), p("邻居赔。")))
        assert draft.summary == ""
        assert kinds(draft) == ["analysis"]

    def test_a_picture_that_nobody_can_reach(self):
        assert "不在文件里" in told(case(p("墙倒了。", drawing("rId404"))))
