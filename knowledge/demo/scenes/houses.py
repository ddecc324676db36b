"""Buildings: stilt houses under sweeping roofs, a village in the distance, the offices of town."""

from directory.demo.paint import blend
from knowledge.demo.scenes.moods import GOLD, INK, PAPER, SEAL, TEAL

DARK, LIGHT = "#16262b", "#fff8e8"
WOOD, PLANK, TILE, STONE, WARM = "#8a5f3f", "#a97c52", "#46525a", "#b9b2a2", "#ffdf9e"
WHITE = "#f4efe3"


def roof(canvas, left, right, top, eaves, tone):
    """A tiled roof whose corners turn up."""
    wide = right - left
    points = [
        (left - wide * 0.13, eaves - wide * 0.035), (left + wide * 0.02, eaves - wide * 0.04),
        (left + wide * 0.16, top), (right - wide * 0.16, top),
        (right - wide * 0.02, eaves - wide * 0.04),
        (right + wide * 0.13, eaves - wide * 0.035), (right + wide * 0.04, eaves + wide * 0.012),
        (left - wide * 0.04, eaves + wide * 0.012),
    ]  # fmt: skip
    canvas.shape(points, tone)
    for place in range(1, 14):
        share = place / 14
        a = left + wide * 0.16 + wide * 0.68 * share
        b = left - wide * 0.02 + wide * 1.04 * share
        canvas.line([(a, top + 2), (b, eaves)], blend(tone, DARK, 0.28), wide * 0.007, 0.8)
    canvas.line([(left + wide * 0.15, top), (right - wide * 0.15, top)], blend(tone, DARK, 0.35), 5)
    canvas.line([(left - wide * 0.04, eaves + 1), (right + wide * 0.04, eaves + 1)],
                blend(tone, LIGHT, 0.3), 2)  # fmt: skip


def stilt_house(canvas, mood, x, foot, width, *, lit=False, haze=0.0):
    """A stilt house (吊脚楼): posts, a gallery, plank walls, a sweeping roof."""

    def tone(colour):
        return blend(colour, mood.mist, haze)

    left, right, high = x - width / 2, x + width / 2, width * 0.7
    floor, eaves, top = foot - high * 0.3, foot - high * 0.72, foot - high
    glow = WARM if lit else blend(WARM, WOOD, 0.55)
    canvas.soft([(x, foot, width * 0.6, 9)], DARK, 0.3 * (1 - haze), 8)
    canvas.box(
        left + width * 0.06, floor, right - width * 0.06, foot, tone(blend(WOOD, DARK, 0.55))
    )
    for place in range(5):
        a = left + width * (0.04 + 0.92 * place / 4)
        canvas.line([(a, floor), (a, foot)], tone(blend(WOOD, DARK, 0.15)), width * 0.026)
    canvas.box(left, eaves, right, floor, tone(PLANK))
    for place in range(1, 16):
        a = left + width * place / 16
        canvas.line([(a, eaves), (a, floor)], tone(blend(PLANK, DARK, 0.18)), 1.4, 0.8)
    for place in (0.17, 0.5, 0.83):
        _lattice(canvas, left + width * place, (eaves + floor) / 2 - high * 0.02, width * 0.08,
                 tone(glow), tone(blend(WOOD, DARK, 0.3)))  # fmt: skip
    canvas.box(left, eaves, right, eaves + high * 0.07, DARK, strength=0.22)
    _gallery(canvas, (left, right), floor, width, tone)
    roof(canvas, left - width * 0.03, right + width * 0.03, top, eaves, tone(TILE))
    for side in (0.03, 0.97):
        _corn(canvas, left + width * side, eaves + 3, width * 0.035, tone)


def _gallery(canvas, ends, floor, width, tone):
    """The rail and the floor of the gallery that goes along the house."""
    (left, right), rail = ends, floor - width * 0.07
    canvas.line([(left - 5, rail), (right + 5, rail)], tone(WOOD), width * 0.018)
    for place in range(15):
        a = left + width * place / 14
        canvas.line([(a, rail), (a, floor)], tone(WOOD), width * 0.011)
    canvas.box(left - 6, floor - 2, right + 6, floor + width * 0.02, tone(blend(WOOD, DARK, 0.25)))


def _lattice(canvas, x, y, half, glow, frame):
    canvas.box(x - half, y - half, x + half, y + half, glow, 1)
    for place in (-0.5, 0, 0.5):
        canvas.line([(x + half * place, y - half), (x + half * place, y + half)], frame, 1.6)
        canvas.line([(x - half, y + half * place), (x + half, y + half * place)], frame, 1.6)
    for a, b, c, d in ((-1, -1, 1, -1), (-1, 1, 1, 1), (-1, -1, -1, 1), (1, -1, 1, 1)):
        canvas.line([(x + a * half, y + b * half), (x + c * half, y + d * half)], frame, 3)


