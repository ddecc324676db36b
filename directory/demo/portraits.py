"""Drawn portraits of the invented advisers: flat head and shoulders, the same every time.

Nobody real is shown. Everything is drawn at twice the size and scaled down, which smooths edges.
"""

import io

from PIL import Image, ImageDraw

from directory.demo.chance import chance
from directory.demo.hair import HAIR, hair_behind
from directory.demo.paint import SCALE, SIZE, Pen, blend, darker

PAPERS = ["#ece5d8", "#dfe6e2", "#e6e0ea", "#f0e2d4", "#dde5ec", "#e9e6d2", "#e3e8dc"]
HILLS = ["#cfd9d6", "#d6cdbd", "#cbd3dc", "#dacdbf"]
SKINS = ["#f3d3b8", "#ecc4a2", "#e5b791", "#d9a67e", "#f6dac4"]
BLACK_HAIR = ["#23211f", "#2e2825", "#1f242b", "#3a2c25"]
GREY_HAIR = ["#8c8a88", "#a5a29e", "#6f6d6b", "#b9b6b2"]
SUITS = ["#24394d", "#3a4148", "#0f4c5c", "#4d3b3a", "#2f4a3d", "#54515f"]
BLOUSES = ["#7d3f47", "#33596b", "#5a6b4a", "#6a5482", "#a86a4a", "#2f5f5a", "#45506b"]
SHIRTS = ["#fbfaf7", "#dfe9f1", "#f3ead9", "#e9e3ee"]
TIES = ["#8a2f2b", "#1f4f63", "#6b5a1f", "#3f4a6b"]

MEN = ["parted", "crew", "combed", "crew", "fringe"]
OLD_MEN = ["receding", "bald", "parted", "combed"]
WOMEN = ["bob", "long", "bun", "ponytail", "short"]
OLD_WOMEN = ["short", "bun", "waves", "bob"]


def draw(key, sex, age):
    """Return the portrait of adviser ``key`` ("m" or "f", age in years) as bytes of a JPEG."""
    pick = chance(f"portrait {key}")
    side = SIZE * SCALE
    image = Image.new("RGB", (side, side), pick.choice(PAPERS))
    pen = Pen(ImageDraw.Draw(image))
    look = _look(pick, sex, age)
    _hills(pen, pick)
    hair_behind(pen, look)
    _shoulders(pen, look)
    _neck(pen, look)
    _ears(pen, look)
    _head(pen, look)
    HAIR[look["hair_style"]](pen, look)
    _face(pen, look)
    if look["glasses"]:
        _glasses(pen, look)
    small = image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    small.save(file, "JPEG", quality=88)
    return file.getvalue()


def _look(pick, sex, age):
    old = age >= 56
    styles = {"m": OLD_MEN if age >= 52 else MEN, "f": OLD_WOMEN if old else WOMEN}[sex]
    grey = age >= 60 or (old and pick.random() < 0.6)
    skin = pick.choice(SKINS)
    return {
        "sex": sex,
        "age": age,
        "skin": skin,
        "shade": darker(skin, 0.88),
        "hair": pick.choice(GREY_HAIR if grey else BLACK_HAIR),
        "hair_style": pick.choice(styles),
        "width": pick.uniform(15.2, 17.4) - (0.6 if sex == "f" else 0),
        "height": pick.uniform(19.2, 21.0),
        "suit": pick.choice(SUITS if sex == "m" else SUITS + BLOUSES),
        "shirt": pick.choice(SHIRTS),
        "tie": pick.choice(TIES),
        "clothes": pick.choice(["suit", "suit", "jacket", "knit"]),
        "glasses": pick.random() < (0.5 if old else 0.32),
        "frame": pick.choice(["#3a3a3a", "#5b4636", "#2d4350"]),
        "brow": pick.uniform(0.9, 1.4),
        "smile": pick.uniform(3.6, 5.0),
        "side": pick.choice([-1, 1]),
    }


def _hills(pen, pick):
    """The county's sandstone pillars, far away."""
    colour = pick.choice(HILLS)
    left = pick.uniform(2, 10)
    while left < 92:
        width = pick.uniform(6, 12)
        top = pick.uniform(46, 68)
        pen.block(left, top, left + width, 110, 2.5, colour)
        left += width + pick.uniform(2, 11)


