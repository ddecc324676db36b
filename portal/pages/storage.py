"""Static files with content hashes in their names; our own CSS and JS in one file each."""

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import brotli
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

STYLES = "portal/css/portal.css"
SCRIPTS = "portal/js/portal.js"
COMPRESSED = (".css", ".js", ".svg")
_IMPORT_CSS = re.compile(r'@import url\("(?P<part>[^"]+)"\)[^;]*;\n?')
_IMPORT_JS = re.compile(r'import "\./(?P<part>[^"]+)";\n?')
_LAYERS = re.compile(r"@layer [^;{]+;\n?")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
Reader = Callable[[str], str]


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

    def _join(self, name: str, join: Callable[[str, Reader], str], paths: dict) -> None:
        """Write the joined file over the collected copy. The parts are read where they come from:
        the copy may be what an earlier run joined.
        """
        if name not in paths:
            return

        def read(part: str) -> str:
            storage, path = paths[part]
            with storage.open(path) as file:
                return file.read().decode()

        joined = join(name, read)
        self.delete(name)
        self._save(name, ContentFile(joined.encode()))  # type: ignore[attr-defined]  # not in stubs
        paths[name] = (self, name)

    def _compress(self, hashed_name: str) -> None:
        path = Path(self.path(hashed_name))
        if path.suffix not in COMPRESSED:
            return
        content = path.read_bytes()
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(content))


def join_styles(name: str, read: Reader) -> str:
    """The style sheet ``name`` with its imports in place, without layers and comments.

    Its parts may name no other file with ``url()``: the address would be wrong after joining.
    """
    folder = name.rpartition("/")[0]
    plain = _LAYERS.sub("", read(name))
    text = _IMPORT_CSS.sub(lambda match: read(f"{folder}/{match['part']}"), plain)
    return re.sub(r"\s*\n\s*", "\n", _COMMENT.sub("", text)).strip() + "\n"


def join_scripts(name: str, read: Reader) -> str:
    """The module ``name`` with its imports in place, each in a block of its own."""
    folder = name.rpartition("/")[0]
    text = _IMPORT_JS.sub(
        lambda match: "{\n" + read(f"{folder}/{match['part']}") + "}\n", read(name)
    )
    return re.sub(r"\n\s*", "\n", _COMMENT.sub("", text)).strip() + "\n"
