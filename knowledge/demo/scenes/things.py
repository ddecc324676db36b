"""What people have before them: tables, papers, telephones, a lamp, a dog; and rooms."""

from directory.demo.paint import blend
from knowledge.demo.scenes.canvas import HEIGHT, WIDTH
from knowledge.demo.scenes.moods import GOLD, INK, PAPER, SEAL, TEAL

DARK, LIGHT = "#16262b", "#fff8e8"
TABLE = "#a9764a"
FLOOR = 430


def room(canvas, *, wall="#eadfc6", floor="#b58f66", window=(560, 70, 880, 290)):
    """Walls and floor of a room about a ``window`` that leaves the view behind it."""
    left, top, right, bottom = window
    low = blend(wall, "#b98f5c", 0.25)
    for box in ((0, 0, left, FLOOR), (right, 0, WIDTH, FLOOR), (left, 0, right, top),
                (left, bottom, right, FLOOR)):  # fmt: skip
        canvas.box(*box, wall)
    canvas.box(0, FLOOR - 90, WIDTH, FLOOR, low) if bottom < FLOOR - 90 else None
    canvas.box(0, FLOOR - 94, WIDTH, FLOOR - 88, blend(low, DARK, 0.22))
    canvas.fade(FLOOR, HEIGHT, floor, blend(floor, DARK, 0.25))
    for board in range(-4, 20):
        x = 480 + (board * 60 - 480) * 1.0
        canvas.line(
            [(x, FLOOR), (480 + (x - 480) * 1.7, HEIGHT)], blend(floor, DARK, 0.22), 1.5, 0.6
        )
    _window(canvas, window)
    canvas.soft([((left + right) / 2 - 120, FLOOR + 55, 230, 38)], LIGHT, 0.34, 26)


def _window(canvas, window):
    left, top, right, bottom = window
    frame = "#7c5a3d"
    canvas.line([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], frame, 9)
    middle = (left + right) / 2
    canvas.line([(middle, top), (middle, bottom)], frame, 5)
    canvas.line([(left, top + 62), (right, top + 62)], frame, 5)
    canvas.box(left - 16, bottom - 2, right + 16, bottom + 12, blend(frame, LIGHT, 0.2), 3)


def table(canvas, left, right, top, foot, tone=TABLE):
    """A table seen from the front: its top, its edge, its legs."""
    canvas.soft([((left + right) / 2, foot, (right - left) * 0.55, 12)], DARK, 0.36, 10)
    for x in (left + 24, right - 40):
        canvas.box(x, top + 20, x + 17, foot, blend(tone, DARK, 0.3), 2)
    canvas.box(left + 14, top + 26, right - 14, top + 62, blend(tone, DARK, 0.2), 3)
    back = [(left + 26, top - 26), (right - 26, top - 26)]
    canvas.shape([*back, (right, top + 14), (left, top + 14)], tone)
    canvas.shape([*back, (right - 22, top - 20), (left + 22, top - 20)], blend(tone, LIGHT, 0.35))
    canvas.box(left, top + 14, right, top + 30, blend(tone, DARK, 0.1), 3)


def paper(canvas, x, y, width, *, slant=0.0, lines=5, seal=True, tone=PAPER):
    """A sheet that lies on a table, seen from the front; ``slant`` shifts its far edge."""
    high = width * 0.34
    far = width * 0.82
    shift = slant * width
    canvas.shape([(x - width / 2 + 3, y + 4), (x + width / 2 + 3, y + 4),
                  (x + far / 2 + shift + 3, y - high + 3), (x - far / 2 + shift, y - high + 3)],
                 DARK, 0.25)  # fmt: skip
    canvas.shape([(x - width / 2, y), (x + width / 2, y), (x + far / 2 + shift, y - high),
                  (x - far / 2 + shift, y - high)], tone)  # fmt: skip
    for row in range(lines):
        share = (row + 0.7) / (lines + 0.6)
        b = y - high + high * share
        half = (far + (width - far) * share) / 2 * 0.74
        middle = x + shift * (1 - share)
        end = middle + half * (0.9 if row < lines - 1 else 0.1)
        canvas.line([(middle - half, b), (end, b)], "#93a09d", max(1.2, width * 0.014))
    if seal:
        canvas.oval(x + width * 0.24, y - high * 0.24, width * 0.075, width * 0.034, SEAL)


