"""Is it a Word file that may be opened? Decided by content before anything reads its XML."""

import io
import zipfile
from xml.parsers import expat

from django.utils.translation import gettext as _

from knowledge.word.draft import WordFileError

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 120 * 1024 * 1024
MAX_XML = 24 * 1024 * 1024
MAX_ENTRIES = 2000
MAX_DEPTH = 150
MAX_ELEMENTS = 250_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
XML_KINDS = (".xml", ".rels")


def check(content: bytes) -> None:
    """Raise ``WordFileError`` unless ``content`` is a Word file (.docx) that is safe to read."""
    if not content:
        raise WordFileError(_("This file is empty. Open it in Word, look and save it again."))
    if len(content) > MAX_BYTES:
        raise too_large()
    if not content.startswith(ZIP):
        raise WordFileError(_what_else(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive)
            _check_kind(archive)
            _check_parts(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise WordFileError(_damaged()) from error
    except RuntimeError as error:  # what zipfile says of an encrypted entry
        raise WordFileError(_locked()) from error


def too_large() -> WordFileError:
    """Return the refusal of a file of more than ``MAX_BYTES``."""
    return WordFileError(
        _("This file is larger than 10 MB. Make its pictures smaller in Word and try again.")
    )


def _damaged():
    return _("This file is damaged. Open it in Word, save it again as .docx and try once more.")


def _locked():
    return _("This file is locked with a password. Take the password off in Word and save it.")


def _what_else(content):
    """Say what the file is instead, by how it begins."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return _locked()
        return _("This is an old Word or WPS file. Open it and save it as .docx.")
    kinds = [
        (b"%pdf", _("This is a PDF. Open the Word file it was made from, or copy the words over.")),
        (b"{\\rtf", _("This is an RTF file. Open it in Word and save it as .docx.")),
        (b"<!doctype html", _("This is a web page. Open it in Word and save it as .docx.")),
        (b"<html", _("This is a web page. Open it in Word and save it as .docx.")),
        (b"mime-version", _("This is a web page. Open it in Word and save it as .docx.")),
        (b"<?xml", _("This is an XML file. Open it in Word and save it as .docx.")),
    ]
    for start, sentence in kinds:
        if head.startswith(start):
            return sentence
    return _("This is not a Word file. Open it in Word and save it as .docx.")


def _check_entries(archive):
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if entry.filename.endswith(XML_KINDS))
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or xml > MAX_XML:
        raise WordFileError(
            _("Unpacked, this file is far too large for an article. It is not opened.")
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise WordFileError(_locked())


def _check_kind(archive):
    names = {name.lower() for name in archive.namelist()}
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names) or (
        "[content_types].xml" in names
        and b"macroenabled" in archive.read("[Content_Types].xml").lower()
    ):
        raise WordFileError(_("This file contains macros. Save it as .docx without macros."))
    others = {"xl/": "Excel", "ppt/": "PowerPoint", "content.xml": "OpenDocument"}
    for start, program in others.items():
        if any(name.startswith(start) for name in names):
            raise WordFileError(
                _("This is a file of %(program)s. Open it in Word and save it as .docx.")
                % {"program": program}
            )
    if "[content_types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise WordFileError(_("This is not a Word file. Open it in Word and save it as .docx."))


def _check_parts(archive):
    for entry in archive.infolist():
        if entry.filename.lower().endswith(XML_KINDS):
            _check_xml(archive.read(entry))


def _check_xml(content):
    """No document type (entities, outside files), not too deep, not too many elements."""
    parser = expat.ParserCreate()
    counts = {"depth": 0, "all": 0}

    def opened(name, attributes):
        counts["depth"] += 1
        counts["all"] += 1
        if counts["depth"] > MAX_DEPTH or counts["all"] > MAX_ELEMENTS:
            raise WordFileError(_("This file is nested too deeply or too long to be an article."))

    def closed(name):
        counts["depth"] -= 1

    def declared(*anything):
        raise WordFileError(
            _("This file refers to things outside of it (DTD). Word never writes that: refused.")
        )

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise WordFileError(_damaged()) from error
