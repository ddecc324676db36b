"""A Chinese font of this machine; the portal ships none."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
# In the order we like them; a collection holds one face for each region.
FILES = (
    "NotoSansCJK-Bold.ttc",
    "NotoSansCJKsc-Bold.otf",
    "NotoSansSC-Bold.otf",
    "SourceHanSansSC-Bold.otf",
    "NotoSansCJK-Regular.ttc",
    "wqy-zenhei.ttc",
    "wqy-microhei.ttc",
    "DroidSansFallbackFull.ttf",
    "PingFang.ttc",
)
FACES = 10  # as many as any of these collections holds


class NoFontError(LookupError):
    """This machine has no font with Chinese characters: nothing can be written on a picture."""


def font(size: int) -> ImageFont.FreeTypeFont:
    """Return a bold Chinese font of ``size`` pixels; raise ``NoFontError`` when there is none."""
    path, index = _found(FOLDERS)
    return ImageFont.truetype(path, size, index=index)


@lru_cache
def _found(folders: tuple[str, ...]) -> tuple[str, int]:
    for path in _files(folders):
        for index in range(FACES):
            try:
                family, _style = ImageFont.truetype(path, 20, index=index).getname()
            except OSError:
                break
            if "SC" in (family or "").split() or (index == 0 and path.suffix != ".ttc"):
                return str(path), index
        else:
            return str(path), 0
        if path.name.startswith("wqy"):
            return str(path), 0
    raise NoFontError("Install a Chinese font, for example fonts-noto-cjk.")


def _files(folders: tuple[str, ...]) -> Iterator[Path]:
    """Files with a name of ``FILES`` below ``folders``, the one we like best first."""
    found = {path.name: path for folder in folders for path in Path(folder).rglob("*.[to]t[cf]")}
    return (found[name] for name in FILES if name in found)