def _corn(canvas, x, y, size, tone):
    """Corn cobs and chillies that hang from the eaves to dry."""
    for row in range(4):
        for side in (-0.5, 0.5):
            canvas.oval(
                x + side * size, y + (row + 0.6) * size, size * 0.55, size * 0.6, tone(GOLD)
            )
    for row in range(3):
        canvas.oval(
            x + size * 1.9, y + (row + 0.6) * size * 1.2, size * 0.36, size * 0.75, tone(SEAL)
        )


def village(canvas, mood, pick, *, foot, spread=(60, 900), number=6, size=70):
    """Roofs among trees in the middle distance."""
    left, right = spread
    for place in range(number):
        x = left + (right - left) * (place + pick.uniform(0.25, 0.75)) / number
        width, base = size * pick.uniform(0.8, 1.3), foot + pick.uniform(-9, 9)
        wall = blend(pick.choice((WHITE, PLANK, WHITE)), mood.mist, 0.3)
        high = width * 0.36
        canvas.box(x - width / 2, base - high, x + width / 2, base, wall)
        for side in (-0.25, 0.2):
            a = x + side * width
            pane = WARM if mood.sky == "#12303d" else blend(TILE, wall, 0.25)
            canvas.box(a, base - high * 0.7, a + width * 0.11, base - high * 0.3, pane)
        roof(canvas, x - width / 2, x + width / 2, base - high * 1.85, base - high * 0.95,
             blend(TILE, mood.mist, 0.28))  # fmt: skip


def lantern(canvas, x, y, size):
    """A red lantern that hangs at ``y``."""
    canvas.line([(x, y - size * 1.6), (x, y - size)], INK, 1.4)
    canvas.oval(x, y, size, size * 0.82, SEAL)
    canvas.oval(x - size * 0.2, y, size * 0.45, size * 0.8, "#d4523f", 0.6)
    canvas.box(x - size * 0.4, y - size * 0.95, x + size * 0.4, y - size * 0.75, GOLD, 1)
    canvas.box(x - size * 0.4, y + size * 0.72, x + size * 0.4, y + size * 0.92, GOLD, 1)
    canvas.line([(x, y + size * 0.9), (x, y + size * 1.7)], GOLD, 2)


def town_house(canvas, mood, left, foot, width, high, *, storeys=2, panes=6, tone=WHITE):
    """A plain public building with rows of windows."""
    right, top = left + width, foot - high
    canvas.box(left, top, right, foot, tone)
    canvas.box(left + width * 0.7, top, right, foot, DARK, strength=0.07)
    canvas.box(left - 8, top - 12, right + 8, top + 4, blend(tone, TEAL, 0.55), 2)
    for floor in range(storeys):
        y = top + high * (0.16 + floor * 0.84 / storeys)
        for place in range(panes):
            x = left + width * (place + 0.5) / panes
            half = width / panes * 0.28
            canvas.box(
                x - half, y, x + half, y + high * 0.42 / storeys, blend(TEAL, mood.sky, 0.5), 2
            )
            canvas.box(x - half, y, x, y + high * 0.42 / storeys, LIGHT, 2, strength=0.22)
        canvas.line([(left, y - high * 0.07), (right, y - high * 0.07)], blend(tone, DARK, 0.12), 2)


def court(canvas, mood, x, foot, width):
    """A court: steps, columns, a gable with the scales."""
    left, right, high = x - width / 2, x + width / 2, width * 0.62
    base, eaves = foot - high * 0.16, foot - high * 0.72
    canvas.soft([(x, foot, width * 0.62, 12)], DARK, 0.28, 9)
    canvas.box(left, eaves, right, base, blend(WHITE, STONE, 0.35))
    for place in range(6):
        a = left + width * (0.07 + 0.86 * place / 5)
        canvas.box(a - 11, eaves, a + 11, base, WHITE)
        canvas.box(a + 3, eaves, a + 11, base, DARK, strength=0.1)
        canvas.box(a - 15, base - 9, a + 15, base, WHITE, 2)
        canvas.box(a - 15, eaves, a + 15, eaves + 9, WHITE, 2)
    canvas.box(x - 30, eaves + high * 0.2, x + 30, base, blend(WOOD, SEAL, 0.3), 2)
    canvas.line([(x, eaves + high * 0.2), (x, base)], INK, 2)
    canvas.box(left - 16, eaves - 18, right + 16, eaves + 2, WHITE, 2)
    canvas.shape([(left - 20, eaves - 18), (x, foot - high * 1.06), (right + 20, eaves - 18)], TILE)
    canvas.shape(
        [(left + 22, eaves - 22), (x, foot - high * 0.99), (right - 22, eaves - 22)], WHITE
    )
    scales(canvas, x, eaves - high * 0.135, high * 0.085)
    for step in range(4):
        y = base + (foot - base) * step / 4
        spread = 14 + 12 * step
        canvas.box(
            left - spread, y, right + spread, y + 12, blend(STONE, LIGHT, 0.5 - 0.13 * step), 1
        )


