"""Scenes before the offices of the town: school, hospital, court."""

from directory.demo.paint import blend
from knowledge.demo.scenes import houses, land, people
from knowledge.demo.scenes.outdoors import ground

DARK = "#16262b"


def school(canvas, mood, pick):
    """Before the school: children, a parent, a teacher."""
    land.scenery(canvas, mood, pick, horizon=330, sun=(820, 90))
    houses.town_house(canvas, mood, 330, 446, 470, 210, storeys=2, panes=7)
    houses.flag(canvas, 268, 446, 290)
    land.tree(canvas, mood, pick, 884, 460, 250)
    ground(canvas, mood, pick, 442)
    _lines(canvas, mood)
    teacher = people.Look(people.SAGE, "long", people.HAIR, people.SKINS[0])
    people.stand(canvas, 250, 512, 216, pick.choice((people.FATHER, people.MOTHER)), pose="explain")
    people.stand(canvas, 385, 514, 212, teacher, turn=-1, pose="hold")
    for x, look in ((170, people.BOY), (560, people.GIRL), (622, people.BOY)):
        people.stand(canvas, x, 520, 138, look, turn=-1 if x > 600 else 1)


def _lines(canvas, mood):
    """The white lines of a playing field."""
    pale = blend(mood.ground, "#fffdf4", 0.6)
    canvas.line([(0, 482), (960, 482)], pale, 3)
    canvas.wave([(640, 540), (720, 506), (860, 506), (950, 540)], pale, 3)


def hospital(canvas, mood, pick):
    """Before the township hospital: somebody hurt, the family, papers."""
    land.scenery(canvas, mood, pick, horizon=330, sun=(150, 95))
    houses.town_house(canvas, mood, 380, 446, 500, 236, storeys=3, panes=6, tone="#f3f1ea")
    canvas.box(560, 372, 700, 446, blend("#0f4c5c", mood.sky, 0.35), 3)
    canvas.line([(630, 372), (630, 446)], "#f3f1ea", 4)
    canvas.box(540, 354, 720, 374, "#0f4c5c", 3)
    houses.sign(canvas, 630, 268, 32)
    ground(canvas, mood, pick, 442)
    land.bamboo(canvas, mood, pick, 64, 470, 250, 5)
    people.stand(canvas, 262, 516, 218, people.GRANDFATHER, pose="cane")
    canvas.line([(238, 385), (258, 398)], "#fbfaf7", 13)
    people.stand(canvas, 180, 512, 212, people.MOTHER, pose="stand")
    people.stand(
        canvas, 392, 516, 216, pick.choice((people.LADY, people.ADVISER)), turn=-1, pose="hold"
    )


def court(canvas, mood, pick):
    """On the way up to the court, with the adviser."""
    land.scenery(canvas, mood, pick, horizon=330, sun=(760, 90))
    ground(canvas, mood, pick, 448)
    houses.court(canvas, mood, 590, 462, 430)
    land.tree(canvas, mood, pick, 70, 470, 240)
    land.tree(canvas, mood, pick, 906, 474, 210)
    people.stand(canvas, 232, 516, 220, pick.choice((people.FARMER, people.WORKER, people.MOTHER)))
    people.stand(
        canvas, 336, 518, 216, pick.choice((people.LADY, people.ADVISER)), turn=-1, pose="explain"
    )