def sheet(canvas, left, top, width, high, *, lines=7, seal=True, tone=PAPER):
    """A sheet that hangs or is held up before us."""
    canvas.box(left + 4, top + 5, left + width + 4, top + high + 5, DARK, 3, strength=0.2)
    canvas.box(left, top, left + width, top + high, tone, 3)
    canvas.box(
        left + width * 0.22, top + high * 0.09, left + width * 0.78, top + high * 0.15, SEAL, 2
    )
    for row in range(lines):
        y = top + high * (0.26 + 0.6 * row / lines)
        end = 0.86 if row % 3 != 2 else 0.55
        canvas.line(
            [(left + width * 0.14, y), (left + width * end, y)], "#93a09d", max(1.4, high * 0.014)
        )
    if seal:
        canvas.oval(left + width * 0.72, top + high * 0.85, width * 0.11, width * 0.11, SEAL, 0.85)


def envelope(canvas, x, y, width):
    """A red envelope (红包) that lies on a table."""
    high = width * 0.5
    canvas.box(x - width / 2 + 3, y - high + 4, x + width / 2 + 3, y + 4, DARK, 3, strength=0.25)
    canvas.box(x - width / 2, y - high, x + width / 2, y, SEAL, 3)
    canvas.shape(
        [(x - width / 2, y - high), (x, y - high * 0.52), (x + width / 2, y - high)], "#8f1d16"
    )
    canvas.oval(x, y - high * 0.5, width * 0.1, width * 0.1, GOLD)


def cup(canvas, x, y, size, tone=PAPER):
    """A cup of tea with a little steam."""
    canvas.oval(x, y, size * 0.75, size * 0.2, DARK, 0.25)
    canvas.blob([(x - size * 0.55, y - size), (x + size * 0.55, y - size), (x + size * 0.42, y),
                 (x - size * 0.42, y)], tone)  # fmt: skip
    canvas.oval(x, y - size, size * 0.56, size * 0.17, "#9a7a4c")
    canvas.line(
        [(x - size * 0.45, y - size * 0.5), (x + size * 0.45, y - size * 0.5)], TEAL, size * 0.09
    )
    for side in (-0.2, 0.2):
        canvas.wave([(x + side * size, y - size * 1.3), (x + (side + 0.18) * size, y - size * 1.7),
                     (x + side * size, y - size * 2.1)], LIGHT, 2, 0.7)  # fmt: skip


def lamp(canvas, x, y, size):
    """A lamp that hangs and lights what is below."""
    canvas.line([(x, -5), (x, y - size)], INK, 2)
    canvas.glow(x, y + size * 0.4, size * 5.6, "#ffdc96", 0.75)
    canvas.shape([(x - size * 0.35, y - size), (x + size * 0.35, y - size), (x + size, y),
                  (x - size, y)], TEAL)  # fmt: skip
    canvas.oval(x, y, size, size * 0.17, "#fff0c4")


def mobile(canvas, x, y, width):
    """A telephone upright before us, a call on its screen."""
    high = width * 1.95
    left, top = x - width / 2, y - high / 2
    canvas.box(
        left + 6, top + 8, left + width + 6, top + high + 8, DARK, width * 0.13, strength=0.25
    )
    canvas.box(left, top, left + width, top + high, INK, width * 0.13)
    inside = (left + width * 0.06, top + width * 0.08, left + width * 0.94, top + width * 1.87)
    canvas.box(*inside, blend(TEAL, DARK, 0.25), width * 0.09)
    canvas.oval(x, top + high * 0.32, width * 0.24, width * 0.24, "#d9694f")
    canvas.oval(x, top + high * 0.29, width * 0.09, width * 0.1, PAPER)
    canvas.blob([(x - width * 0.16, top + high * 0.42), (x, top + high * 0.345),
                 (x + width * 0.16, top + high * 0.42)], PAPER)  # fmt: skip
    for row, wide in enumerate((0.5, 0.34)):
        b = top + high * (0.53 + 0.055 * row)
        canvas.line(
            [(x - width * wide / 2, b), (x + width * wide / 2, b)], PAPER, width * 0.045, 0.9
        )
    for side, shade in ((-0.22, SEAL), (0.22, "#3f7d58")):
        canvas.oval(x + side * width, top + high * 0.8, width * 0.13, width * 0.13, shade)
        ends = [(x + (side + end) * width, top + high * 0.8) for end in (-0.05, 0.05)]
        canvas.line(ends, PAPER, width * 0.05)


def waves(canvas, x, y, side, colour):
    """Rings of sound on one side of a telephone."""
    for ring in range(3):
        far = 22 + 20 * ring
        points = [
            (x + side * far * 0.75, y - far * 0.7),
            (x + side * far, y),
            (x + side * far * 0.75, y + far * 0.7),
        ]
        canvas.wave(points, colour, 4.5, 0.9 - 0.22 * ring)


