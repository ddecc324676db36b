"""What a plan starts from, and what already stands against it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.distances import Point, road_km
from directory.models.assignments import MOST_VILLAGES

NAMES_SHOWN = 8


@dataclass(frozen=True)
class Village:
    """A village, where it lies, and the id of the adviser who serves it now (None: nobody)."""

    code: str
    township: str
    point: Point | None
    adviser: int | None = None
    township_name: str = ""


@dataclass(frozen=True)
class Adviser:
    """An adviser. ``cap``: villages of this plan she may serve; ``base_km``: the way to others.

    ``preferred``: codes of townships. ``is_leaving``: serves nobody after the plan.
    """

    id: int
    name: str
    point: Point | None
    preferred: frozenset[str] = frozenset()
    cap: int = MOST_VILLAGES
    base_km: float = 0.0
    is_leaving: bool = False


@dataclass(frozen=True)
class Wishes:
    """The weights: see ``directory.planning.fairness`` for what they weigh."""

    road_factor: float = 1.4
    change_cost_km: float = 5.0
    preference_km: float = 10.0


@dataclass(frozen=True)
class Problem:
    """Villages that stay as they are, villages to place, and the points to place them by."""

    villages: Sequence[Village]
    advisers: Sequence[Adviser]
    fixed: dict[str, int]
    points: dict[str, Point | None]
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def free(self) -> list[Village]:
        return [village for village in self.villages if village.code not in self.fixed]

    @property
    def room(self) -> dict[int, int]:
        """How many villages to place each adviser can take, by id."""
        taken = Counter(self.fixed.values())
        return {
            one.id: max(0, one.cap - taken[one.id]) if _takes_new(one) else 0
            for one in self.advisers
        }


def state(villages: Sequence[Village], advisers: Sequence[Adviser]) -> Problem:
    """Sorts out what can be placed. A village stays with its adviser when one end is unknown."""
    villages = sorted(villages, key=lambda village: village.code)
    advisers = sorted(advisers, key=lambda one: one.id)
    staying = {one.id: one for one in advisers if not one.is_leaving}
    fixed = {
        village.code: village.adviser
        for village in villages
        if village.adviser in staying
        and (village.point is None or staying[village.adviser].point is None)
    }
    points = {
        village.code: village.point or _middle(village.township, villages)
        for village in villages
        if village.code not in fixed
    }
    problem = Problem(villages, advisers, fixed, points)
    problem.notes.extend(_notes(problem))
    problem.problems.extend(_problems(problem))
    return problem


def distances(village: Village, advisers, points, road_factor) -> list[float]:
    """Km from each adviser; zero from all when nothing is known of the village's township."""
    place = points[village.code]
    return [road_km(one.point, place, road_factor) or 0.0 for one in advisers]


def _takes_new(adviser):
    return adviser.point is not None and not adviser.is_leaving


def _middle(township, villages) -> Point | None:
    known = [v.point for v in villages if v.township == township and v.point]
    if not known:
        return None
    return fmean(point[0] for point in known), fmean(point[1] for point in known)


def _notes(problem):
    """What the plan had to assume, in words."""
    unknown = [v for v in problem.villages if v.point is None]
    kept = sum(village.code in problem.fixed for village in unknown)
    guessed = len(unknown) - kept
    nowhere = [one.name for one in problem.advisers if not one.point and not one.is_leaving]
    if kept:
        yield ngettext(
            "%(n)d village without coordinates keeps its adviser.",
            "%(n)d villages without coordinates keep their advisers.",
            kept,
        ) % {"n": kept}
    if guessed:
        yield ngettext(
            "%(n)d village without coordinates is placed by the middle of its township.",
            "%(n)d villages without coordinates are placed by the middle of their township.",
            guessed,
        ) % {"n": guessed}
    if nowhere:
        yield _(
            "No start point is known of %(names)s: they keep their villages and get no new ones."
        ) % {"names": some(nowhere)}


def _problems(problem):
    """Why it cannot be done, in words; nothing if it can."""
    places = problem.room
    free = problem.free
    short = len(free) - sum(places.values())
    if short <= 0:
        return
    yield _(
        "%(villages)d villages need %(villages)d places; %(advisers)d advisers under the cap have "
        "%(places)d: %(short)d short."
    ) % {
        "villages": len(free),
        "advisers": sum(place > 0 for place in places.values()),
        "places": sum(places.values()),
        "short": short,
    }
    idle = [one.name for one in problem.advisers if not one.point and not one.is_leaving]
    if idle:
        yield _("Without a start point nobody gets new villages: %(names)s.") % {
            "names": some(idle)
        }
    yield from _waiting(problem, free)


def _waiting(problem, free):
    """By township: the villages whose adviser leaves or that have none."""
    staying = {one.id for one in problem.advisers if not one.is_leaving}
    waiting = [village for village in free if village.adviser not in staying]
    names = {village.township: village.township_name or village.township for village in waiting}
    counts = Counter(village.township for village in waiting)
    for township, count in sorted(counts.items()):
        yield ngettext(
            "%(township)s: %(n)d village needs a new adviser.",
            "%(township)s: %(n)d villages need a new adviser.",
            count,
        ) % {"township": names[township], "n": count}


def some(names: Sequence[str]) -> str:
    """The names in one line, the first few of many."""
    shown = "、".join(names[:NAMES_SHOWN])
    rest = len(names) - NAMES_SHOWN
    return shown if rest <= 0 else _("%(names)s and %(n)d more") % {"names": shown, "n": rest}
