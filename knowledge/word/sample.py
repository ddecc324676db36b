"""A Word file to write over: headings made with styles, one for each part of a case."""

import io
import zipfile
from xml.sax.saxutils import escape

WORDS = [  # style, words
    ("Title", "借钱没写借条，钱还要得回来吗？"),
    ("Heading1", "案情"),
    ("", "老李借给同村的小陈两万元，只转了账，没写借条。到了年底，小陈不认账。"),
    ("Heading1", "人物"),
    ("", "老李：出借人"),
    ("", "小陈：借钱的人"),
    ("Heading1", "法律规定"),
    ("", "《民法典》第六百七十五条"),
    ("Heading1", "为什么"),
    ("", "没有借条，不等于没有借过钱。转账记录和聊天记录也是证据。"),
    ("Heading1", "结果"),
    ("", "村里调解后，小陈分四次还清。老李没有花钱。"),
    ("Heading1", "怎么办"),
    ("", "1. 先把证据找齐：转账记录、聊天记录都算。"),
    ("", "2. 请村里调解：不收钱，一般几天就有结果。"),
    ("", "3. 谈不拢再起诉：去乡镇法庭立案，法律顾问帮您写状子。"),
    ("Heading1", "要带的材料"),
    ("", "身份证"),
    ("", "转账记录"),
    ("Heading1", "联系电话"),
    ("", "法律服务热线：12348（全天）"),
    ("Heading1", "温馨提示"),
    ("", "别等太久：一般要在三年之内起诉。"),
]
STYLES = [("Title", "Title", 44), ("Heading1", "heading 1", 32)]  # key, name, half points
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def sample_file() -> bytes:
    """Return the file as Word opens it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, words in _parts().items():
            archive.writestr(path, f'<?xml version="1.0" encoding="UTF-8"?>{words}')
    return out.getvalue()


def _parts():
    kinds = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{KIND}.{kind}+xml"/>'
        for part, kind in [("document", "document.main"), ("styles", "styles")]
    )
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
            f'.relationships+xml"/>{kinds}</Types>'
        ),
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relation("styles", "styles.xml"),
        "word/styles.xml": f"<w:styles {W}>{''.join(map(_style, STYLES))}</w:styles>",
        "word/document.xml": (
            f"<w:document {W}><w:body>{''.join(map(_paragraph, WORDS))}</w:body></w:document>"
        ),
    }


def _relation(kind, target):
    row = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{RELATIONS}">{row}</Relationships>'


def _style(row):
    key, name, size = row
    look = f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr>'
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{look}</w:style>'


def _paragraph(row):
    style, words = row
    about = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{about}<w:r><w:t>{escape(words)}</w:t></w:r></w:p>"
