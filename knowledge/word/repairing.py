"""Bring a part of a Word file into the plain form that mammoth reads without losing words.

Text boxes and pictures stand in alternatives, groups and frames; simple fields, formulas and
pinyin wrap words. Deleted, hidden and struck words are taken out and kept aside.
"""

import re
from dataclasses import dataclass, field

from knowledge.word.names import local, make, q, text_of

UNWRAPPED = {"fldSimple", "dir", "bdo", "smartTag", "ruby", "rt", "rubyBase"}
RENAMED = {q("w:cr"): q("w:br"), q("w:ptab"): q("w:tab")}
LINK = re.compile(r'^(\s*HYPERLINK\s+)"([^"]*)".*$', re.S)


@dataclass
class Aside:
    """Words and things that do not go into the article by themselves."""

    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    inserted: int = 0
    objects: int = 0  # embedded files: Excel, PDF, formulas of old programs
    drawings: int = 0  # charts, diagrams and shapes without words
    crops: list[tuple] = field(default_factory=list)  # blip element, (left, top, right, bottom)


def repair(root) -> Aside:
    """Change the tree of a part in place; return what was put aside."""
    aside = Aside()
    _repair_children(root, aside)
    return aside


def _repair_children(parent, aside):
    kept = []
    for child in list(parent):
        kept.extend(_repaired(child, aside))
    parent[:] = kept


def _repaired(element, aside):
    """Return the elements that take the place of ``element``."""
    if element.tag == q("w:r") and _has_look(element, "vanish"):
        return _put_aside(element, aside.hidden)
    if element.tag == q("w:r") and (_has_look(element, "strike") or _has_look(element, "dstrike")):
        return _put_aside(element, aside.struck)
    return REPAIRS.get(element.tag, _plain)(element, aside)


def _plain(element, aside):
    name = local(element)
    aside.inserted += element.tag == q("w:ins") and len(element) > 0
    aside.objects += element.tag in (q("w:object"), q("w:altChunk"))
    element.tag = RENAMED.get(element.tag, element.tag)
    _repair_children(element, aside)
    if name == "rt":
        return []  # the pinyin above a word, not the word
    return list(element) if name in UNWRAPPED else [element]


def _control(element, aside):
    """What Word shows in a control that nobody filled in (点击此处输入) is not text."""
    about = element.find(q("w:sdtPr"))
    if about is not None and about.find(q("w:showingPlcHdr")) is not None:
        return []
    return _plain(element, aside)


def _field(element, aside):
    """Of a link only the address: mammoth takes what follows for a part of it."""
    element.text = LINK.sub(r'\1"\2" ', element.text or "")
    return [element]


def _deleted(element, aside):
    return _put_aside(element, aside.deleted)


def _moved(element, aside):
    return []  # the words stand where they went


def _formula(element, aside):
    words = make("w:t")
    words.text = text_of(element)
    return [make("w:r", words)]


def _put_aside(element, shelf):
    words = text_of(element)
    if words:
        shelf.append(words)
    return []


def _has_look(run, look):
    mark = run.find(f"{q('w:rPr')}/{q(f'w:{look}')}")
    return mark is not None and mark.get(q("w:val")) not in ("0", "false", "off")


def _alternative(element, aside):
    """Take the newer form when it holds words or a picture, else the older one."""
    forms = element.findall(q("mc:Choice")) + element.findall(q("mc:Fallback"))
    for form in forms:
        if any(node.tag in (q("w:t"), q("pic:pic"), q("v:imagedata")) for node in form.iter()):
            _repair_children(form, aside)
            return list(form)
    aside.drawings += bool(forms)
    return []


def _drawing(drawing, aside):
    """Return each picture in a frame of its own, then each text box."""
    about = next((node for node in drawing.iter(q("wp:docPr"))), None)
    words = dict(about.attrib) if about is not None else {}
    alt = {key: words[key] for key in ("descr", "title") if key in words}
    pictures = list(drawing.iter(q("pic:pic")))
    boxes = [box for box in drawing.iter(q("w:txbxContent")) if text_of(box)]
    for box in boxes:
        _repair_children(box, aside)
    for picture in pictures:
        _note_crop(picture, aside)
    aside.drawings += not pictures and not boxes
    return [_frame(picture, alt) for picture in pictures] + [
        make("w:pict", make("v:textbox", box)) for box in boxes
    ]


def _frame(picture, alt):
    graphic = make("a:graphic", make("a:graphicData", picture))
    return make("w:drawing", make("wp:inline", make("wp:docPr", **alt), graphic))


def _note_crop(picture, aside):
    cut = picture.find(f"{q('pic:blipFill')}/{q('a:srcRect')}")
    blip = picture.find(f"{q('pic:blipFill')}/{q('a:blip')}")
    if cut is None or blip is None:
        return
    sides = tuple(_share(cut.get(side, "0")) for side in ("l", "t", "r", "b"))
    if any(sides):
        aside.crops.append((blip, sides))


def _share(value):
    """Return 25000 or 25% as a share from 0 to 1."""
    try:
        share = float(value[:-1]) / 100 if value.endswith("%") else int(value) / 100_000
    except ValueError:
        return 0.0
    return min(max(share, 0.0), 1.0)


REPAIRS = {
    q("mc:AlternateContent"): _alternative,
    q("w:del"): _deleted,
    q("w:sdt"): _control,
    q("w:instrText"): _field,
    q("w:moveFrom"): _moved,
    q("w:drawing"): _drawing,
    q("m:oMath"): _formula,
    q("m:oMathPara"): _formula,
}
