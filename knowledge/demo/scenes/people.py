"""People: quiet figures with a bearing of their own, in the clothes of the county."""

from dataclasses import dataclass

from directory.demo.paint import blend
from knowledge.demo.scenes.moods import GOLD, INK, PAPER, SEAL, TEAL

DARK = "#16262b"
SKINS = ("#e9bd98", "#deac84", "#d09b73")
HAIR, GREY, WHITE = "#2b2624", "#8d8a86", "#dcd9d2"
INDIGO, OCHRE, SAGE, PLUM, BRICK = "#2f4a6d", "#c08a3e", "#7d9a86", "#74506a", "#a4553f"
SLATE, NAVY, STRAW = "#566670", "#1f3247", "#d9bd7c"
CLOTHES = (TEAL, INDIGO, OCHRE, SAGE, PLUM, BRICK, SLATE)
REACH = {
    # name: (left elbow, left hand), (right elbow, right hand), in hundredths of the height
    "stand": (((-16, -58), (-14, -43)), ((16, -58), (14, -43))),
    "speak": (((-16, -58), (-13, -44)), ((20, -64), (27, -78))),
    "explain": (((-17, -60), (-25, -66)), ((18, -60), (27, -64))),
    "phone": (((-16, -58), (-10, -46)), ((19, -65), (10, -84))),
    "hold": (((-15, -58), (-5, -56)), ((15, -58), (5, -56))),
    "cane": (((-16, -58), (-13, -44)), ((16, -60), (20, -47))),
    "lean": (((-16, -60), (-9, -52)), ((16, -60), (9, -52))),
    "give": (((-16, -58), (-14, -44)), ((19, -62), (32, -60))),
    "guard": (((-18, -62), (-24, -48)), ((20, -64), (33, -62))),
    "point": (((-15, -58), (-13, -44)), ((22, -70), (37, -74))),
}


@dataclass(frozen=True)
class Look:
    """How somebody looks: ``hair`` style, colours, what is on the head and on the back."""

    coat: str = TEAL
    hair: str = "short"
    shade: str = HAIR
    skin: str = SKINS[0]
    hat: str = ""
    trousers: str = NAVY
    extra: str = ""


GRANDMOTHER = Look(PLUM, "bun", WHITE, SKINS[1], "scarf", NAVY)
GRANDFATHER = Look(INDIGO, "short", GREY, SKINS[2], "", SLATE)
MOTHER = Look(BRICK, "bun", HAIR, SKINS[0])
FATHER = Look(SLATE, "short", HAIR, SKINS[1])
ADVISER = Look(TEAL, "short", HAIR, SKINS[0], "", NAVY, "badge")
LADY = Look(TEAL, "long", HAIR, SKINS[0], "", NAVY, "badge")
WORKER = Look(OCHRE, "short", HAIR, SKINS[2], "helmet", SLATE, "vest")
FARMER = Look(SAGE, "short", HAIR, SKINS[2], "straw", SLATE, "basket")
BOY = Look(OCHRE, "short", HAIR, SKINS[0], "", SLATE, "satchel")
GIRL = Look(BRICK, "tails", HAIR, SKINS[0], "", NAVY, "satchel")


