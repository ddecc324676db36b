"""Files that are not taken, each with its reason in the editor's words."""

import io
import zipfile

import pytest
from django.utils import translation

from knowledge.word import WordFileError, read_word, safety
from tests.knowledge.word_files import (
    MAIN_KIND,
    SPACES,
    drawing,
    p,
    packed,
    picture,
    relations,
    word,
)
from tests.knowledge.word_reader import Shelf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CASE = word(p("谁赔？"), p("案情：墙倒了。"))


def reason(content):
    """Return why the file is refused, as the editor reads it."""
    with translation.override("zh-hans"), pytest.raises(WordFileError) as refusal:
        read_word(content, "案例.docx", Shelf())
    return str(refusal.value)


def changed(content, **parts):
    """The file with other parts; a dot is written as ``__``, a slash as ``_in_``."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    new = {name.replace("_in_", "/").replace("__", "."): part for name, part in parts.items()}
    return packed({**files, **new})


def document(body, before=""):
    return changed(
        CASE,
        word_in_document__xml=f"{before}<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    )


OTHERS = {
    "nothing": (b"", "空的"),
    "old Word": (OLE + b"\0" * 600, ".docx"),
    "WPS": (OLE + b"WpsCustomData" + b"\0" * 600, ".docx"),
    "password": (OLE + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "RTF": (b"{\\rtf1\\ansi", "RTF"),
    "web page": (b"<!DOCTYPE html><html>", "网页"),
    "page saved by Word": (b"\xef\xbb\xbf<html xmlns:o='urn'>", "网页"),
    "XML": (b'<?xml version="1.0"?><w:wordDocument/>', "XML"),
    "picture": (picture(), "不是 Word"),
    "text": ("墙倒了谁赔？".encode(), "不是 Word"),
    "half a file": (CASE[: len(CASE) // 2], "坏了"),
    "other zip": (packed({"a.txt": "a"}), "不是 Word"),
    "Excel": (packed({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "Excel"),
    "PowerPoint": (packed({"[Content_Types].xml": "<a/>", "ppt/a.xml": "<a/>"}), "PowerPoint"),
    "LibreOffice": (packed({"mimetype": "a", "content.xml": "<a/>"}), "OpenDocument"),
    "macros": (changed(CASE, word_in_vbaProject__bin=b"a"), "宏"),
    "macros by kind": (word(p("谁赔？"), kind=MAIN_KIND.replace("main", "macroEnabled")), "宏"),
    "no document": (packed({"[Content_Types].xml": "<a/>", "word/styles.xml": "<a/>"}), "坏了"),
    "broken XML": (document("<w:p>"), "坏了"),
    "empty page": (word(p("")), "什么也没有"),
    "scans": (word(p(drawing()), media={"image1.jpeg": picture()}), "只有图片"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_is_refused_with_a_reason(name):
    content, words = OTHERS[name]
    assert words in reason(content)


@pytest.mark.parametrize("name", OTHERS)
def test_the_reason_is_a_chinese_sentence(name):
    sentence = reason(OTHERS[name][0])
    assert sentence.endswith("。")
    assert not any(word in sentence for word in ("This", "file", "error"))


class TestEntities:
    def test_of_the_file_system(self):
        evil = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        assert "DTD" in reason(document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", evil))

    def test_that_laugh(self):
        rows = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
        evil = f'<!DOCTYPE a [<!ENTITY a0 "ha">{rows}]>'
        assert "DTD" in reason(document("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", evil))

    @pytest.mark.parametrize("part", ["word_in_styles__xml", "_rels_in___rels", "a__xml"])
    def test_in_any_part(self, part):
        assert "DTD" in reason(changed(CASE, **{part: "<!DOCTYPE a []><a/>"}))

    def test_in_another_encoding(self):
        evil = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a []><a/>'.encode("utf-16")
        assert "DTD" in reason(changed(CASE, word_in_styles__xml=evil))


class TestTooMuch:
    def test_bytes(self, monkeypatch):
        monkeypatch.setattr(safety, "MAX_BYTES", len(CASE) - 1)
        assert "10 MB" in reason(CASE)

    def test_a_bomb_is_not_unpacked(self):
        bomb = changed(CASE, word_in_document__xml=b" " * (safety.MAX_XML + 1))
        assert len(bomb) < 100_000
        assert "太大" in reason(bomb)

    def test_pictures_that_unpack_to_too_much(self, monkeypatch):
        monkeypatch.setattr(safety, "MAX_UNPACKED", 10_000)
        assert "太大" in reason(changed(CASE, word_in_media_in_a__png=b"\0" * 20_000))

    def test_entries(self):
        many = changed(CASE, **{f"word_in_media_in_a{n}": b"" for n in range(safety.MAX_ENTRIES)})
        assert "太大" in reason(many)

    def test_depth(self):
        deep = "<w:sdt><w:sdtContent>" * 100 + p("a") + "</w:sdtContent></w:sdt>" * 100
        assert "套得太深" in reason(document(deep))

    def test_elements(self, monkeypatch):
        monkeypatch.setattr(safety, "MAX_ELEMENTS", 50)
        assert "套得太深" in reason(document(p("a") * 50))

    def test_what_lies_about_its_size(self):
        """The directory says less than there is: unpacking stops, nothing more is read."""
        content = bytearray(changed(CASE, word_in_document__xml=b" " * 5000))
        size = (5000).to_bytes(4, "little")
        while size in content:
            at = content.index(size)
            content[at : at + 4] = (10).to_bytes(4, "little")
        assert "坏了" in reason(bytes(content))


class TestWhatIsTakenAnyway:
    def test_an_embedded_object_is_left_out_and_told(self):
        box = (
            '<w:r><w:object><v:shape><v:imagedata r:id="rId77"/></v:shape>'
            '<o:OLEObject ProgID="Excel.Sheet.12" r:id="rId78"/></w:object></w:r>'
        )
        content = changed(
            word(p("谁赔？"), p("案情", style="1"), p("墙倒了。", box)),
            word_in_embeddings_in_oleObject1__bin=OLE,
        )
        draft = read_word(content, "a.docx", Shelf())
        assert [part.kind for part in draft.parts] == ["story"]
        assert any("Excel" in row.message for row in draft.notices)

    def test_a_wrong_ending_does_not_matter(self):
        assert read_word(CASE, "案例.doc", Shelf()).title == "谁赔？"

    def test_a_relation_to_another_server_is_not_followed(self):
        row = '<Relationship Id="a" TargetMode="External" Type="a/attachedTemplate" Target="http://x"/>'
        content = changed(CASE, word_in__rels_in_settings__xml__rels=relations(row))
        assert read_word(content, "a", Shelf()).parts

    def test_a_picture_path_that_leaves_the_file(self):
        row = '<Relationship Id="rId9" Type="a/image" Target="../../../etc/passwd"/>'
        content = changed(
            word(p("案情", style="1"), p("墙倒了。", drawing())),
            word_in__rels_in_document__xml__rels=relations(row),
        )
        assert read_word(content, "a", Shelf()).pictures == []
