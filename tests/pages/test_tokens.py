"""Every pair of colours is readable: 4.5 at least, 7 in 长辈版; by day and in the dark."""

import re
from pathlib import Path

import pytest

from portal import pages

CSS = Path(pages.__file__).parents[1] / "static" / "portal" / "css"
TEXT_ON = {
    "paper": ["ink", "ink-soft", "main", "main-deep", "urgent", "honour", "done"],
    "sunk": ["ink", "ink-soft", "main"],
    "main-tint": ["ink", "main", "ink-soft"],
    "honour-tint": ["ink", "honour"],
    "urgent-tint": ["ink", "urgent", "main"],
    "done-tint": ["ink", "done", "main"],
    "main-fill": ["on-main", "on-main-soft"],
    "sky": ["ink", "ink-soft", "main"],
    "mark": ["ink"],
}
CONTROLS_ON_PAPER = ["rule-strong", "main", "urgent", "focus"]
OF_ONE_SHEET = {"poster.css": {"--u"}}  # the unit of length of a sheet of paper
LOOKS = ["day", "dark", "elder day", "elder dark"]


def declared(block):
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))


def tokens(look):
    """The colours of a look: later blocks lay themselves over earlier ones, as in a browser."""
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    found = {}
    for dark, elder, block in blocks(text):
        if (not dark or "dark" in look) and (not elder or "elder" in look):
            found |= declared(block)
    return found


def blocks(text):
    for match in re.finditer(r"(?P<selector>:root[\w.]*) \{(?P<block>[^}]*)\}", text):
        before = text[: match.start()]
        media = before.rsplit("@media", 1)[-1]
        inside = "@media" in before and media.count("{") > media.count("}")
        dark = inside and "prefers-color-scheme: dark" in media
        yield dark, ".elder" in match["selector"], match["block"]


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") < 4.5 < contrast("#767676", "#ffffff")


@pytest.mark.parametrize("look", LOOKS)
def test_text_is_readable(look):
    colours = tokens(look)
    floor = 7 if "elder" in look else 4.5
    faint = {
        f"{text} on {ground}": round(contrast(colours[text], colours[ground]), 2)
        for ground, texts in TEXT_ON.items()
        for text in texts
        if contrast(colours[text], colours[ground]) < floor
    }
    assert faint == {}


@pytest.mark.parametrize("look", LOOKS)
def test_controls_stand_out(look):
    colours = tokens(look)
    for name in CONTROLS_ON_PAPER:
        assert contrast(colours[name], colours["paper"]) >= 3, name


def test_every_look_differs():
    assert len({tokens(look)["ink"] + tokens(look)["main"] for look in LOOKS}) == 4


def test_raw_colours_stand_in_tokens_only():
    for path in [*CSS.glob("*.css"), *CSS.glob("components/*.css")]:
        if path.name in {"tokens.css", "print.css", "admin.css"}:
            continue
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", text), path.name


def test_every_token_used_is_declared():
    declared_names = set(re.findall(r"(--[\w-]+):", (CSS / "tokens.css").read_text("utf-8")))
    for path in [*CSS.glob("*.css"), *CSS.glob("components/*.css")]:
        used = set(re.findall(r"var\((--[\w-]+)", path.read_text("utf-8")))
        assert used <= declared_names | OF_ONE_SHEET.get(path.name, set()), path.name


def test_every_component_sheet_is_published():
    entry = (CSS / "portal.css").read_text("utf-8")
    for path in CSS.glob("components/*.css"):
        assert f'url("components/{path.name}")' in entry, path.name


def test_what_needs_a_script_is_hidden_whatever_its_class():
    base = (CSS / "base.css").read_text("utf-8")
    assert re.search(r"\[hidden\] \{\s*display: none !important;", base)
