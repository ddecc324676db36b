"""Scenes in a room, with the mountains in the window."""

from directory.demo.paint import blend
from knowledge.demo.scenes import houses, land, people, things
from knowledge.demo.scenes.canvas import WIDTH
from knowledge.demo.scenes.moods import GOLD, PAPER, SEAL, TEAL

WALLS = ("#eadfc6", "#e3e2d2", "#ecdcc4", "#dfe3da")
NIGHT_WALL = "#75705f"
DARK = "#16262b"


def chamber(canvas, mood, pick, window=(600, 76, 900, 286)):
    """A room with the mountains in its window."""
    left, _top, right, _bottom = window
    sun = ((left + right) / 2 + pick.uniform(-60, 60), 128)
    land.scenery(canvas, mood, pick, horizon=246, sun=sun, spread=(left - 40, right + 40))
    dark = mood.sky == "#12303d"
    wall, floor = (NIGHT_WALL, "#6d5740") if dark else (pick.choice(WALLS), "#b58f66")
    things.room(canvas, wall=wall, floor=floor, window=window)


def scroll(canvas, x, top):
    """A hanging scroll with pillars in ink."""
    canvas.box(x - 46, top, x + 46, top + 190, "#f6efdd", 2)
    canvas.box(x - 50, top - 6, x + 50, top + 4, "#6d4a30", 3)
    canvas.box(x - 50, top + 188, x + 50, top + 197, "#6d4a30", 3)
    for a, high, shade in ((-20, 92, 0.3), (6, 124, 0.1), (26, 70, 0.45)):
        tone = blend(TEAL, PAPER, 0.25 + shade)
        canvas.box(x + a - 9, top + 160 - high, x + a + 9, top + 160, tone, 4)
        canvas.oval(x + a, top + 160 - high, 12, 6, blend(TEAL, PAPER, shade))
    canvas.box(x - 40, top + 158, x + 40, top + 166, blend(TEAL, PAPER, 0.7), 3)
    canvas.oval(x - 26, top + 32, 8, 8, SEAL)


def envelopes(canvas, mood, pick):
    """Two families at a table with red envelopes between them."""
    chamber(canvas, mood, pick, (330, 70, 630, 280))
    for x in (170, 790):
        houses.lantern(canvas, x, 96, 34)
    people.sit_behind(canvas, 250, 540, 330, people.FATHER, pose="explain")
    people.sit_behind(canvas, 130, 545, 320, people.GRANDMOTHER, pose="lean")
    people.sit_behind(canvas, 720, 540, 330, people.MOTHER, turn=-1, pose="explain")
    people.sit_behind(canvas, 845, 545, 325, people.GRANDFATHER, turn=-1, pose="lean")
    things.table(canvas, 40, 920, 440, 545)
    for x, width in ((420, 74), (486, 84), (556, 74)):
        things.envelope(canvas, x, 442, width)
    things.cup(canvas, 300, 440, 25)
    things.cup(canvas, 670, 440, 25)


def elders(canvas, mood, pick):
    """Old parents at their table; a grown-up child comes to see them."""
    chamber(canvas, mood, pick, (560, 70, 890, 288))
    scroll(canvas, 440, 70)
    people.sit_behind(canvas, 170, 540, 318, people.GRANDFATHER, pose="lean")
    people.sit_behind(canvas, 310, 545, 308, people.GRANDMOTHER, turn=-1, pose="lean")
    guest = pick.choice((people.FATHER, people.MOTHER, people.LADY))
    people.stand(canvas, 720, 520, 320, guest, turn=-1, pose=pick.choice(("give", "explain")))
    things.table(canvas, 60, 560, 440, 536)
    things.cup(canvas, 240, 440, 27)
    things.cup(canvas, 120, 443, 24, "#dfe6e2")
    things.paper(canvas, 440, 448, 120, slant=0.06)


def lamp(canvas, mood, pick):
    """Late in the evening: a lamp, a sheet of paper, somebody who thinks."""
    chamber(canvas, mood, pick, (610, 80, 890, 290))
    things.lamp(canvas, 400, 150, 62)
    who = pick.choice((people.MOTHER, people.GRANDFATHER, people.GRANDMOTHER))
    people.sit_behind(canvas, 400, 545, 330, who, pose="lean")
    things.table(canvas, 130, 690, 440, 545, "#8f643f")
    things.paper(canvas, 410, 448, 190, slant=-0.05)
    things.cup(canvas, 590, 444, 27)
    canvas.line([(500, 436), (552, 420)], TEAL, 5)
    things.ledger(canvas, 235, 446, 130)


def phone(canvas, mood, pick):
    """A call from a stranger: the old woman listens, a neighbour raises a hand."""
    chamber(canvas, mood, pick, (70, 76, 340, 286))
    scroll(canvas, 890, 70)
    old = pick.choice((people.GRANDMOTHER, people.GRANDFATHER))
    people.stand(canvas, 300, 575, 400, old, pose="phone")
    things.mobile(canvas, 560, 262, 178)
    for side in (-1, 1):
        things.waves(canvas, 560 + side * 96, 220, side, "#d9694f" if side < 0 else GOLD)
    friend = pick.choice((people.LADY, people.ADVISER, people.BOY))
    people.stand(canvas, 800, 555, 330, friend, turn=-1, pose="speak")