def scales(canvas, x, y, size, colour=GOLD):
    """A pair of scales about a point."""
    canvas.line([(x, y - size), (x, y + size)], colour, size * 0.13)
    canvas.line([(x - size, y - size * 0.7), (x + size, y - size * 0.7)], colour, size * 0.13)
    canvas.line([(x - size * 0.5, y + size), (x + size * 0.5, y + size)], colour, size * 0.16)
    for side in (-1, 1):
        a, b = x + side * size, y - size * 0.7
        for foot in (-0.42, 0.42):
            canvas.line([(a, b), (a + foot * size, b + size * 0.75)], colour, size * 0.06)
        canvas.shape(
            [(a - size * 0.5, b + size * 0.75), (a + size * 0.5, b + size * 0.75),
             (a + size * 0.25, b + size), (a - size * 0.25, b + size)], colour,
        )  # fmt: skip


def frame(canvas, mood, x, foot, width, high):
    """A house being built: floors, posts, scaffolding, and a crane behind it."""
    left = x - width / 2
    _crane(canvas, mood, x + width * 0.78, foot, width, high)
    grey = blend("#a9a69c", mood.mist, 0.15)
    canvas.box(left, foot - high, left + width, foot, blend(grey, DARK, 0.42))
    for floor in range(4):
        y = foot - high + high * floor / 3
        canvas.box(left - 9, y - 6, left + width + 9, y + 6, blend(grey, LIGHT, 0.25), 1)
    for post in range(6):
        a = left + width * post / 5
        canvas.box(a - 7, foot - high, a + 7, foot, grey)
        canvas.box(a + 1, foot - high, a + 7, foot, DARK, strength=0.14)
    _scaffold(canvas, left, foot, width, high)
    net = blend(TEAL, mood.mist, 0.25)
    edge, top, end = left + width * 0.62, foot - high * 0.99, left + width + 10
    canvas.box(edge, top, end, foot - high * 0.36, net, 2, strength=0.55)


def _crane(canvas, mood, mast, foot, width, high):
    yellow, arm = blend(GOLD, mood.mist, 0.2), foot - high * 1.42
    hook = mast - width * 0.6
    canvas.line([(mast, foot), (mast, foot - high * 1.5)], yellow, 7)
    canvas.line([(mast - width * 0.8, arm), (mast + width * 0.3, arm)], yellow, 5)
    canvas.line([(mast, foot - high * 1.56), (mast - width * 0.7, arm)], yellow, 2)
    canvas.line([(hook, arm), (hook, foot - high * 1.17)], INK, 1.6)
    load = (hook - width * 0.05, foot - high * 1.17, hook + width * 0.05, foot - high * 1.1)
    canvas.box(*load, SEAL, 1)


def _scaffold(canvas, left, foot, width, high):
    for row in range(3):
        y = foot - high * (0.16 + 0.333 * row)
        canvas.box(left - 26, y, left + width * 0.52, y + 4, "#b98e58", 1)
    for post in range(4):
        a = left - 22 + (width * 0.54) * post / 3
        canvas.line([(a, foot - high * 1.02), (a, foot)], "#8d7a5f", 3)


def wall(canvas, left, right, top, foot, tone="#c9c0ad"):
    """A wall of rough stones."""
    canvas.box(left, top, right, foot, tone, 2)
    row, y = 0, top
    while y < foot:
        x = left + (row % 2) * 18
        while x < right - 6:
            wide = 26 + (x * 7 + row * 13) % 17
            end = min(x + wide, right - 2)
            shade = ((x * 3 + row * 5) % 10) / 42
            canvas.box(x + 1.5, y + 1.5, end, min(y + 17, foot), blend(tone, DARK, shade), 3)
            x += wide
        y, row = y + 19, row + 1
    canvas.box(left - 5, top - 9, right + 5, top + 3, blend(tone, LIGHT, 0.35), 3)


def flag(canvas, x, foot, high):
    """A pole with a red flag."""
    canvas.line([(x, foot), (x, foot - high)], "#9aa3a6", 3)
    cloth = [(0, 1), (0.13, 0.98), (0.25, 1), (0.24, 0.86), (0.12, 0.85), (0, 0.86)]
    canvas.blob([(x + high * a, foot - high * b) for a, b in cloth], SEAL)


def sign(canvas, x, y, size, colour=TEAL):
    """A round sign with a cross: a place where the sick are cared for."""
    canvas.oval(x, y, size, size, PAPER)
    canvas.box(x - size * 0.2, y - size * 0.62, x + size * 0.2, y + size * 0.62, colour, 2)
    canvas.box(x - size * 0.62, y - size * 0.2, x + size * 0.62, y + size * 0.2, colour, 2)