def ledger(canvas, x, y, width):
    """An open account book on a table."""
    high = width * 0.3
    canvas.shape([(x - width / 2, y + 5), (x + width / 2, y + 5), (x + width * 0.43, y - high),
                  (x - width * 0.43, y - high)], TEAL)  # fmt: skip
    for side in (-1, 1):
        canvas.blob([(x, y - 2), (x + side * width * 0.25, y - 7), (x + side * width * 0.47, y),
                     (x + side * width * 0.4, y - high + 3), (x + side * width * 0.2, y - high - 3),
                     (x, y - high + 3)], PAPER)  # fmt: skip
        for row in range(5):
            b = y - high + 7 + row * high * 0.17
            near, far = 0.05 + 0.004 * row, 0.34 + 0.014 * row
            canvas.line([(x + side * width * near, b), (x + side * width * far, b)], "#93a09d", 1.7)
    canvas.line([(x, y), (x, y - high)], "#c9c2b2", 2)


def abacus(canvas, x, y, width):
    """A counting frame on a table."""
    high = width * 0.3
    canvas.box(x - width / 2, y - high, x + width / 2, y, "#6d4a30", 3)
    canvas.box(x - width / 2 + 5, y - high + 5, x + width / 2 - 5, y - 5, "#e9dcc0", 2)
    for rod in range(8):
        a = x - width / 2 + 12 + (width - 24) * rod / 7
        canvas.line([(a, y - high + 5), (a, y - 5)], "#6d4a30", 1.4)
        for bead in (0.28, 0.62 if rod % 2 else 0.5, 0.8):
            canvas.oval(a, y - high + high * bead, 5, 3, SEAL if rod % 3 else GOLD)


def dog(canvas, x, foot, size, coat="#b98552", turn=1):
    """A village dog that stands."""

    def at(a, b):
        return x + a * size * turn, foot + b * size

    canvas.soft([(x, foot, size * 0.75, size * 0.1)], DARK, 0.3, size * 0.1)
    shade = blend(coat, DARK, 0.25)
    for a, tone in ((-0.36, shade), (0.3, shade), (-0.46, coat), (0.4, coat)):
        canvas.line([at(a, -0.4), at(a + 0.02, -0.05)], tone, size * 0.12)
    canvas.wave([at(-0.5, -0.55), at(-0.72, -0.72), at(-0.66, -0.94)], coat, size * 0.12)
    canvas.blob([at(-0.56, -0.6), at(-0.2, -0.7), at(0.4, -0.72), at(0.55, -0.55), at(0.4, -0.34),
                 at(-0.1, -0.36), at(-0.5, -0.36)], coat)  # fmt: skip
    canvas.blob([at(0.34, -0.6), at(0.44, -0.95), at(0.7, -1.04), at(0.86, -0.86), at(1.02, -0.8),
                 at(1.0, -0.68), at(0.74, -0.66), at(0.56, -0.5)], coat)  # fmt: skip
    canvas.shape([at(0.48, -0.98), at(0.5, -1.22), at(0.64, -1.02)], shade)
    canvas.shape([at(0.62, -1.02), at(0.7, -1.24), at(0.76, -0.98)], coat)
    canvas.oval(*at(0.74, -0.88), size * 0.035, size * 0.04, INK)
    canvas.oval(*at(1.02, -0.78), size * 0.045, size * 0.04, INK)
    canvas.line([at(0.42, -0.74), at(0.6, -0.62)], SEAL, size * 0.07)


def board(canvas, left, top, width, high, foot, sheets=3):
    """The village's notice board under a little roof, with sheets on it."""
    for x in (left + 18, left + width - 18):
        canvas.line([(x, top), (x, foot)], "#6d4f38", 11)
    canvas.box(left, top, left + width, top + high, "#7c5a3d", 4)
    canvas.box(left + 11, top + 11, left + width - 11, top + high - 11, "#dfe5dc", 2)
    canvas.shape([(left - 26, top + 2), (left + width + 26, top + 2), (left + width - 8, top - 32),
                  (left + 8, top - 32)], "#46525a")  # fmt: skip
    wide = (width - 40) / sheets
    for place in range(sheets):
        tone = (PAPER, "#f6ecd4", PAPER)[place % 3]
        sheet(
            canvas,
            left + 22 + place * wide,
            top + 24,
            wide - 14,
            high - 48,
            tone=tone,
            seal=place != 1,
        )
