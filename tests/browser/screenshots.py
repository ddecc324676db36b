"""Photograph every page as phone, desk and elder phone; lay the pictures out on contact sheets.

Started by ``script/screenshots``. Each page is kept whole as ``<view>/<page>.png``; the sheets
``phone.png``, ``desk.png`` and ``elder.png`` show the upper part of all of them side by side.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.browser import chromium, pages, running, walks

INK, PAPER = "#1b1f24", "#c9c9c4"
GAP, LABEL = 16, 26
LOOSEN = "document.querySelectorAll('.bottom-bar').forEach((e) => (e.style.position = 'static'))"


@dataclass(frozen=True)
class View:
    """A kind of visitor; the sheet shows ``height`` px of each page, ``across`` pages a row."""

    name: str
    size: dict
    elder: bool
    height: int
    scale: float
    across: int


VIEWS = (
    View("phone", chromium.PHONE, elder=False, height=1300, scale=0.75, across=8),
    View("desk", chromium.DESK, elder=False, height=1100, scale=0.4, across=5),
    View("elder", chromium.PHONE, elder=True, height=1300, scale=0.75, across=8),
)


def photograph(browser, portal, view, folder):
    """Take every page of ``view``; return ``{name: file}`` in the order of a visit."""
    taken = {}
    with (
        chromium.visitor(browser, portal, size=view.size, elder=view.elder) as villager,
        chromium.visitor(browser, portal, size=view.size, elder=view.elder) as adviser,
    ):
        phone, desk = villager.new_page(), adviser.new_page()

        def take(page, name):
            taken[name] = folder / f"{name}.png"
            page.evaluate(LOOSEN)  # else it lies across the middle of a tall picture
            page.screenshot(path=taken[name], full_page=True)

        for name, path in pages.addresses(portal).items():
            phone.goto(path, wait_until="networkidle")
            take(phone, name)
        for page, name in _walk(phone, desk, view):
            take(page, name)
    return taken


def _walk(phone, desk, view):
    case = walks.Case(village=walks.village_of_adviser(desk))
    case.words = f"照相（{view.name}）：{walks.QUESTION}"
    desk.context.clear_cookies(name="sessionid")
    legs = [(phone, walks.ask), (phone, walks.look_up), (desk, walks.answer), (phone, walks.close)]
    for page, leg in legs:
        for name in leg(page, case):
            yield page, name


def contact_sheet(taken, view, target):
    """Lay the upper part of every picture out on one sheet, each with its name."""
    width = int(view.size["width"] * view.scale)
    height = int(view.height * view.scale)
    rows = -(-len(taken) // view.across)
    sheet = Image.new(
        "RGB",
        (GAP + view.across * (width + GAP), GAP + rows * (height + LABEL + GAP)),
        PAPER,
    )
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=17)
    for index, (name, file) in enumerate(taken.items()):
        row, column = divmod(index, view.across)
        corner = (GAP + column * (width + GAP), GAP + row * (height + LABEL + GAP))
        pen.text(corner, name, fill=INK, font=font)
        with Image.open(file) as page:
            part = page.convert("RGB").crop((0, 0, page.width, min(page.height, view.height)))
        small = part.resize(
            (width, int(part.height * width / part.width)), Image.Resampling.LANCZOS
        )
        sheet.paste(small, (corner[0], corner[1] + LABEL))
    sheet.save(target)


def everything(portal, folder):
    """All views of the portal at the address ``portal``; give the sheets as they are done."""
    with chromium.launched() as browser:
        for view in VIEWS:
            pictures = folder / view.name
            pictures.mkdir(parents=True, exist_ok=True)
            taken = photograph(browser, portal, view, pictures)
            sheet = folder / f"{view.name}.png"
            contact_sheet(taken, view, sheet)
            yield sheet, len(taken)


def main(folder, portal=None):
    """Photograph the portal at ``portal``, or one with the demo county started for it."""
    target = Path(folder)
    if portal:
        _report(everything(portal, target))
        return
    with tempfile.TemporaryDirectory() as var:
        running.prepare(Path(var))
        with running.running(Path(var)) as address:
            _report(everything(address, target))


def _report(sheets):
    for sheet, pictures in sheets:
        sys.stdout.write(f"{sheet}  {pictures} pages\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
