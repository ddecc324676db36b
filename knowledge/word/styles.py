"""Bring what styles and numbering say to the paragraphs themselves, for mammoth knows names only.

A heading is one by its outline level, by the style that its own one is based on, or because a list
numbers the parts of the case. Bold, centred and large letters may also come from the style.
"""

from dataclasses import dataclass

from knowledge.word.headings import section_of
from knowledge.word.names import make, q, text_of
from knowledge.word.numbering import Numbering, place_of, value
from knowledge.word.reading import CONTENTS_STYLE, HEADING_STYLE, TITLE_STYLE

HEADINGS = 9
LONGEST = 60  # signs: an outline level on more than that is a slip of the mouse
BASES = 10  # styles based on one another, at most
PARTS = 3  # parts of a case that a list numbers, at least, when it is a list of headings
OWN = "portal-heading-"


@dataclass
class Look:
    """How a style looks; None and 0 where neither it nor what it is based on says so."""

    level: int | None = None
    is_bold: bool = False
    is_centred: bool = False
    size: str = ""


class Styles:
    """The looks of the paragraph styles in ``root``, the part styles.xml, and lists without signs.

    ``root`` gets a style of our own for each level of heading.
    """

    def __init__(self, root, numbering=None):
        self._nodes = {node.get(q("w:styleId")): node for node in root.findall(q("w:style"))}
        self._looks: dict[str | None, Look] = {}
        self._numbering = Numbering(numbering)
        for level in range(1, HEADINGS + 1):
            name = make("w:name", w_val=f"heading {level}")
            style = make("w:style", name, w_type="paragraph", w_styleId=f"{OWN}{level}")
            root.append(style)

    def spell_out(self, body) -> None:
        """Change the paragraphs below ``body`` in place."""
        paragraphs = list(body.iter(q("w:p")))
        headings = _numbered_headings(paragraphs)
        for paragraph in paragraphs:
            about = paragraph.find(q("w:pPr"))
            if about is None:
                continue
            look = self._look_of(about)
            if id(paragraph) in headings:
                look.level = 0
            self._number(paragraph, about, id(paragraph) in headings)
            _dress(paragraph, about, look)

    def _number(self, paragraph, about, is_heading):
        """Type the Chinese number of an item; like a heading and an item without a sign it is
        no item of a list then.
        """
        place = place_of(about)
        if place is None:
            return
        sign = self._numbering.sign(place)
        if sign or is_heading or self._numbering.is_unmarked(place):
            about.remove(about.find(q("w:numPr")))
        if sign and text_of(paragraph):
            words = make("w:t")
            words.text = sign
            paragraph.insert(1, make("w:r", words))

    def _look_of(self, about):
        """The look of a paragraph by its style and its own outline level, a copy."""
        style = self.look(value(about, "w:pStyle"))
        own = _level(about)
        is_set = own is not None and style.level != HEADINGS
        level = own if is_set else style.level
        return Look(level, style.is_bold, style.is_centred, style.size)

    def look(self, name, left=BASES) -> Look:
        """Return the look of the style ``name`` with what it takes over from its base."""
        if name not in self._looks:
            node = self._nodes.get(name)
            self._looks[name] = Look() if node is None or not left else self._read(node, left)
        return self._looks[name]

    def _read(self, node, left):
        base = self.look(value(node, "w:basedOn"), left - 1)
        about, letters = node.find(q("w:pPr")), node.find(q("w:rPr"))
        level = _level_of_style(node, about)
        bold = _is_on(letters, "w:b")
        return Look(
            level=base.level if level is None else level,
            is_bold=base.is_bold if bold is None else bold,
            is_centred=(value(about, "w:jc") or "center" * base.is_centred) == "center",
            size=value(letters, "w:sz") or base.size,
        )


def _level_of_style(node, about):
    """The level that a style has itself; one for titles or contents is no heading."""
    name = value(node, "w:name")
    if TITLE_STYLE.match(name) or CONTENTS_STYLE.match(name):
        return HEADINGS
    found = HEADING_STYLE.match(name)
    return int(found[1]) - 1 if found else _level(about)


def _dress(paragraph, about, look):
    name = about.find(q("w:pStyle"))
    if look.level is not None and 0 <= look.level < HEADINGS and _may_head(paragraph):
        if name is None:
            name = make("w:pStyle")
            about.insert(0, name)
        name.set(q("w:val"), f"{OWN}{look.level + 1}")
    if look.is_centred and about.find(q("w:jc")) is None:
        about.append(make("w:jc", w_val="center"))
    for run in paragraph.iter(q("w:r")):
        letters = run.find(q("w:rPr"))
        if letters is None:
            letters = make("w:rPr")
            run.insert(0, letters)
        if look.is_bold and letters.find(q("w:b")) is None:
            letters.append(make("w:b"))
        if look.size and letters.find(q("w:sz")) is None:
            letters.append(make("w:sz", w_val=look.size))


def _may_head(paragraph):
    text = text_of(paragraph)
    return len(text) <= LONGEST and not text.endswith("。")


def _numbered_headings(paragraphs):
    """Outermost items, by identity, of lists that number at least ``PARTS`` parts of a case."""
    lists: dict[str, list] = {}
    for paragraph in paragraphs:
        about = paragraph.find(q("w:pPr"))
        found = place_of(about) if about is not None else None
        if found and found[1] == "0":
            lists.setdefault(found[0], []).append(paragraph)
    headings = set()
    for rows in lists.values():
        if len({section_of(text_of(row)) for row in rows} - {""}) >= PARTS:
            headings |= {id(row) for row in rows if _may_head(row)}
    return headings


def _level(about):
    text = value(about, "w:outlineLvl")
    return int(text) if text.isdigit() else None


def _is_on(letters, name):
    """Whether a look is set: None when nothing is said."""
    child = letters.find(q(name)) if letters is not None else None
    return None if child is None else child.get(q("w:val")) not in ("0", "false", "off")
