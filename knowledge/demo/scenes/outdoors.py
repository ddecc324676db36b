"""Scenes under the sky: fields, courtyards, lanes, the village square."""

from directory.demo.paint import blend
from knowledge.demo.scenes import houses, land, people, things
from knowledge.demo.scenes.canvas import HEIGHT, WIDTH, curve

DARK, LIGHT = "#16262b", "#fff8e8"
CHICKEN = "#b5652f"


def ground(canvas, mood, pick, top=440):
    """Beaten earth in front, with a few stones and tufts of grass."""
    tone = mood.ground
    edge = [(x, top + 4 * ((x // 60) % 2)) for x in range(-20, WIDTH + 40, 60)]
    canvas.shape([*edge, (WIDTH + 20, HEIGHT), (-20, HEIGHT)], tone)
    canvas.fade(top + 6, HEIGHT, tone, blend(tone, DARK, 0.2))
    for _stone in range(26):
        x, y = pick.uniform(0, WIDTH), pick.uniform(top + 14, HEIGHT)
        canvas.oval(x, y, pick.uniform(4, 15), pick.uniform(1.5, 3.4), blend(tone, DARK, 0.16), 0.7)
    for _grass in range(16):
        x, y = pick.uniform(0, WIDTH), pick.uniform(top, HEIGHT - 6)
        for lean in (-5, -1, 4):
            canvas.line(
                [(x, y), (x + lean, y - pick.uniform(8, 15))], blend(mood.leaf, tone, 0.25), 2
            )


def hens(canvas, pick, x, y):
    """Two or three hens that look for grain."""
    for number in range(3):
        a, b = x + number * 44 + pick.uniform(-9, 9), y + pick.uniform(-7, 9)
        canvas.oval(a, b - 9, 12, 8.5, CHICKEN if number else "#efe4cf")
        canvas.line([(a - 9, b - 12), (a - 17, b - 20)], blend(CHICKEN, DARK, 0.4), 5)
        canvas.oval(a + 11, b - 16 + number * 4, 5, 5, CHICKEN if number else "#efe4cf")
        canvas.oval(a + 11, b - 21 + number * 4, 2.6, 2, "#b3261e")
        canvas.line([(a, b - 2), (a, b + 4)], "#c79a3b", 1.6)


def courtyard(canvas, mood, pick):
    """An old stilt house at the foot of the mountains; a family before it."""
    land.scenery(canvas, mood, pick, horizon=320, sun=(210, 100))
    ground(canvas, mood, pick, 446)
    land.bamboo(canvas, mood, pick, 868, 470, 330, 6)
    houses.stilt_house(canvas, mood, 585, 462, 430, lit=mood.sun == "#f2a069")
    land.tree(canvas, mood, pick, 92, 470, 250)
    hens(canvas, pick, 760, 505)
    people.stand(canvas, 232, 512, 205, people.GRANDFATHER, pose="cane")
    people.stand(canvas, 312, 516, 196, pick.choice((people.MOTHER, people.GRANDMOTHER)), turn=-1)
    people.stand(canvas, 388, 518, 128, pick.choice((people.BOY, people.GIRL)), turn=-1)


def field(canvas, mood, pick):
    """Terraces below the pillars; two people who agree on a field."""
    land.scenery(canvas, mood, pick, horizon=290, sun=(760, 95))
    houses.village(canvas, mood, pick, foot=348, spread=(420, 930), number=4, size=64)
    land.terraces(canvas, mood, pick, top=345, bottom=545, rows=8)
    land.tree(canvas, mood, pick, 884, 520, 230)
    first = pick.choice(
        (
            people.FARMER,
            people.Look(
                people.INDIGO,
                "short",
                people.HAIR,
                people.SKINS[2],
                "straw",
                people.SLATE,
                "basket",
            ),
        )
    )
    people.stand(canvas, 300, 516, 235, first, pose="explain")
    other = pick.choice((people.FATHER, people.MOTHER, people.GRANDFATHER))
    people.stand(canvas, 450, 520, 226, other, turn=-1, pose="hold")


def lane(canvas, mood, pick):
    """A lane between two houses and the wall that is quarrelled about."""
    land.scenery(canvas, mood, pick, horizon=300, sun=(480, 90))
    ground(canvas, mood, pick, 436)
    houses.stilt_house(canvas, mood, 120, 452, 330)
    houses.stilt_house(canvas, mood, 850, 452, 330)
    people.stand(
        canvas, 356, 500, 226, pick.choice((people.GRANDFATHER, people.FATHER)), pose="point"
    )
    people.stand(
        canvas, 604, 500, 220, pick.choice((people.MOTHER, people.FARMER)), turn=-1, pose="explain"
    )
    houses.wall(canvas, 262, 698, 428, 512)


def dog(canvas, mood, pick):
    """A dog without a leash in the lane; a mother holds her child back."""
    land.scenery(canvas, mood, pick, horizon=300, sun=(230, 100))
    ground(canvas, mood, pick, 432)
    houses.stilt_house(canvas, mood, 790, 448, 360)
    houses.wall(canvas, -10, 420, 372, 452)
    land.bamboo(canvas, mood, pick, 60, 440, 270, 5)
    things.dog(canvas, 610, 508, 118, pick.choice(("#b98552", "#6b5a4c", "#d6b88a")), turn=-1)
    people.stand(canvas, 272, 514, 222, people.MOTHER, pose="guard")
    people.stand(canvas, 215, 520, 138, pick.choice((people.BOY, people.GIRL)))


def board(canvas, mood, pick):
    """Villagers read what hangs on the notice board."""
    land.scenery(canvas, mood, pick, horizon=310, sun=(800, 90))
    houses.village(canvas, mood, pick, foot=372, spread=(0, 330), number=3, size=86)
    ground(canvas, mood, pick, 428)
    land.tree(canvas, mood, pick, 890, 468, 300)
    things.board(canvas, 400, 196, 380, 190, 470)
    people.stand(canvas, 330, 516, 230, people.LADY, pose="point")
    people.stand(canvas, 222, 520, 222, people.FARMER, pose="stand")
    people.stand(canvas, 800, 520, 214, people.GRANDMOTHER, turn=-1, pose="cane")


def square(canvas, mood, pick):
    """The village sits under the old tree in the square; the adviser tells a case."""
    land.scenery(canvas, mood, pick, horizon=290, sun=(300, 90))
    houses.village(canvas, mood, pick, foot=352, spread=(0, 560), number=5, size=80)
    ground(canvas, mood, pick, 398)
    houses.stilt_house(canvas, mood, 815, 420, 300, lit=True)
    canvas.wave([(0, 150), (240, 196), (480, 172), (700, 200)], "#5a4636", 2)
    for x, y in ((110, 190), (250, 214), (390, 203), (530, 197)):
        houses.lantern(canvas, x, y, 17)
    speaker = pick.choice((people.ADVISER, people.LADY))
    people.stand(canvas, 478, 432, 196, speaker, pose=pick.choice(("explain", "speak")), turn=-1)
    rows(canvas, pick, ((452, 98, 7), (508, 124, 6)))


def rows(canvas, pick, benches):
    """Rows of listeners with their backs to us: (y of the seats, size, how many)."""
    for y, size, number in benches:
        looks = people.crowd(pick, number)
        for place, look in enumerate(looks):
            x = WIDTH * (place + 0.5 + pick.uniform(-0.09, 0.09)) / number
            people.from_behind(canvas, x, y + pick.uniform(-3, 4), size, look)


def road(canvas, mood, pick):
    """A road winds along the river up to a village; the adviser is on her way."""
    land.scenery(canvas, mood, pick, horizon=300, sun=(690, 95))
    houses.village(canvas, mood, pick, foot=352, spread=(130, 480), number=4, size=62)
    land.terraces(canvas, mood, pick, top=352, bottom=560, rows=6)
    land.river(canvas, mood, pick, y=352, width=96)
    path(canvas, mood)
    land.tree(canvas, mood, pick, 452, 452, 120, 0.25)
    land.bamboo(canvas, mood, pick, 880, 520, 320, 6)
    look = pick.choice((people.LADY, people.ADVISER))
    walker = people.Look(look.coat, look.hair, look.shade, look.skin, "", look.trousers, "satchel")
    people.stand(canvas, 236, 514, 214, walker)


def path(canvas, mood):
    """A pale path from the left edge into the hills, narrower as it goes."""
    tone = blend(mood.ground, LIGHT, 0.4)
    middle = [(-40, 536), (190, 500), (330, 456), (230, 412), (120, 386), (190, 364), (290, 352)]
    for extra, shade in ((3, blend(tone, DARK, 0.22)), (0, tone)):
        wide = [extra + max(2, (y - 346) * 0.15) for _x, y in middle]
        far = [(x, y - w) for (x, y), w in zip(middle, wide, strict=True)]
        near = [(x, y + w) for (x, y), w in zip(middle, wide, strict=True)]
        both = [*curve(far, closed=False), *reversed(curve(near, closed=False))]
        canvas.shape(both, shade)


def site(canvas, mood, pick):
    """A house being built; workers and the adviser go through their accounts."""
    land.scenery(canvas, mood, pick, horizon=330, sun=(160, 90))
    houses.frame(canvas, mood, 600, 458, 430, 260)
    ground(canvas, mood, pick, 452)
    for row in range(3):
        for place in range(5 - row):
            left = 812 + place * 29 + row * 14
            canvas.box(
                left,
                470 - row * 15,
                left + 27,
                484 - row * 15,
                blend("#a4553f", DARK, (place % 3) / 14),
                1,
            )
    people.stand(canvas, 200, 516, 226, people.WORKER, pose="explain")
    people.stand(
        canvas, 318, 520, 220, pick.choice((people.LADY, people.ADVISER)), turn=-1, pose="hold"
    )
    blue = people.Look(
        people.INDIGO, "short", people.HAIR, people.SKINS[2], "helmet", people.SLATE, "vest"
    )
    people.stand(canvas, 432, 516, 216, blue, turn=-1, pose="stand")