class Figure:
    """Draws one person; ``x`` is the middle, ``foot`` the ground, ``turn`` 1 right or -1 left."""

    def __init__(self, canvas, x, foot, height, look, *, turn=1, pose="stand"):
        self.canvas, self.x, self.foot = canvas, x, foot
        self.unit, self.turn, self.look, self.pose = height / 100, turn, look, pose

    def at(self, x, y):
        """The place on the canvas of a point of the body."""
        return self.x + x * self.unit * self.turn, self.foot + y * self.unit

    def _line(self, points, colour, width):
        self.canvas.line([self.at(*point) for point in points], colour, width * self.unit)

    def _oval(self, x, y, rx, ry, colour, strength=1.0):
        self.canvas.oval(*self.at(x, y), rx * self.unit, ry * self.unit, colour, strength)

    def _blob(self, points, colour, strength=1.0):
        self.canvas.blob([self.at(*point) for point in points], colour, strength)

    def draw(self):
        """The whole person from the ground up, with a shadow on it."""
        u = self.unit
        self.canvas.soft([(self.x + 6 * u, self.foot, 24 * u, 4 * u)], DARK, 0.34, 5 * u)
        self.legs()
        self.upper()

    def legs(self):
        """Trousers and shoes."""
        for side in (-1, 1):
            self._line([(5.4 * side, -42), (6 * side, -5)], self.look.trousers, 9.6)
            self._oval(7 * side + 1.5, -2, 5.6, 2.8, DARK)

    def upper(self):
        """Everything above the legs: what a table leaves to be seen."""
        if self.look.extra == "basket":
            self._basket()
        if self.pose == "cane":
            self._line([(20, -47), (22, 0)], "#7a573c", 2)
        self._arm(0)
        self._coat()
        self._head()
        self._arm(1)
        self._held()

    def _coat(self):
        coat = self.look.coat
        body = [(-11, -77), (0, -79), (11, -77), (15, -71), (13.5, -54), (14.5, -36), (0, -34)]
        body += [(-14.5, -36), (-13.5, -54), (-15, -71)]
        self._blob(body, coat)
        shade = [(5, -77), (12, -76), (15, -70), (13.5, -54), (14.4, -37), (6, -35), (7.5, -56)]
        self._blob(shade, DARK, 0.14)
        self._oval(0, -78.5, 4.4, 3.4, self.look.skin)
        self._line([(0, -75), (0, -38)], blend(coat, DARK, 0.28), 0.9)
        self._line([(-4.6, -79), (0, -74.4), (4.6, -79)], blend(coat, PAPER, 0.55), 1.7)
        if self.look.extra == "badge":
            self._oval(7, -66, 2.1, 2.1, SEAL)
        if self.look.extra == "vest":
            for x in (-8, 8):
                self._line([(x, -76), (x, -38)], "#f0e2a2", 2.6)
            self._line([(-12.6, -50), (12.6, -50)], "#f0e2a2", 2.6)
        if self.look.extra == "satchel":
            self._line([(-9, -76), (9, -46)], "#5a4636", 2)

    def _arm(self, number):
        elbow, hand = REACH[self.pose][number]
        shoulder = (12.5 * (1 if number else -1), -73)
        tone = blend(self.look.coat, DARK, 0.06 if number else 0.2)
        self._oval(*hand, 3.5, 3.5, self.look.skin)
        self._line([shoulder, elbow, hand], tone, 7.4)
        bent = tuple(elbow[i] + (hand[i] - elbow[i]) * 1.16 for i in (0, 1))
        self._oval(*bent, 3.5, 3.5, self.look.skin)

    def _held(self):
        if self.pose == "phone":
            x, y = self.at(10, -86)
            u = self.unit
            self.canvas.box(x - 2 * u, y - 5 * u, x + 2 * u, y + 5 * u, INK, 1 * u)
        if self.pose in ("hold", "give"):
            x, y = self.at(*((0, -59) if self.pose == "hold" else (36, -63)))
            u = self.unit
            self.canvas.box(x - 8 * u, y - 9 * u, x + 8 * u, y + 5 * u, PAPER, 0.8 * u)
            for row in range(4):
                place = y - 6 * u + row * 3 * u
                self.canvas.line([(x - 5 * u, place), (x + 5 * u, place)], "#9aa6a4", 0.8 * u)
        if self.look.extra == "satchel":
            self._blob([(6, -52), (17, -52), (18, -40), (6, -40)], BRICK)

    def _head(self):
        look = self.look
        if look.hair == "long":
            self._blob([(-10, -92), (0, -101), (10, -92), (10.5, -80), (-10.5, -80)], look.shade)
        if look.hair == "tails":
            for side in (-1, 1):
                self._oval(11 * side, -87, 3, 5.4, look.shade)
        if look.hair == "bun":
            self._oval(-7.5, -97, 4.2, 4.2, look.shade)
        self._oval(1.2, -88, 8.2, 9.6, look.skin)
        self._oval(-6.6, -87, 1.8, 2.4, blend(look.skin, BRICK, 0.18))
        fringe = [(-8.2, -86), (-8.8, -93), (-4, -98.4), (3, -99), (8.6, -94), (9.2, -91)]
        fringe += [(3, -93.4), (-3.5, -92)]
        self._blob(fringe, look.shade)
        line = blend(look.skin, DARK, 0.62)
        for x in (2.2, 6.8):
            self._oval(x, -87.4, 0.75, 0.95, line)
        self._line([(3, -83), (4.6, -82.2), (6.4, -83)], line, 0.8)
        self._oval(6.8, -84.6, 1.7, 1.1, "#d97b62", 0.35)
        self._hat()

    def _hat(self):
        hat = self.look.hat
        if hat == "helmet":
            self._blob([(-9, -92), (-8, -99), (0, -103), (8.5, -99), (10, -92)], "#e3b23c")
            self._line([(-9.6, -92), (12.4, -92)], "#c9962c", 2)
        if hat == "straw":
            self._blob([(-17, -91), (0, -104), (17, -91), (0, -93)], STRAW)
            self._line([(-16, -91), (0, -93), (16, -91)], "#b39657", 1)
        if hat == "scarf":
            self._blob([(-10, -91), (-9.6, -99), (0, -102), (9.8, -98), (10, -92), (0, -95)], NAVY)
            self._line([(-9, -95), (0, -98.4), (9, -95)], GOLD, 0.9)

    def _basket(self):
        weave = "#a9824e"
        self._blob([(-24, -74), (-8, -76), (-9, -44), (-21, -44)], weave)
        for row in range(4):
            self._line([(-23 + row * 0.6, -70 + row * 7), (-9, -71 + row * 7)], "#8a673a", 0.9)


