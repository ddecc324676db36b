"""Pictures of a Word file: what is taken, cut, described, and what is told instead."""

import io

import pytest
from PIL import Image

from knowledge.word.pictures import MAX_PIXELS, alt_of, thumbnail, usable
from tests.factories.media import CANARY, photo
from tests.knowledge.word_files import drawing, p, picture, relation, table, word
from tests.knowledge.word_reader import kinds, parts, read, told


def case(*rows, **more):
    return read(word(p("谁赔？", style="a3"), p("案情", style="1"), *rows, **more))


def of_kind(kind):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (9, 9, 9)).save(out, kind)
    return out.getvalue()


class TestTaken:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_as_it_is(self, kind):
        content = of_kind(kind)
        assert usable(content) == content

    @pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
    def test_as_png(self, kind):
        with Image.open(io.BytesIO(usable(of_kind(kind)))) as taken:
            assert (taken.format, taken.size) == ("PNG", (40, 30))

    @pytest.mark.parametrize(
        "content",
        [
            b"\x01\x00\x00\x00EMF",
            b"\xd7\xcd\xc6\x9aWMF",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"",
            of_kind("JPEG")[:-200],
            of_kind("PNG")[:60],
        ],
    )
    def test_not_at_all(self, content):
        assert usable(content) is None

    def test_not_when_far_too_large(self, monkeypatch):
        monkeypatch.setitem(MAX_PIXELS, "PNG", 9)
        assert usable(of_kind("PNG")) is None

    def test_cut_as_word_shows_it(self):
        crop = '<a:srcRect l="50000" t="0" r="0" b="50000"/>'
        draft = case(p(drawing(crop=crop)), media={"image1.png": picture(40, 30, "PNG")})
        with Image.open(io.BytesIO(draft.pictures[0].content)) as taken:
            assert taken.size == (20, 15)

    def test_what_word_hides_beside_a_cut_picture_does_not_come_along(self):
        crop = '<a:srcRect l="50%" t="0" r="0" b="0"/>'
        wide = Image.new("RGB", (40, 30), "white")
        wide.paste((200, 0, 0), (0, 0, 20, 30))
        out = io.BytesIO()
        wide.save(out, "PNG")
        draft = case(p(drawing(crop=crop)), media={"image1.png": out.getvalue()})
        with Image.open(io.BytesIO(draft.pictures[0].content)) as taken:
            assert taken.convert("RGB").getcolors() == [(600, (255, 255, 255))]


class TestThumbnail:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_tells_nothing(self, kind):
        small = thumbnail(photo(kind))
        assert CANARY.encode() not in small
        with Image.open(io.BytesIO(small)) as shown:
            assert not shown.getexif()

    def test_is_small_and_upright(self):
        with Image.open(io.BytesIO(thumbnail(photo(size=(3000, 1000), orientation=6)))) as shown:
            assert shown.width < shown.height <= 1440

    def test_what_is_transparent_is_white(self):
        out = io.BytesIO()
        Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
        with Image.open(io.BytesIO(thumbnail(out.getvalue()))) as shown:
            assert shown.getpixel((1, 1)) == (255, 255, 255)


class TestPlaces:
    def test_in_the_line_floating_and_in_a_table(self):
        media = {"image1.png": picture(kind="PNG")}
        draft = case(
            p("墙倒了。", drawing()),
            p(drawing(floating=True)),
            table(["现场", "说明"], [f"<w:tc><w:tcPr/>{p(drawing())}</w:tc>", "墙角"]),
            media=media,
        )
        assert kinds(draft) == ["story", "figure", "figure", "table", "figure"]
        assert len(draft.pictures) == 3

    def test_between_two_paragraphs(self):
        media = {"image1.png": picture(kind="PNG")}
        draft = case(p("墙倒了。"), p(drawing()), p("后来修好了。"), media=media)
        assert parts(draft) == [
            ("story", "<p>墙倒了。</p>"),
            ("figure", {"picture": 0, "alt": "", "caption": ""}),
            ("story", "<p>后来修好了。</p>"),
        ]

    def test_of_old_programs(self):
        old = '<w:r><w:pict><v:shape><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r>'
        assert kinds(case(p(old), media={"image1.png": picture(kind="PNG")})) == ["figure"]

    def test_outside_of_the_file(self):
        rels = [relation("rId9", "image", "http://example.com/a.png", outside=True)]
        draft = case(p("墙倒了。", drawing(link=True)), rels=rels)
        assert draft.pictures == []
        assert "不在文件里" in told(draft)

    def test_of_windows(self):
        draft = case(
            p("墙倒了。", drawing(alt="示意图")), media={"image1.wmf": b"\xd7\xcd\xc6\x9a"}
        )
        assert draft.pictures == []
        assert "示意图" in told(draft)


class TestWords:
    @pytest.mark.parametrize("made_up", ["图片 3", "image1.png", "Picture 2", "IMG_0123", "", None])
    def test_a_program_s_name_is_no_description(self, made_up):
        assert alt_of(made_up) == ""

    def test_somebody_s_words_are(self):
        assert alt_of(" 倒掉的\n墙 ") == "倒掉的 墙"

    def test_a_caption_describes_when_nobody_else_does(self):
        media = {"image1.png": picture(kind="PNG")}
        draft = case(p("墙倒了。", drawing()), p("图1：倒掉的墙"), media=media)
        assert draft.parts[1].value == {"picture": 0, "alt": "倒掉的墙", "caption": "图1：倒掉的墙"}
        assert "给看不见的人" not in told(draft)

    def test_a_sentence_below_is_no_caption(self):
        media = {"image1.png": picture(kind="PNG")}
        draft = case(p("墙倒了。", drawing()), p("后来修好了。"), media=media)
        assert draft.parts[1].value["caption"] == ""

    def test_every_picture_is_to_be_looked_at(self):
        draft = case(p("墙倒了。", drawing()), media={"image1.png": picture(kind="PNG")})
        assert "认得出是谁" in told(draft)
