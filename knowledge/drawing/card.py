"""The share card (分享卡片): a case's question in large type above the county's pillars.

1200 × 900 pixels. Everything that matters lies in the square in the middle, because WeChat cuts
one out of it for the small picture beside a link.
"""

import io
from random import Random
from typing import NamedTuple

from PIL import Image, ImageDraw

from knowledge.drawing.fonts import font
from knowledge.drawing.lines import broken, clauses

WIDTH, HEIGHT = 1200, 900
EDGE = (WIDTH - HEIGHT) // 2 + 60  # of the square in the middle, with a margin
SCALE = 2  # drawn twice as large and made smaller: smooth edges
PAPER, SKY, INK, SOFT = "#fbfaf7", "#dfeae9", "#1b1f24", "#565e66"
MAIN, SEAL = "#0f4c5c", "#b3261e"
FAR, NEAR, TREES = "#cfdedc", "#a9c2c0", "#7fa3a0"
SIZES = (104, 96, 88, 80, 72, 64)  # of the title, the first in which its clauses have room
SMALL = (80, 72, 64, 56, 48, 40)  # of a title whose lines must end within a clause
TITLE_ROOM = (WIDTH - 2 * EDGE, 400)
GROUND = 800  # where the pillars stand


class Words(NamedTuple):
    """What is written: the question, its topic, whose portal it is."""

    title: str
    topic: str
    site: str
    county: str


def draw_card(words: Words) -> bytes:
    """Return the card as JPEG, the same for the same words; raises ``NoFontError``."""
    picture = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
    pen = ImageDraw.Draw(picture)
    _sky(pen)
    _pillars(pen, Random(words.title))  # noqa: S311  # a landscape, not a secret
    _topic(pen, words.topic)
    _title(pen, words.title)
    _foot(pen, words)
    small = picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=86, optimize=True, progressive=True)
    return out.getvalue()


def draw_sign(site: str) -> bytes:
    """Return the sign of the portal as PNG, 400 pixels square: the seal above its name."""
    picture = Image.new("RGB", (400 * SCALE, 400 * SCALE), PAPER)
    pen = ImageDraw.Draw(picture)
    _seal(pen, 90, 48, 220)
    _write(pen, (200, 330), site, font(46 * SCALE), INK, "mm")
    out = io.BytesIO()
    small = picture.resize((400, 400), Image.Resampling.LANCZOS)
    small.quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def _sky(pen):
    steps = 40
    top, bottom = (tuple(bytes.fromhex(colour[1:])) for colour in (SKY, PAPER))
    for step in range(steps):
        part = step / (steps - 1)
        shade = tuple(round(a + (b - a) * part) for a, b in zip(top, bottom, strict=True))
        height = 520 / steps
        _box(pen, 0, step * height, WIDTH, (step + 1) * height + 1, fill=shade)


def _pillars(pen, chance):
    for colour, number, low, high in ((FAR, 13, 90, 210), (NEAR, 8, 60, 170)):
        for place in range(number):
            left = (place + chance.uniform(-0.2, 0.5)) * WIDTH / number
            _pillar(pen, left, chance.uniform(36, 78), chance.uniform(low, high), colour)
    _box(pen, 0, GROUND, WIDTH, HEIGHT, fill=PAPER)
    pen.line([(0, GROUND * SCALE), (WIDTH * SCALE, GROUND * SCALE)], fill=MAIN, width=6 * SCALE)


def _pillar(pen, left, width, height, colour):
    top, lean = GROUND - height, width * 0.12
    _box(pen, left, top, left + width, GROUND, fill=colour, radius=width * 0.3)
    foot = [(left, top + width * 0.3), (left + width, top + width * 0.3)]
    foot += [(left + width + lean, GROUND), (left - lean, GROUND)]
    pen.polygon([(x * SCALE, y * SCALE) for x, y in foot], fill=colour)
    for step in range(3):
        middle = left + width * (0.28 + 0.22 * step)
        tree = [(middle - 5, top + 5), (middle, top - 12), (middle + 5, top + 5)]
        pen.polygon([(x * SCALE, y * SCALE) for x, y in tree], fill=TREES)


def _topic(pen, topic):
    letters = font(34 * SCALE)
    width = letters.getlength(topic) / SCALE
    _box(pen, EDGE, 92, EDGE + width + 44, 152, fill=PAPER, radius=30)
    _write(pen, (EDGE + 22, 122), topic, letters, MAIN, "lm")


def _title(pen, title):
    size, rows = _laid_out(title)
    for number, row in enumerate(rows):
        _write(pen, (EDGE, 196 + number * size * 1.35), row, font(size * SCALE), INK, "lt")


def _laid_out(title):
    """The largest size in which the title has room, and its lines."""
    width, height = TITLE_ROOM
    tries = [(size, clauses) for size in SIZES] + [(size, broken) for size in SMALL]
    for size, ways in tries:
        rows = ways(title, width * SCALE, font(size * SCALE).getlength)
        if rows and len(rows) * size * 1.35 <= height:
            break
    return size, rows


def _foot(pen, words):
    _seal(pen, EDGE, 822, 56)
    _write(pen, (EDGE + 74, 850), words.site, font(32 * SCALE), INK, "lm")
    _write(pen, (WIDTH - EDGE, 850), words.county, font(26 * SCALE), SOFT, "rm")


def _seal(pen, left, top, side):
    """The seal 村法顾问, read like the one in the head of every page."""
    _box(pen, left, top, left + side, top + side, fill=SEAL, radius=side * 0.15)
    letters = font(round(side * 0.41) * SCALE)
    near, far = side * 0.28, side * 0.72
    places = ((near, near), (far, near), (near, far), (far, far))
    for character, (x, y) in zip("村法顾问", places, strict=True):
        _write(pen, (left + x, top + y), character, letters, PAPER, "mm")


def _box(pen, left, top, right, bottom, *, fill, radius=0):
    box = [value * SCALE for value in (left, top, right, bottom)]
    pen.rounded_rectangle(box, radius * SCALE, fill=fill)


def _write(pen, place, text, letters, colour, anchor):
    x, y = place
    pen.text((x * SCALE, y * SCALE), text, fill=colour, font=letters, anchor=anchor)
