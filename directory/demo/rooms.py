"""Drawn service rooms: a wall, a window on the hills, a desk with two chairs; always the same.

Everything is drawn at twice the size and scaled down, which smooths edges.
"""

import io

from PIL import Image, ImageDraw

from directory.demo.chance import chance

WIDTH, HEIGHT, SCALE = 960, 540, 2
WALLS = ["#ece6d6", "#e3e9e4", "#efe3d3", "#e2e7ec", "#e9e6dc"]
FLOORS = ["#b9a58a", "#a9aaa4", "#c2ad8f", "#a48f7b"]
WOODS = ["#8a5a3b", "#9c6b43", "#6f4a35", "#7b5b45"]
CHAIRS = ["#0f4c5c", "#7d3f47", "#3f5d4a", "#4b5563"]
HILLS = ["#8fb1a2", "#7aa08f", "#a3bfa9"]
RED = "#b3261e"


class Canvas:
    """Draws in the pixels of the finished picture."""

    def __init__(self, colour):
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), colour)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, left, top, right, bottom, fill, radius=0):
        scaled = [value * SCALE for value in (left, top, right, bottom)]
        self.pen.rounded_rectangle(scaled, radius * SCALE, fill=fill)

    def oval(self, x, y, rx, ry, fill):
        self.pen.ellipse([v * SCALE for v in (x - rx, y - ry, x + rx, y + ry)], fill=fill)

    def shape(self, points, fill):
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def line(self, points, fill, width):
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=fill, width=width * SCALE, joint="curve")


def draw(key):
    """Return the room of the village ``key`` as bytes of a JPEG."""
    pick = chance(f"room {key}")
    canvas = Canvas(pick.choice(WALLS))
    wood = pick.choice(WOODS)
    canvas.box(0, 400, WIDTH, HEIGHT, pick.choice(FLOORS))
    canvas.box(0, 394, WIDTH, 402, wood)
    left = pick.choice([70, 600])
    _window(canvas, pick, left)
    _scales(canvas, 480, 70)
    _shelf(canvas, pick, 670 if left == 70 else 60, wood)
    _desk(canvas, pick, wood)
    if pick.random() < 0.7:
        _plant(canvas, pick.choice([40, 900]))
    small = canvas.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    small.save(file, "JPEG", quality=86)
    return file.getvalue()


def _window(canvas, pick, left):
    """A window onto sandstone pillars and hills."""
    top, right, bottom = 90, left + 280, 300
    canvas.box(left - 10, top - 10, right + 10, bottom + 10, "#f7f4ec", 6)
    canvas.box(left, top, right, bottom, "#d8e8ee")
    colour = pick.choice(HILLS)
    x = left
    while x < right - 20:
        width, height = pick.randint(18, 46), pick.randint(50, 150)
        end = min(x + width, right)
        canvas.box(x, bottom - height, end, bottom, colour, 8)
        x = end + pick.randint(4, 16)
    canvas.box(left, bottom - 26, right, bottom, "#5f8a72")
    canvas.box(left + 136, top, left + 144, bottom, "#f7f4ec")
    canvas.box(left, 190, right, 196, "#f7f4ec")


def _scales(canvas, x, y):
    """The sign on the wall: a pair of scales on red."""
    canvas.box(x - 75, y, x + 75, y + 96, RED, 10)
    light = "#f6e3b4"
    canvas.box(x - 3, y + 18, x + 3, y + 78, light)
    canvas.box(x - 26, y + 76, x + 26, y + 82, light, 3)
    canvas.line([(x - 48, y + 28), (x + 48, y + 28)], light, 4)
    for side in (-48, 48):
        canvas.line(
            [(x + side - 18, y + 58), (x + side, y + 28), (x + side + 18, y + 58)], light, 2
        )
        canvas.shape([(x + side - 20, y + 58), (x + side + 20, y + 58), (x + side, y + 68)], light)


def _shelf(canvas, pick, left, wood):
    """A bookcase with law books."""
    canvas.box(left, 120, left + 220, 396, wood, 4)
    for row in range(3):
        top = 134 + row * 88
        canvas.box(left + 12, top, left + 208, top + 74, "#f3ead9")
        x = left + 18
        while x < left + 190:
            width = pick.randint(9, 18)
            height = pick.randint(44, 66)
            fill = pick.choice(["#8b3a2f", "#2f4a5c", "#5a6b4a", "#b08d3e", "#6a5482"])
            canvas.box(x, top + 74 - height, x + width, top + 74, fill, 2)
            x += width + pick.randint(1, 5)


def _desk(canvas, pick, wood):
    """A desk with a chair on either side, papers, a telephone and a thermos."""
    chair = pick.choice(CHAIRS)
    for x in (270, 690):
        canvas.box(x - 46, 270, x + 46, 380, chair, 16)
        canvas.box(x - 52, 372, x + 52, 396, chair, 10)
        for leg in (-44, 36):
            canvas.box(x + leg, 396, x + leg + 8, 466, "#3a3a3a")
    canvas.box(250, 352, 710, 376, wood, 5)
    for x in (270, 676):
        canvas.box(x, 376, x + 16, 486, wood)
    canvas.box(300, 376, 660, 440, _lighter(wood), 2)
    canvas.shape([(420, 350), (520, 350), (536, 338), (440, 338)], "#fbfaf7")
    canvas.shape([(560, 352), (622, 352), (612, 330), (570, 330)], "#2b2f36")
    canvas.box(556, 322, 626, 332, "#2b2f36", 5)
    thermos = pick.choice([RED, "#0f4c5c", "#8a6d1a"])
    canvas.box(340, 292, 368, 352, thermos, 8)
    canvas.box(346, 280, 362, 294, "#d9d4c8", 4)
    canvas.box(384, 330, 404, 352, "#f4f1ea", 4)


def _plant(canvas, x):
    canvas.shape([(x - 26, 430), (x + 26, 430), (x + 18, 486), (x - 18, 486)], "#a8643f")
    for lean, high in [(-34, 96), (-16, 130), (4, 144), (22, 120), (38, 92)]:
        canvas.shape([(x - 5, 432), (x + 5, 432), (x + lean, 432 - high)], "#4f7d5c")


def _lighter(colour):
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{min(255, int(part * 1.12)):02x}" for part in parts)
