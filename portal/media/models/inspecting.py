"""Documents are let in by what they contain, not by their name."""

import zipfile
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
TEXT = ("txt", "csv")
SOUND = ("mp3", "m4a")
EXTENSIONS = ("pdf", *OFFICE, *TEXT, *SOUND)
WHERE = b"\xa9xyz"  # the part of an MP4 file in which a phone writes down where it was recorded
MACROS = ("vbaproject.bin", "vbadata.xml")


def inspect(file: File) -> None:
    """Raise ``ValidationError`` unless ``file`` is a PDF, a Word, Excel or PowerPoint file without
    macros, plain text or a recording, and its name says so. At most 20 MB, unpacked 200 MB.
    A recording that tells where it was made is refused.
    """
    extension = PurePath(file.name or "").suffix.lower().removeprefix(".")
    if extension not in EXTENSIONS:
        message = _("Only these kinds of files can be published: %(kinds)s.")
        raise ValidationError(message, code="kind", params={"kinds": ", ".join(EXTENSIONS)})
    if file.size > MAX_BYTES:
        raise ValidationError(_("This file is larger than 20 MB."), code="too_large")
    if not _is_what_it_says(file, extension):
        message = _("The content of this file is not what its name says, or it contains macros.")
        raise ValidationError(message, code="content")


def _is_what_it_says(file, extension):
    file.seek(0)
    try:
        if extension == "pdf":
            return file.read(5) == b"%PDF-"
        if extension in TEXT:
            return _is_text(file.read())
        if extension in SOUND:
            return _is_sound(file.read(), extension)
        return _is_office(file, OFFICE[extension])
    finally:
        file.seek(0)


def _is_text(content):
    if b"\0" in content:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _is_sound(content, extension):
    if extension == "mp3":
        is_frame = content[:1] == b"\xff" and content[1:2] >= b"\xe0"
        return content.startswith(b"ID3") or is_frame
    return content[4:8] == b"ftyp" and b"moov" in content and WHERE not in content


def _is_office(file, folder):
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        return False
    names = [entry.filename.lower() for entry in entries]
    return (
        "[content_types].xml" in names
        and any(name.startswith(folder) for name in names)
        and not any(name.endswith(MACROS) for name in names)
        and sum(entry.file_size for entry in entries) <= MAX_UNPACKED
    )