def _shoulders(pen, look):
    broad = 36 if look["sex"] == "m" else 31
    pen.block(50 - broad, 75, 50 + broad, 130, 15, look["suit"])
    CLOTHES[look["clothes"]](pen, look)


def _suit(pen, look):
    lapel = darker(look["suit"], 0.78)
    pen.shape([(38.5, 75), (61.5, 75), (50, 101)], look["shirt"])
    if look["sex"] == "m" and look["age"] > 33:
        pen.shape([(48.2, 82), (51.8, 82), (53.2, 101), (46.8, 101)], look["tie"])
        pen.shape([(47, 79.5), (53, 79.5), (51.6, 83), (48.4, 83)], look["tie"])
    pen.shape([(38.5, 74.5), (33, 80), (36.5, 86), (49.5, 102), (41, 84)], lapel)
    pen.shape([(61.5, 74.5), (67, 80), (63.5, 86), (50.5, 102), (59, 84)], lapel)
    pen.shape([(42.5, 73), (39, 78.5), (46.5, 83.5), (50, 79.5)], darker(look["shirt"], 0.95))
    pen.shape([(57.5, 73), (61, 78.5), (53.5, 83.5), (50, 79.5)], darker(look["shirt"], 0.95))


def _jacket(pen, look):
    dark = darker(look["suit"], 0.75)
    pen.line([(50, 78), (50, 101)], dark, 0.7)
    pen.shape([(41, 73), (36, 78), (46, 84), (50, 79)], dark)
    pen.shape([(59, 73), (64, 78), (54, 84), (50, 79)], dark)
    for y in (88, 95):
        pen.oval(52.4, y, 0.9, 0.9, look["shirt"])


def _knit(pen, look):
    pen.oval(50, 76, 11.5, 6.5, darker(look["suit"], 0.8))
    pen.oval(50, 74.6, 9.8, 5.2, look["shirt"])


def _neck(pen, look):
    narrow = 6.2 if look["sex"] == "m" else 5.2
    pen.block(50 - narrow, 58, 50 + narrow, 77, 4.5, look["shade"])
    pen.oval(50, 75.2, narrow, 3.2, look["shade"])


def _ears(pen, look):
    for side in (-1, 1):
        x = 50 + side * (look["width"] + 0.2)
        pen.oval(x, 47.5, 2.6, 3.8, look["skin"])
        pen.oval(x, 47.7, 1.2, 2.1, look["shade"])


def _head(pen, look):
    width, height = look["width"], look["height"]
    pen.oval(50, 43, width, height * 0.86, look["skin"])
    pen.oval(50, 49.5, width * 0.86, height * 0.86, look["skin"])


def _face(pen, look):
    ink = "#33302d"
    for side in (-1, 1):
        x = 50 + side * 6.6
        pen.oval(x, 47, 1.25, 1.5, ink)
        pen.oval(x + 0.4, 46.5, 0.4, 0.4, "#ffffff")
        brow = darker(look["hair"], 0.9)
        pen.arc(x, 44.6, 3.2, 2.6, (205, 335), brow, look["brow"])
        blush = blend(look["skin"], "#d9806a", 0.22)
        pen.oval(50 + side * 9.3, 53.2, 2.6, 1.7, blush)
        if look["age"] >= 55:
            pen.arc(50 + side * 5.4, 54.6, 2.6, 5.2, _fold(side), look["shade"], 0.55)
    pen.arc(50.2, 51.2, 2.0, 1.7, (20, 160), look["shade"], 0.8)
    colour = "#b5655a" if look["sex"] == "f" else "#a3685a"
    pen.arc(50, 54.6, look["smile"], 3.4, (25, 155), colour, 1.0)


def _fold(side):
    return (300, 20) if side > 0 else (160, 240)


def _glasses(pen, look):
    for side in (-1, 1):
        pen.ring(50 + side * 6.8, 47.2, 4.7, 4.1, look["frame"], 0.65)
        outer = 50 + side * (look["width"] - 0.4)
        pen.line([(50 + side * 11.4, 46.6), (outer, 46)], look["frame"], 0.6)
    pen.arc(50, 47, 2.3, 1.4, (190, 350), look["frame"], 0.65)


CLOTHES = {"suit": _suit, "jacket": _jacket, "knit": _knit}