def stand(canvas, x, foot, height, look, **how):
    """Draw somebody who stands at ``foot``."""
    Figure(canvas, x, foot, height, look, **how).draw()


def sit_behind(canvas, x, foot, height, look, **how):
    """Draw the upper part of somebody whose legs a table hides; ``foot`` as if standing."""
    Figure(canvas, x, foot, height, look, **how).upper()


BACK = [(-11, -36), (0, -38), (11, -36), (15, -29), (15, -4), (0, 0), (-15, -4), (-15, -29)]
SHADED = [(4, -36), (11, -35), (15, -28), (15, -4), (5, -1)]


def from_behind(canvas, x, y, size, look):
    """Draw somebody who sits on a stool with the back to us; ``y``: the seat, ``size``: height."""
    u = size / 60

    def oval(a, b, rx, ry, colour):
        canvas.oval(x + a * u, y + b * u, rx * u, ry * u, colour)

    def blob(points, colour, strength=1.0):
        canvas.blob([(x + a * u, y + b * u) for a, b in points], colour, strength)

    canvas.soft([(x, y + 12 * u, 22 * u, 5 * u)], DARK, 0.3, 5 * u)
    for side in (-1, 1):
        canvas.line([(x + 9 * u * side, y), (x + 11 * u * side, y + 12 * u)], "#6d4f38", 2.4 * u)
    canvas.box(x - 13 * u, y - 2 * u, x + 13 * u, y + 2 * u, "#8a6445", 1.5 * u)
    blob(BACK, look.coat)
    blob(SHADED, DARK, 0.15)
    oval(0, -38, 4, 4, look.skin)
    oval(0, -48, 9, 10, look.shade)
    for side in (-9, 9):
        oval(side, -46, 1.8, 2.6, look.skin)
    _back_of_head(oval, blob, look)


def _back_of_head(oval, blob, look):
    if look.hair == "bun":
        oval(0, -53, 4.6, 4.6, blend(look.shade, DARK, 0.15))
    if look.hair == "long":
        blob([(-10, -50), (10, -50), (10, -36), (-10, -36)], look.shade)
    if look.hat == "scarf":
        oval(0, -54, 10, 5, NAVY)
    if look.hat == "straw":
        blob([(-18, -49), (0, -64), (18, -49), (0, -46)], STRAW)


def crowd(pick, number):
    """Return the looks of ``number`` villagers, old and young."""
    old = [GRANDMOTHER, GRANDFATHER, Look(SLATE, "short", WHITE, SKINS[2])]
    young = [MOTHER, FATHER, FARMER, Look(OCHRE, "long", HAIR, SKINS[0])]
    found = []
    for _person in range(number):
        like = pick.choice(old + young)
        coat = pick.choice(CLOTHES)
        found.append(Look(coat, like.hair, like.shade, like.skin, like.hat, like.trousers))
    return found
