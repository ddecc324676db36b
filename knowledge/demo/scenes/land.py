"""The county's land: sandstone pillars in the mist, hills, terraces, trees, water."""

from math import pi, sin

from directory.demo.paint import blend
from knowledge.demo.scenes.canvas import HEIGHT, WIDTH, curve

DARK, LIGHT, WATER = "#16262b", "#fff8e8", "#7fb0b4"


def sky(canvas, mood, pick, horizon=380, sun=(700, 120)):
    """The sky with a low sun or moon behind thin clouds."""
    canvas.fade(0, horizon, mood.sky, mood.low)
    canvas.fade(horizon, HEIGHT, mood.low, mood.mist)
    x, y = sun
    canvas.glow(x, y, 190, mood.sun, 0.6)
    canvas.oval(x, y, 34, 34, mood.sun, 0.95)
    for _cloud in range(4):
        left, top = pick.uniform(0, WIDTH), pick.uniform(50, horizon - 160)
        blobs = [
            (left + pick.uniform(-90, 90), top + pick.uniform(-6, 6), pick.uniform(60, 120), 7)
            for _part in range(4)
        ]
        canvas.soft(blobs, mood.low, 0.55, 9)


def pillars(canvas, mood, pick, *, base, tallest, number, share, spread=(0, WIDTH)):
    """Groups of sandstone pillars that stand in the mist at ``base``."""
    left, right = spread
    step = (right - left) / number
    for place in range(number):
        x = left + step * (place + pick.uniform(0.15, 0.85))
        width = step * pick.uniform(0.3, 0.52)
        height = tallest * pick.uniform(0.4, 1.0)
        for part in range(pick.choice((1, 2, 2, 3))):
            beside = x + part * width * pick.choice((-0.8, 0.8))
            lower = height * (1 - 0.24 * part)
            pillar(canvas, mood, pick, x=beside, base=base, width=width, height=lower, share=share)


def pillar(canvas, mood, pick, *, x, base, width, height, share):
    """One pillar: steps in its sides, a shadow, layers of stone, trees on top and on ledges."""
    rock, top = mood.depth(share), base - height
    left = _side(pick, x - width / 2, top, base, width * 0.2)
    right = _side(pick, x + width / 2, top, base, -width * 0.2)
    canvas.shape([*left, *reversed(right)], rock)
    dark, light = blend(rock, mood.near, 0.3), blend(rock, LIGHT, 0.28)
    shaded = [(a - width * pick.uniform(0.28, 0.4), y) for a, y in right]
    canvas.shape([*shaded, *reversed(right)], blend(dark, DARK, 0.14 * (1 - share)))
    canvas.shape([*left, *[(a + width * 0.13, y) for a, y in reversed(left)]], light, 0.7)
    y = top + 20
    while y < base - 20:
        canvas.line([(x - width * 0.36, y), (x + width * 0.4, y + 2)], dark, 1.2, 0.45)
        y += pick.uniform(15, 34)
    for _crack in range(2):
        start, a = top + pick.uniform(4, height / 3), x + pick.uniform(-0.3, 0.3) * width
        end = start + pick.uniform(0.25, 0.6) * height
        canvas.line([(a, start), (a + 2, end)], dark, 1.4, 0.55)
    _growth(canvas, pick, mood.leaves(share), (x, top, width), (left, right))


def _growth(canvas, pick, leaf, crown, edges):
    """Trees that stand on a pillar: a dome on its top, small ones on its ledges."""
    x, top, width = crown
    size = max(5, width * 0.15)
    for row, half in enumerate((0.4, 0.28, 0.14)):
        tufts(canvas, pick, leaf, x, top + size * 0.5 - row * size * 0.75, width * half, size)
    for edge, inward in zip(edges, (1, -1), strict=True):
        a, ledge = pick.choice(edge[1:4])
        tufts(canvas, pick, leaf, a + inward * width * 0.06, ledge, width * 0.1, size * 0.62)


def _side(pick, x, top, base, taper):
    """The edge of a pillar from top to bottom: steps, and narrower at the top by ``taper``."""
    found = []
    for place in range(7):
        share = place / 6
        found.append(
            (x + taper * (1 - share) ** 2 + pick.uniform(-3, 3), top + (base - top) * share)
        )
    return found


def tufts(canvas, pick, colour, x, y, half, size):
    """Bushes in a row about ``x``: dark below, light above."""
    number = max(4, round(half / size * 2.6))
    for layer, tone in (
        (0, blend(colour, DARK, 0.22)),
        (1, colour),
        (2, blend(colour, LIGHT, 0.16)),
    ):
        for _tuft in range(number):
            radius = size * pick.uniform(0.5, 1.0) * (1 - 0.2 * layer)
            a = x + pick.uniform(-half, half) * (1 - 0.14 * layer)
            canvas.oval(
                a - layer, y - radius * 0.3 - layer * size * 0.3, radius, radius * 0.78, tone
            )


def hill(canvas, pick, colour, *, y, rise, waves=1.6, light=True):
    """A soft hill over the whole width whose top waves about ``y``."""
    shift = pick.uniform(0, 2 * pi)
    top = [
        (
            x,
            y
            - rise * (0.55 * sin(x / WIDTH * waves * 2 * pi + shift) + 0.25 * sin(x / 71 + shift)),
        )
        for x in range(-20, WIDTH + 41, 20)
    ]
    canvas.shape([*top, (WIDTH + 40, HEIGHT), (-20, HEIGHT)], colour)
    if light:
        canvas.line([(x, a + 1.5) for x, a in top], blend(colour, LIGHT, 0.3), 2, 0.6)
    return top


