"""Names of WordprocessingML, one spelling for the transitional and the strict standard."""

from xml.etree import ElementTree

STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}


def q(name: str) -> str:
    """Return the full name of ``w:p``."""
    space, _colon, local = name.partition(":")
    return f"{{{SPACES[space]}}}{local}"


def local(element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def make(name: str, *children, **attributes):
    """Return a new element with these children; attributes are written ``r_embed``."""
    element = ElementTree.Element(q(name))
    for key, value in attributes.items():
        element.set(q(key.replace("_", ":")) if "_" in key else key, value)
    element.extend(children)
    return element


def parse(content: bytes):
    """Return the root of a part that ``safety.check`` has let in."""
    root = ElementTree.fromstring(content)  # noqa: S314 parts with a document type are refused
    plain = ElementTree.tostring(root, encoding="utf-8")
    if b"purl.oclc.org/ooxml" not in plain:
        return root
    for strict, usual in STRICT.items():
        plain = plain.replace(strict, usual)
    return ElementTree.fromstring(plain)  # noqa: S314 as above


SEPARATORS = {
    q(f"w:{name}") for name in ("tab", "br", "cr", "footnoteReference", "endnoteReference")
}


def text_of(element) -> str:
    """Return the words below ``element``, a line for each paragraph, also one inside another."""
    lines: list[list[str]] = [[]]
    _collect(element, lines, lines[0])
    whole = ("".join(line).strip() for line in lines)
    return "\n".join(line for line in whole if line)


def _collect(element, lines, words):
    if element.tag == q("w:p"):
        words = []
        lines.append(words)
    elif element.tag in (q("w:t"), q("w:delText"), q("m:t"), q("a:t")):
        words.append(element.text or "")
    elif element.tag in SEPARATORS:
        words.append(" ")
    for child in element:
        _collect(child, lines, words)
