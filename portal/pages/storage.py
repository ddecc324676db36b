"""Static files with content hashes in their names; our own CSS and JS in one file each."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

STYLES = "portal/css/portal.css"
SCRIPTS = "portal/js/portal.js"
COMPRESSED = (".css", ".js", ".svg")
_IMPORT_CSS = re.compile(r'@import url\("(?P<name>[^"]+)"\)[^;]*;\n?')
_IMPORT_JS = re.compile(r'import "\./(?P<name>[^"]+)";\n?')
_LAYERS = re.compile(r"@layer [^;{]+;\n?")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(r'url\("(?!data:)(?P<name>[^"]+)"\)')


class BundledStaticFilesStorage(ManifestStaticFilesStorage):
    """Joins the imports of ``portal.css`` and ``portal.js``, then hashes, then compresses ours.

    A visit on a weak network pays for every request, so thirty small files for us become one for
    it. The layers are *not* kept: browsers before 2022 (the floor is Chrome 70 and iOS 12) drop
    the whole content of an ``@layer``. The order of the imports is the order of the layers and
    our selectors stay low and flat, so the plain order gives the same cascade. Each module is a
    block of its own in the joined script; modules therefore export nothing.

    Only ``portal/`` gets ``.gz`` and ``.br`` neighbours, which WhiteNoise serves as they are:
    compressing Wagtail's admin would cost 20 s of processor at every start for staff only.
    """

    def post_process(self, paths: dict, dry_run: bool = False, **options: Any) -> Iterator:
        """As Django does, on joined files; yields ``(name, hashed name, processed)``."""
        if not dry_run:
            self._join(STYLES, join_styles, paths)
            self._join(SCRIPTS, join_scripts, paths)
        for name, hashed_name, processed in super().post_process(paths, dry_run, **options):
            yield name, hashed_name, processed
            if not dry_run and name.startswith("portal/") and hashed_name:
                self._compress(hashed_name)

    def _join(self, name: str, join: Any, paths: dict) -> None:
        if name not in paths:
            return
        joined = join(Path(self.path(name)))
        self.delete(name)
        self._save(name, ContentFile(joined.encode()))
        paths[name] = (self, name)

    def _compress(self, hashed_name: str) -> None:
        path = Path(self.path(hashed_name))
        if path.suffix not in COMPRESSED:
            return
        content = path.read_bytes()
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(content))


def join_styles(entry: Path) -> str:
    """The style sheet with its imports in place, without layers and comments."""

    def content(match: re.Match) -> str:
        part = entry.parent / match["name"]
        depth = match["name"].count("/")
        return _URL.sub(
            lambda url: f'url("{url["name"][3 * depth :]}")' if depth else url[0],
            part.read_text(encoding="utf-8"),
        )

    text = _IMPORT_CSS.sub(content, _LAYERS.sub("", entry.read_text(encoding="utf-8")))
    return re.sub(r"\s*\n\s*", "\n", _COMMENT.sub("", text)).strip() + "\n"


def join_scripts(entry: Path) -> str:
    """The module with its imports in place, each in a block of its own."""

    def content(match: re.Match) -> str:
        return "{\n" + (entry.parent / match["name"]).read_text(encoding="utf-8") + "}\n"

    text = _IMPORT_JS.sub(content, entry.read_text(encoding="utf-8"))
    return re.sub(r"\n\s*", "\n", _COMMENT.sub("", text)).strip() + "\n"