def wood(canvas, mood, pick, top, *, size, share, every=26):
    """Trees along the top of a hill."""
    for x, y in top[::1]:
        if pick.random() < 20 / every:
            tufts(canvas, pick, mood.leaves(share), x, y, size * 1.2, size)


def terraces(canvas, mood, pick, *, top, bottom, left=-20, right=WIDTH + 20, rows=7):
    """Fields in steps, one below the other: young rice, ripe rice, and water that shows the sky."""
    tones = [mood.field, blend(mood.field, mood.sun, 0.4), blend(mood.low, mood.sky, 0.45)]
    tones += [blend(mood.field, mood.leaf, 0.35), mood.field]
    shift = pick.uniform(0, 6)
    for row in range(rows):
        share = row / rows
        y = top + (bottom - top) * share**1.25
        wave = 7 + 13 * share
        edge = [
            (x, y + wave * sin(x / (150 + 45 * share) + shift + row * 0.7) + 5 * sin(x / 57 + row))
            for x in range(int(left), int(right) + 20, 20)
        ]
        tone = blend(tones[(row * 2 + int(shift)) % len(tones)], mood.mist, 0.34 * (1 - share))
        canvas.shape([*edge, (right + 20, HEIGHT), (left, HEIGHT)], tone)
        canvas.line(edge, blend(tone, DARK, 0.3), 2 + 2.6 * share, 0.5)
        canvas.line([(x, y + 3 + 3 * share) for x, y in edge], blend(tone, LIGHT, 0.6), 1.6, 0.6)
        _sprouts(canvas, pick, edge, tone, share)


def _sprouts(canvas, pick, edge, tone, share):
    """Short strokes below the edge of a terrace: rice in rows."""
    dark = blend(tone, DARK, 0.2)
    for x, y in edge:
        for _blade in range(2):
            a, b = x + pick.uniform(-9, 9), y + 12 + pick.uniform(0, 16) * (0.5 + share)
            canvas.line([(a, b), (a + 1.5, b - 4 - 5 * share)], dark, 1.4, 0.55)


def tree(canvas, mood, pick, x, foot, height, share=0.0):
    """A round tree: camphor or persimmon."""
    trunk = blend("#5a4636", mood.mist, share * 0.7)
    canvas.line([(x, foot), (x + 3, foot - height * 0.55)], trunk, height * 0.055)
    canvas.line([(x + 1, foot - height * 0.38), (x + height * 0.16, foot - height * 0.6)], trunk, 4)
    for dx, dy in ((-0.2, 0.62), (0.2, 0.62), (0, 0.78), (-0.08, 0.6), (0.1, 0.7)):
        tufts(
            canvas, pick, mood.leaves(share), x + dx * height, foot - dy * height,
            height * 0.14, height * 0.13,
        )  # fmt: skip


def bamboo(canvas, mood, pick, x, foot, height, stems=5):
    """A clump of bamboo with hanging leaves."""
    for stem in range(stems):
        a = x + (stem - stems / 2) * 15 + pick.uniform(-4, 4)
        lean = (stem - stems / 2) * 8 + pick.uniform(-5, 5)
        long = height * pick.uniform(0.78, 1.0)
        green = blend(mood.leaf, mood.field, pick.uniform(0.2, 0.6))
        points = [(a, foot), (a + lean * 0.4, foot - long * 0.6), (a + lean * 1.5, foot - long)]
        canvas.wave(points, green, 4.2)
        for place in range(9):
            share = 0.35 + 0.65 * place / 9
            b, y = a + lean * 1.4 * share, foot - long * share
            for turn in (-0.9, 0.9):
                canvas.oval(
                    b + turn * 15, y + 7 + pick.uniform(-3, 5), 14, 3.2,
                    blend(green, DARK, pick.uniform(0, 0.25)), slant=turn * 0.5,
                )  # fmt: skip


def river(canvas, mood, pick, *, y, width=110):
    """A river that comes out of the mist towards the reader, with light on it."""
    middle = [(640, y), (580, y + 45), (690, y + 95), (610, HEIGHT + 10)]
    wide = [8, width * 0.35, width * 0.75, width * 1.6]
    left = [(x - w, b) for (x, b), w in zip(middle, wide, strict=True)]
    right = [(x + w, b) for (x, b), w in zip(middle, wide, strict=True)]
    water = blend(blend(mood.sky, mood.low, 0.3), WATER, 0.45)
    canvas.shape([*curve(left, closed=False), *reversed(curve(right, closed=False))], water)
    for _light in range(16):
        share = pick.uniform(0.2, 1)
        a = 612 + pick.uniform(-60, 50) * (0.4 + share)
        b = y + 20 + share * (HEIGHT - y - 30)
        canvas.line([(a, b), (a + 12 + 40 * share, b)], mood.sun, 1.6, 0.65)


def scenery(canvas, mood, pick, *, horizon=330, sun=(700, 110), spread=(0, WIDTH)):
    """The view behind everything outdoors: pillars in three depths and mist between them."""
    sky(canvas, mood, pick, horizon, sun)
    part = (spread[1] - spread[0]) / WIDTH
    many, few = max(4, round(11 * part)), max(2, round(7 * part))
    pillars(canvas, mood, pick, base=horizon, tallest=170, number=many, share=0.85, spread=spread)
    canvas.mist(horizon, 90, mood.mist)
    pillars(
        canvas, mood, pick, base=horizon + 20, tallest=240, number=few, share=0.5, spread=spread
    )
    canvas.mist(horizon + 30, 110, mood.mist)
    top = hill(canvas, pick, mood.leaves(0.55), y=horizon + 14, rise=16)
    wood(canvas, mood, pick, top, size=9, share=0.5)
    canvas.mist(horizon + 50, 46, mood.mist, 0.75)
