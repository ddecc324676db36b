"""From villages and advisers to a proposal: who should serve which village, and what it brings."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from directory.distances import imbalance, road_km
from directory.planning.fairness import Search
from directory.planning.problem import Adviser, Problem, Village, Wishes, distances, state

CURVE_POINTS = 24


@dataclass(frozen=True)
class Row:
    """One village: ids of its adviser now (None: nobody) and then, and the km if known."""

    village: str
    before: int | None
    after: int
    before_km: float | None
    after_km: float | None

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Proposal:
    """``rows``: every village, none if ``problems`` says why it cannot be done.

    ``before``, ``after``: figures of ``distances.imbalance`` plus ``unknown`` (villages without a
    distance). ``loads``: adviser's id → (km, villages) before and after. ``curve``: (changes, total
    km, Gini) of the best allocation for some numbers of changes.
    ``objective``: see ``fairness``; ``present_objective``: that of the present, if it is allowed.
    """

    rows: tuple[Row, ...] = ()
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    loads: dict = field(default_factory=dict)
    curve: tuple = ()
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    objective: float | None = None
    present_objective: float | None = None

    @property
    def changed(self) -> list[Row]:
        return [row for row in self.rows if row.is_changed]


def propose(
    villages: Sequence[Village],
    advisers: Sequence[Adviser],
    wishes: Wishes,
    tell: Callable[[float], None] = lambda share: None,
) -> Proposal:
    """The fairest allocation found, or why there is none. ``tell`` hears the share done (0 to 1).

    Raises ``SolverMissingError`` without SciPy.
    """
    problem = state(villages, advisers)
    if problem.problems:
        return Proposal(notes=tuple(problem.notes), problems=tuple(problem.problems))
    after = dict(problem.fixed)
    found = {}
    if problem.free:
        search = _search(problem, wishes)
        best = search.best(wishes.change_cost_km, tell)
        ids = [one.id for one in problem.advisers]
        after |= {v.code: ids[a] for v, a in zip(problem.free, best.tolist(), strict=True)}
        found = _measures(search, best, wishes)
    return _proposal(problem, after, wishes, found)


def _search(problem: Problem, wishes: Wishes) -> Search:
    advisers, free = problem.advisers, problem.free
    room = problem.room
    index: dict[int | None, int] = {
        one.id: place for place, one in enumerate(advisers) if not one.is_leaving
    }
    fixed_km = _loads(problem, problem.fixed, wishes.road_factor)
    return Search(
        km=[distances(v, advisers, problem.points, wishes.road_factor) for v in free],
        bonus=[
            [wishes.preference_km * (v.township in a.preferred) for a in advisers] for v in free
        ],
        base=[fixed_km[one.id][0] for one in advisers],
        room=[room[one.id] for one in advisers],
        now=[index.get(village.adviser, -1) for village in free],
    )


def _measures(search, best, wishes):
    present = search.now
    counts = search.np.bincount(present[present >= 0], minlength=len(search.room))
    is_allowed = bool((present >= 0).all() and (counts <= search.room).all())
    return {
        "objective": search.value(best) + wishes.change_cost_km * search.changes(best),
        "present_objective": search.value(present) if is_allowed else None,
        "curve": tuple(_curve(search)),
    }


def _curve(search):
    """The convex lower edge of the kept allocations, thinned."""
    edge: list = []
    for changes in sorted(search.kept):
        value = search.kept[changes][0]
        while len(edge) > 1 and _is_above(edge[-2], edge[-1], (changes, value)):
            edge.pop()
        if not edge or value < edge[-1][1]:
            edge.append((changes, value))
    step = max(1, -(-len(edge) // CURVE_POINTS))
    for changes, _value in [*edge[:-1:step], edge[-1]]:
        figures = imbalance(search.loads(search.kept[changes][1]).tolist())
        yield changes, round(figures.total, 1), round(figures.gini, 4)


def _is_above(first, middle, last):
    """Whether ``middle`` lies on or above the line from ``first`` to ``last``."""
    rise = (last[1] - first[1]) * (middle[0] - first[0])
    return (middle[1] - first[1]) * (last[0] - first[0]) >= rise


def _proposal(problem, after, wishes, found):
    now = {village.code: village.adviser for village in problem.villages if village.adviser}
    points = {one.id: one.point for one in problem.advisers}

    def km(village, adviser):
        return road_km(points.get(adviser), village.point, wishes.road_factor)

    rows = tuple(
        Row(v.code, v.adviser, after[v.code], km(v, v.adviser), km(v, after[v.code]))
        for v in problem.villages
    )
    loads = [_loads(problem, served, wishes.road_factor) for served in (now, after)]
    staying = [one for one in problem.advisers if not one.is_leaving]
    return Proposal(
        rows=rows,
        before=_figures(loads[0], problem.advisers, [row.before_km for row in rows]),
        after=_figures(loads[1], staying, [row.after_km for row in rows]),
        loads={one.id: tuple(load[one.id] for load in loads) for one in problem.advisers},
        notes=tuple(problem.notes),
        **found,
    )


def _loads(problem, served, road_factor):
    """By adviser's id: km to the villages of ``served`` (code → id) and others, and how many."""
    points = {one.id: one.point for one in problem.advisers}
    km = defaultdict(float, {one.id: one.base_km for one in problem.advisers})
    count: dict = defaultdict(int)
    for village in problem.villages:
        adviser = served.get(village.code)
        if adviser in points:
            km[adviser] += road_km(points[adviser], village.point, road_factor) or 0.0
            count[adviser] += 1
    return {one: (km[one], count[one]) for one in points}


def _figures(loads, advisers, km):
    """Figures over the advisers whose start point is known."""
    known = [loads[one.id][0] for one in advisers if one.point]
    return asdict(imbalance(known)) | {"unknown": sum(value is None for value in km)}
