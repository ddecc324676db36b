"""Open a Word file that was let in: one document that mammoth reads, and what stands beside it."""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

from knowledge.word.names import make, parse, q, text_of
from knowledge.word.pictures import usable
from knowledge.word.repairing import repair
from knowledge.word.styles import Styles

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CORE_TITLE = "{http://purl.org/dc/elements/1.1/}title"
BODIES = ("document", "footnotes", "endnotes", "comments")
KEPT_PARTS = ("styles", "numbering")


@dataclass
class Package:
    """``docx``: the file in the plain form. The rest: what the article does not hold by itself."""

    docx: bytes = b""
    title: str = ""
    body: str = ""  # all words of the document, footnotes and endnotes, a line each paragraph
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    inserted: int = 0
    objects: int = 0
    drawings: int = 0
    margins: list[str] = field(default_factory=list)  # headers and footers
    comments: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    linked: int = 0  # pictures that lie outside of the file or are missing in it
    pictures: int = 0


def open_package(content: bytes) -> Package:
    """Return the parts of the file; raises ``KeyError`` when there is no document in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        names = set(source.namelist())
        main = _main_part(source, names)
        folder = posixpath.dirname(main)
        package, out = Package(), io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            target.writestr("[Content_Types].xml", source.read("[Content_Types].xml"))
            kept = {part: _part(source, names, folder, part) for part in KEPT_PARTS}
            if kept["styles"] is None:
                kept["styles"] = make("w:styles")
            styles = Styles(kept["styles"], kept["numbering"])
            for part, root in kept.items():
                if root is not None:
                    target.writestr(f"word/{part}.xml", ElementTree.tostring(root))
            for part in BODIES:
                path = main if part == "document" else posixpath.join(folder, f"{part}.xml")
                if path in names:
                    _copy_body(source, target, path, f"word/{part}.xml", package, styles)
        package.docx = out.getvalue()
        _read_aside(source, names, folder, package)
    return package


def _part(source, names, folder, part):
    path = posixpath.join(folder, f"{part}.xml")
    return parse(source.read(path)) if path in names else None


def _main_part(source, names):
    for row in _relations(source, names, "_rels/.rels"):
        target = posixpath.normpath(row.get("Target", "").lstrip("/"))
        if row.get("Type", "").endswith("/officeDocument") and target in names:
            return target
    if "word/document.xml" not in names:
        raise KeyError("no document part")
    return "word/document.xml"


def _relations(source, names, path):
    return parse(source.read(path)).findall(RELATION) if path in names else []


def _copy_body(source, target, path, new_path, package, styles):
    names = set(source.namelist())
    folder, name = posixpath.split(path)
    rows = _relations(source, names, posixpath.join(folder, "_rels", f"{name}.rels"))
    root = parse(source.read(path))
    aside = repair(root)
    styles.spell_out(root)
    package.deleted += aside.deleted
    package.hidden += aside.hidden
    package.struck += aside.struck
    package.inserted += aside.inserted
    package.objects += aside.objects
    package.drawings += aside.drawings
    known = {row.get("Id"): row for row in rows}
    paths = _check_links(root, known, folder, names, package)
    crops = {id(blip): sides for blip, sides in aside.crops}
    used = _cut_pictures(root, paths, crops, package)
    _write_pictures(source, target, used)
    words = text_of(root)
    if name.startswith("comments"):
        package.comments += [text_of(row) for row in root.findall(q("w:comment")) if text_of(row)]
    else:
        package.body += words + "\n"
    target.writestr(new_path, ElementTree.tostring(root))
    target.writestr(f"word/_rels/{posixpath.basename(new_path)}.rels", _new_relations(known, used))


def _check_links(root, known, folder, names, package):
    """Take out references that lead nowhere or outside; return id → path of the pictures."""
    paths = {}
    for node in root.iter():
        if node.tag == q("w:hyperlink") and node.get(q("r:id")) not in known:
            node.attrib.pop(q("r:id"), None)
        keys = [key for key in (q("r:embed"), q("r:link"), q("r:id")) if key in node.attrib]
        if node.tag not in (q("a:blip"), q("v:imagedata")) or not keys:
            continue
        row = known.get(node.get(keys[0]))
        path = _inside(row, folder) if row is not None else ""
        if path in names:
            paths[node.get(keys[0])] = path
            node.attrib.pop(q("r:link"), None)
        else:
            package.linked += 1
            for key in keys:
                node.attrib.pop(key)
    return paths


def _inside(row, folder):
    """Return the path of a picture inside the file, or nothing for one that lies elsewhere."""
    if row.get("TargetMode") == "External":
        return ""
    target = row.get("Target", "")
    return posixpath.normpath(target.lstrip("/") if target[:1] == "/" else f"{folder}/{target}")


def _cut_pictures(root, paths, crops, package):
    """Give each use of a picture an id and a name of its own; return id → (path, name, cut)."""
    used = {}
    for node in root.iter():
        key = next((key for key in (q("r:embed"), q("r:id")) if key in node.attrib), None)
        if node.tag not in (q("a:blip"), q("v:imagedata")) or node.get(key) not in paths:
            continue
        path = paths[node.get(key)]
        package.pictures += 1
        new = f"media/picture{package.pictures}{posixpath.splitext(path)[1].lower()}"
        used[f"rPicture{package.pictures}"] = (path, new, crops.get(id(node)))
        node.set(key, f"rPicture{package.pictures}")
    return used


def _write_pictures(source, target, used):
    """What Word only hides beside a cut picture is left out: it may show who must not be seen."""
    for path, new, sides in used.values():
        content = source.read(path)
        target.writestr(f"word/{new}", (usable(content, sides) or b"") if sides else content)


def _new_relations(known, used):
    root = ElementTree.Element(f"{RELATION}s")
    for key, row in known.items():
        if row.get("Type", "").endswith("/hyperlink"):
            attributes = {"Id": key, "Type": row.get("Type"), "Target": row.get("Target", "")}
            ElementTree.SubElement(root, RELATION, attributes, TargetMode="External")
    for key, (_path, new, _sides) in used.items():
        ElementTree.SubElement(root, RELATION, {"Id": key, "Type": "image", "Target": new})
    return ElementTree.tostring(root)


def _read_aside(source, names, folder, package):
    for name in sorted(names):
        base = posixpath.basename(name)
        if posixpath.dirname(name) == folder and base.startswith(("header", "footer")):
            root = parse(source.read(name))
            package.margins += [words for words in [text_of(root)] if words]
        elif "/diagrams/data" in name or ("/charts/chart" in name and name.endswith(".xml")):
            package.diagrams += [words for words in [text_of(parse(source.read(name)))] if words]
    if "docProps/core.xml" in names:
        title = parse(source.read("docProps/core.xml")).find(CORE_TITLE)
        package.title = (title.text or "").strip() if title is not None else ""
