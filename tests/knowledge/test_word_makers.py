"""What Word, WPS and web systems write besides words: lists, controls, fields, foreign text."""

import pytest

from knowledge.word import WordFileError, read_word
from knowledge.word.numbering import chinese
from tests.knowledge.word_files import SPACES, drawing, p, picture, run, table, word
from tests.knowledge.word_reader import Shelf, kinds, parts, read, told

TITLE = p("在工地摔伤，能认工伤吗？", style="a3")


def numbering(*levels):
    """A list 7 with (format, sign) for each depth."""
    rows = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{sort}"/><w:lvlText w:val="{sign}"/></w:lvl>'
        for depth, (sort, sign) in enumerate(levels)
    )
    return (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="3">{rows}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    )


def item(words, depth=0):
    return p(words, number=7).replace('<w:ilvl w:val="0"/>', f'<w:ilvl w:val="{depth}"/>')


def draft(*body, levels=(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"))):
    return read(word(TITLE, *body, parts={"word/numbering.xml": numbering(*levels)}))


class TestNumbers:
    BODY = (
        item("案情"),
        p("老宋摔了。"),
        item("分析"),
        item("没合同也能认", 1),
        p("看工资条。"),
        item("找总包公司", 1),
        p("包工头没资质。"),
        item("别的话"),
        item("又是第一", 1),
    )

    def test_of_chinese_lists_go_on_over_paragraphs_and_begin_again(self):
        found = parts(draft(*self.BODY))
        text = "".join(str(value) for _kind, value in found)
        assert "（一）没合同也能认" in text
        assert "（二）找总包公司" in text
        assert "（一）又是第一" in text
        assert "<ol>" not in text

    def test_begin_the_parts_of_a_case(self):
        assert kinds(draft(*self.BODY))[:2] == ["story", "analysis"]

    def test_in_figures_stay_a_list(self):
        rows = [p("分析", style="1"), item("有证据"), item("没过期")]
        found = dict(parts(draft(*rows, levels=[("decimal", "%1.")])))
        assert found["analysis"] == "<ol><li>有证据</li><li>没过期</li></ol>"

    @pytest.mark.parametrize(
        ("count", "sign"),
        [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")],
    )
    def test_are_written_in_chinese(self, count, sign):
        assert chinese(count) == sign


class TestControls:
    EMPTY = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"

    def test_nobody_filled_in_are_not_text(self):
        prompt = run("点击此处输入")
        content = word(TITLE, p("案情", style="1"), p("老宋摔了。", self.EMPTY.format(prompt)))
        assert parts(read_word(content, "a.docx", Shelf())) == [("story", "<p>老宋摔了。</p>")]


class TestFields:
    def test_of_a_link_with_a_remark_have_its_address_alone(self):
        link = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK '
            '"https://flk.npc.gov.cn/" \\o "法规库" </w:instrText></w:r><w:r><w:fldChar '
            f'w:fldCharType="separate"/></w:r>{run("法规库")}<w:r><w:fldChar '
            'w:fldCharType="end"/></w:r>'
        )
        found = dict(parts(read(word(TITLE, p("案情", style="1"), p("请看", link, "。")))))
        assert found["story"] == '<p>请看<a href="https://flk.npc.gov.cn/">法规库</a>。</p>'


class TestForeignText:
    CHUNK = '<w:altChunk r:id="rId5"/>'

    def test_alone_is_refused_with_a_reason(self):
        with pytest.raises(WordFileError, match="复制到一个新文件里"):
            read(word(self.CHUNK))

    def test_beside_words_is_remarked(self):
        assert "嵌着别的文件" in told(read(word(TITLE, p("老宋摔了。"), self.CHUNK)))


class TestWords:
    def test_of_a_summary_end_with_their_quotation_mark(self):
        content = word(TITLE, p("案情", style="1"), p("老板说：“不赔。”老宋急了"))
        assert read(content).summary == "老板说：“不赔。”"

    @pytest.mark.parametrize("title", ["找不到人谁来赔", "这话算不算数", "能不能要回来"])
    def test_of_a_title_ask(self, title):
        assert "标题不是问句" not in told(read(word(p(title, style="a3"), p("老宋摔了。"))))

    def test_of_an_office_above_the_title_are_no_title(self):
        head = [p("永定区司法局文件", centre=True, size=36), p("永司发〔2025〕12号", centre=True)]
        title = p("刷单返利能信吗？", centre=True, size=22)
        found = read(word(*head, title, p("案情", style="1"), p("小丁被骗了。")))
        assert found.title == "刷单返利能信吗？"

    def test_below_a_picture_describe_it_without_saying_so(self):
        rows = [p(drawing()), p("图片说明：倒掉的墙", centre=True)]
        content = word(
            TITLE,
            p("案情", style="1"),
            p("墙倒了。"),
            *rows,
            media={"image1.png": picture(kind="PNG")},
        )
        assert read(content).pictures[0].alt == "倒掉的墙"

    def test_boxes_to_tick_part_papers(self):
        rows = [p("材料", style="1"), p("□身份证"), p("☑户口本")]
        found = dict(parts(read(word(TITLE, p("案情", style="1"), p("墙倒了。"), *rows))))
        assert found["papers"] == ["身份证", "户口本"]

    def test_a_sign_of_a_telephone_is_no_name(self):
        rows = [p("联系电话", style="1"), p("☎ 12348")]
        found = dict(parts(read(word(TITLE, p("案情", style="1"), p("墙倒了。"), *rows))))
        assert found["contacts"] == [{"name": "电话", "phone": "12348", "note": ""}]


class TestTables:
    def test_of_steps_need_no_head(self):
        rows = table(["第一步", "看公告", "10日内"], ["第二步", "听证", "—"])
        found = dict(
            parts(
                read(word(TITLE, p("案情", style="1"), p("征地。"), p("怎么办", style="1"), rows))
            )
        )
        assert [step["title"] for step in found["steps"]] == ["看公告", "听证"]
        assert found["steps"][0]["text"] == "10日内"

    def test_boxes_in_one_line_part_papers(self):
        rows = [p("材料", style="1"), p("□身份证　□事故认定书　☑误工证明")]
        found = dict(parts(read(word(TITLE, p("案情", style="1"), p("被撞。"), *rows))))
        assert found["papers"] == ["身份证", "事故认定书", "误工证明"]


def test_pictures_that_cannot_be_read_are_one_remark_that_counts_them():
    media = {"image1.emf": b"EMF", "image2.png": picture(kind="PNG"), "image3.wmf": b"WMF"}
    rows = [p(drawing(key)) for key in ("rId9", "rId10", "rId11")]
    draft = read(word(TITLE, p("案情", style="1"), p("墙倒了。"), *rows, media=media))
    found = [notice for notice in draft.notices if "带不过来" in notice.message]
    assert len(found) == 1
    assert len(found[0].quotes) == 2
    assert "3" in found[0].quotes[1]