def contract(canvas, mood, pick):
    """Two people over a contract, the adviser reads it aloud."""
    chamber(canvas, mood, pick, (60, 76, 350, 286))
    scroll(canvas, 880, 66)
    people.sit_behind(
        canvas, 230, 545, 330, pick.choice((people.FARMER, people.FATHER)), pose="lean"
    )
    people.sit_behind(
        canvas, 480, 535, 345, pick.choice((people.ADVISER, people.LADY)), pose="hold"
    )
    people.sit_behind(
        canvas, 730, 545, 330, pick.choice((people.MOTHER, people.WORKER)), turn=-1, pose="lean"
    )
    things.table(canvas, 60, 900, 440, 548)
    things.paper(canvas, 320, 448, 170, slant=0.08)
    things.paper(canvas, 620, 448, 170, slant=-0.08)
    canvas.line([(694, 438), (744, 418)], TEAL, 5)
    canvas.box(466, 424, 494, 446, SEAL, 3)
    canvas.box(472, 408, 488, 428, blend(SEAL, DARK, 0.3), 3)


def ledger(canvas, mood, pick):
    """The village's account book lies open for everybody."""
    chamber(canvas, mood, pick, (610, 76, 890, 286))
    things.sheet(canvas, 96, 84, 150, 176, lines=6)
    people.sit_behind(canvas, 180, 545, 325, people.MOTHER, pose="lean")
    people.sit_behind(canvas, 460, 540, 338, people.LADY, pose="explain")
    third = pick.choice((people.GRANDFATHER, people.FARMER))
    people.sit_behind(canvas, 745, 545, 322, third, turn=-1, pose="point")
    things.table(canvas, 50, 910, 440, 548)
    things.ledger(canvas, 460, 450, 250)
    things.abacus(canvas, 712, 448, 150)
    things.cup(canvas, 250, 442, 26)


def table(canvas, mood, pick):
    """At the adviser's table: one comes with a bag of papers."""
    chamber(canvas, mood, pick, (330, 70, 640, 284))
    scroll(canvas, 850, 70)
    shelf(canvas, pick, 70, 84)
    people.sit_behind(
        canvas, 640, 542, 338, pick.choice((people.LADY, people.ADVISER)), turn=-1, pose="explain"
    )
    people.sit_behind(
        canvas, 330, 545, 326, pick.choice((people.GRANDMOTHER, people.FARMER)), pose="lean"
    )
    people.sit_behind(canvas, 205, 548, 320, people.FATHER, pose="lean")
    things.table(canvas, 70, 900, 440, 548)
    for x, slant in ((390, 0.1), (500, -0.04), (590, 0.04)):
        things.paper(canvas, x, 448, 130, slant=slant, seal=x != 500)
    things.cup(canvas, 770, 443, 27)


def shelf(canvas, pick, left, top):
    """A shelf with files."""
    for row in range(2):
        y = top + 88 * (row + 1)
        canvas.box(left, y, left + 190, y + 9, "#8a5f3f", 2)
        x = left + 8
        while x < left + 168:
            width, high = pick.uniform(13, 22), pick.uniform(48, 70)
            tone = pick.choice((TEAL, SEAL, GOLD, "#7d9a86", "#e6d9bd", "#566670"))
            canvas.box(x, y - high, x + width, y, blend(tone, "#e3e2d2", 0.15), 2)
            canvas.box(x + 3, y - high + 9, x + width - 3, y - high + 22, PAPER, 1)
            x += width + 2


def lecture(canvas, mood, pick):
    """A lecture in the village's meeting room, seen from the last row."""
    chamber(canvas, mood, pick, (640, 70, 910, 262))
    left = pick.choice((70, 96))
    canvas.box(left, 62, left + 480, 106, SEAL, 3)
    for place in range(9):
        x = left + 40 + place * 48
        canvas.box(x, 74, x + 22, 94, "#f0cf7a", 3)
    canvas.box(left + 40, 124, left + 300, 292, "#2d4a45", 4)
    for row in range(5):
        y = 152 + row * 26
        canvas.line([(left + 66, y), (left + pick.uniform(170, 268), y)], "#dfe5dc", 4, 0.85)
    speaker = pick.choice((people.LADY, people.ADVISER))
    people.stand(
        canvas, left + 390, 452, 285, speaker, turn=-1, pose=pick.choice(("point", "explain"))
    )
    for y, size, number in ((470, 140, 6), (545, 178, 5)):
        for place, look in enumerate(people.crowd(pick, number)):
            x = WIDTH * (place + 0.5 + pick.uniform(-0.07, 0.07)) / number
            people.from_behind(canvas, x, y, size, look)
