"""Word files made by hand: zip and XML, as Word, WPS and worse programs write them."""

import io
import zipfile
from xml.sax.saxutils import escape

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STYLES = f"""<w:styles {SPACES}>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>
</w:styles>"""


def _level(number, sort):
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:numFmt w:val="{sort}"/>'
        "</w:lvl></w:abstractNum>"
    )


NUMBERING = f"""<w:numbering {SPACES}>{_level(0, "decimal")}{_level(1, "bullet")}
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def run(text, bold=False, size=0, inside=""):
    """A run of words; \\n is a soft line break, \\t a tab."""
    look = "<w:b/>" * bold + (f'<w:sz w:val="{size * 2}"/>' if size else "") + inside
    words = escape(text).replace("\n", "</w:t><w:br/><w:t>").replace("\t", "</w:t><w:tab/><w:t>")
    words = words.replace("<w:t>", '<w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def p(*parts, style="", centre=False, number=0, **look):
    """A paragraph of strings (words) and ready XML (begins with <)."""
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        about += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    about += '<w:jc w:val="center"/>' if centre else ""
    runs = "".join(part if part.startswith("<") else run(part, **look) for part in parts)
    return f"<w:p><w:pPr>{about}</w:pPr>{runs}</w:p>"


def cell(*content, columns=1, merge=""):
    """A table cell; ``merge`` "restart" or "continue" down the column."""
    about = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    about += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inner = "".join(part if part.startswith("<") else p(part) for part in content) or p("")
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{inner}</w:tc>"


def table(*rows):
    """A table of rows; a row is a list of strings or cells."""
    out = ""
    for row in rows:
        cells = "".join(part if part.startswith("<w:tc") else cell(part) for part in row)
        out += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl><w:tblPr/>{out}</w:tbl>"


def drawing(key="rId9", alt="", floating=False, crop="", link=False):
    """A picture in the line or floating beside it."""
    frame = "anchor" if floating else "inline"
    how = "link" if link else "embed"
    return (
        f'<w:r><w:drawing><wp:{frame}><wp:docPr id="1" name="图片 1" descr="{escape(alt)}"/>'
        f"<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:{how}="{key}"/>{crop}</pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        f"</wp:{frame}></w:drawing></w:r>"
    )


def text_box(words, both=True):
    """A text box as Word writes it: a new form and an older one for old programs."""
    box = f"<w:txbxContent>{p(words)}</w:txbxContent>"
    shape = f"<v:shape><v:textbox>{box}</v:textbox></v:shape>"
    older = f"<mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:anchor></w:drawing></mc:Choice>{older if both else ''}</mc:AlternateContent></w:r>"
    )


def picture(width=40, height=30, kind="JPEG", exif=True):
    """A picture; a JPEG carries where it was taken."""
    image, out = Image.new("RGB", (width, height), (15, 76, 92)), io.BytesIO()
    about = Image.Exif()
    if exif and kind == "JPEG":
        about.get_ifd(0x8825).update({1: "N", 2: (29.0, 8.0, 1.0), 3: "E", 4: (110.0, 28.0, 1.0)})
        about[0x010F] = "PHONE-MAKER"
        image.save(out, format=kind, exif=about)
    else:
        image.save(out, format=kind)
    return out.getvalue()


def relation(key, kind, target, outside=False):
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{escape(target)}"{mode}/>'


def relations(*rows):
    return f'<Relationships xmlns="{RELATIONS}">{"".join(rows)}</Relationships>'


def word(
    *body, media=None, parts=None, rels=(), title="", main="word/document.xml", kind=MAIN_KIND
):
    """A .docx: ``media`` name → bytes (the first is rId9), ``parts`` path → XML of other parts."""
    rows = [relation(f"rId{9 + i}", "image", f"media/{name}") for i, name in enumerate(media or {})]
    files = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
        ),
        "_rels/.rels": relations(relation("rId1", "officeDocument", main)),
        main: f"<w:document {SPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*rows, *rels),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
        ),
        **{f"word/media/{name}": content for name, content in (media or {}).items()},
        **(parts or {}),
    }
    return packed(files)


def packed(files):
    """A zip of path → words or bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return out.getvalue()


def strict(content):
    """The same file in the strict standard, as Word saves it when asked."""
    swaps = {
        W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
        OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
    }
    files = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            for usual, other in swaps.items():
                part = part.replace(usual.encode(), other.encode())
            files[name] = part
    return packed(files)


STORY = "小李和小陈订了婚，李家送了八万八。没领证就分了手。"
LAW_1042 = "禁止包办、买卖婚姻和其他干涉婚姻自由的行为。禁止借婚姻索取财物。"


def by_styles():
    """Made with styles, Word's numbering, and a law pasted in full."""
    return word(
        p("彩礼给了八万八，没领证能要回来吗？", style="a3", centre=True),
        p("案情简介", style="1"),
        p(STORY),
        p("法条链接", style="1"),
        p("《中华人民共和国民法典》第一千零四十二条　" + LAW_1042),
        p("法律分析", style="1"),
        p("彩礼不是白给的，", run("没领证", bold=True), "一般要退。"),
        p("处理结果", style="1"),
        p("陈家退了八万。"),
        p("怎么办", style="1"),
        p("先把证据找齐：转账记录、微信聊天。", number=1),
        p("请人调解。村里的调解委员会不收钱。", number=1),
        p("谈不拢就打官司", number=1),
        p("需要准备的材料", style="1"),
        p("身份证", number=2),
        p("转账记录、取款单", number=2),
        p("联系方式", style="1"),
        p("法律服务热线：12348（全天）"),
        p("永定区司法局 0744-8222148"),
        p("温馨提示", style="1"),
        p("打官司一般要在三年之内。"),
    )


def by_hand():
    """Made by hand in WPS: bold centred lines, typed numbers, full-width spaces, soft breaks."""
    return word(
        p("以案释法", centre=True, bold=True, size=16),
        p("老板跑了，工钱找谁要？", centre=True, bold=True, size=22),
        p("作者：张某　　湖南某律师事务所", centre=True),
        p("一、案情简介", bold=True),
        p("　　老王在工地干了三个月，老板没给一分钱。\n　　老王找到村里的法律顾问。"),
        p("二、法律分析", bold=True),
        p("　　根据《民法典》第1042条的规定，不能这样做。"),
        p("三、处理结果", bold=True),
        p("　　老板补发了工钱。"),
        p("四、律师建议", bold=True),
        p("　　（1）保留证据。考勤、聊天记录都算。"),
        p("　　（2）去劳动监察大队投诉。"),
        p("　　（3）申请仲裁，期限是一年。"),
    )
