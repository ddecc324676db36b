"""The search for a fair allocation: arrays in, arrays out (numpy and scipy, extra ``planner``).

**What is made small.** Let Lₐ be the km of adviser a (one way to each of her villages, added up)
and R the mean of Lₐ in the allocation with the least total (at least 10 km). Then

    burden   = Σₐ Lₐ · (1 + Lₐ / R) / 2
    value    = burden − preference km × villages within a preferred township
    objective = value + change cost × villages that change their adviser

One km more weighs ½ for somebody who travels nothing, 1½ at the mean, 2½ at twice the mean: so
both the total and the imbalance become small. A village whose adviser leaves changes for free.

**How.** ``linear_sum_assignment`` gives the exact least total under the cap, once for each change
cost of a fixed ladder, and the exact answer to the burden's slope at what was found so far. From
these, from the present and from the rung before, improving moves and swaps of two villages are
made until there is none. The best allocation seen for each number of changes is kept, and the
answer is the kept one with the least objective at the change cost asked for. What is kept does not
depend on that cost: so a higher one never changes more villages; the present is kept too: so the
answer is never worse than it. Nothing is random: the same input gives the same plan.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

LADDER = (0, 1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256)  # km
LARGE, EVERY = 500, 4  # more villages than this climb every fourth rung only
AT_ANY_PRICE = 1e6  # km: no village changes that need not
LEAST_REFERENCE = 10.0  # km
EPSILON = 1e-7


class SolverMissingError(Exception):
    """SciPy is not installed."""

    def __str__(self):
        return _("Planning needs SciPy: install the portal with the extra “planner”.")


def numeric():
    """Returns numpy and ``linear_sum_assignment``; raises ``SolverMissingError``."""
    try:
        import numpy as np
        from scipy.optimize import linear_sum_assignment
    except ImportError as missing:
        raise SolverMissingError from missing
    return np, linear_sum_assignment


@dataclass
class Search:
    """Allocations ``x`` (adviser's index per village) of one problem.

    ``km``, ``bonus``: villages × advisers, in km. ``base``: km of each adviser beside the plan.
    ``room``: villages each may take. ``now``: index of the adviser now, −1 if a change is free.
    ``kept``: by number of changes, the least value and its allocation.
    """

    km: Any
    bonus: Any
    base: Any
    room: Any
    now: Any
    kept: dict = field(default_factory=dict)

    def __post_init__(self):
        self.np, self.solve = numeric()
        self.km, self.bonus = (self.np.asarray(table, float) for table in (self.km, self.bonus))
        self.base = self.np.asarray(self.base, float)
        self.room, self.now = (self.np.asarray(row, int) for row in (self.room, self.now))
        self.all = self.np.arange(len(self.now))

    def best(self, change_cost: float, tell: Callable[[float], None] = lambda share: None):
        """The allocation with the least objective; ``tell`` hears the share done (0 to 1)."""
        present = self._least(self.km, AT_ANY_PRICE)
        self._keep(present)
        reached = present
        rungs = LADDER if len(self.now) <= LARGE else LADDER[::EVERY]
        for step, cost in enumerate(rungs, start=1):
            for start in (
                present,
                reached,
                self._least(self.km, cost),
                self._relieved(reached, cost),
            ):
                reached = self._improve(start.copy(), cost)
            tell(step / len(rungs))
        changes = min(self.kept, key=lambda n: (self.kept[n][0] + change_cost * n, n))
        return self.kept[changes][1]

    def _least(self, km, change_cost):
        """Exact: the least Σ km − bonus + change cost under the cap."""
        return self._assign(km + self._extra(change_cost))

    def _relieved(self, x, change_cost):
        """The least, if each km weighs what one more weighs for the adviser after ``x``."""
        slope = 0.5 + self.loads(x) / self.reference
        return self._least(self.km * slope[None, :], change_cost)

    def _assign(self, cost):
        seats = self.np.repeat(self.np.arange(len(self.room)), self.room)
        _rows, columns = self.solve(cost[:, seats])
        return seats[columns]

    def loads(self, x):
        return self.base + self.np.bincount(x, self.km[self.all, x], len(self.base))

    def changes(self, x) -> int:
        return int(((self.now >= 0) & (x != self.now)).sum())

    def value(self, x) -> float:
        return float(self._burden(self.loads(x)).sum() - self.bonus[self.all, x].sum())

    @cached_property
    def reference(self) -> float:
        """R, the load at which one more km weighs 1½."""
        return max(LEAST_REFERENCE, float(self.loads(self._assign(self.km)).mean()))

    def _burden(self, load):
        return load * (1 + load / self.reference) / 2

    def _extra(self, cost):
        """What it adds, beside the way, to give a village to an adviser."""
        moved = self.np.arange(self.km.shape[1])[None, :] != self.now[:, None]
        return cost * (moved & (self.now >= 0)[:, None]) - self.bonus

    def _keep(self, x):
        changes, value = self.changes(x), self.value(x)
        if changes not in self.kept or value < self.kept[changes][0] - EPSILON:
            self.kept[changes] = value, x.copy()

    def _improve(self, x, cost):
        """Makes improving steps until there is none. Steps of a round touch no adviser twice."""
        extra = self._extra(cost)
        self._keep(x)
        while steps := self._steps(x, extra):
            touched: set = set()
            for village, other, adviser in steps:
                pair = {int(x[village]), int(adviser)}
                if pair & touched:
                    continue
                touched |= pair
                if other >= 0:
                    x[other] = x[village]
                x[village] = adviser
                self._keep(x)
        return x

    def _steps(self, x, extra):
        """Improving ``(village, village swapped with or −1, new adviser)``, the best first."""
        gains, partners = [], []
        for table in (self._moves(x, extra), self._swaps(x, extra)):
            partners.append(table.argmin(axis=1))
            gains.append(table[self.all, partners[-1]])
        gain = self.np.concatenate(gains)
        steps = []
        for place in self.np.argsort(gain, kind="stable"):
            if gain[place] > -EPSILON:
                break
            is_swap, village = divmod(int(place), len(self.all))
            partner = int(partners[is_swap][village])
            steps.append((village, partner, x[partner]) if is_swap else (village, -1, partner))
        return steps

    def _moves(self, x, extra):
        """Villages × advisers: by how much the objective grows if she takes the village."""
        load, own = self.loads(x), self.km[self.all, x]
        gone = self._burden(load[x] - own) - self._burden(load[x]) - extra[self.all, x]
        table = self._burden(load[None, :] + self.km) - self._burden(load)[None, :] + extra
        table += gone[:, None]
        table[:, self.np.bincount(x, minlength=len(self.room)) >= self.room] = self.np.inf
        table[self.all, x] = self.np.inf
        return table

    def _swaps(self, x, extra):
        """Villages × villages: by how much it grows if the two exchange their advisers."""
        load, own = self.loads(x)[x], self.km[self.all, x]
        half = self._burden((load - own)[None, :] + self.km[:, x]) - self._burden(load)[None, :]
        half += extra[:, x] - extra[self.all, x][:, None]
        table = half + half.T
        table[x[:, None] == x[None, :]] = self.np.inf
        return table
