"""Who could take the villages of an adviser who leaves: the nearest with the fewest villages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from directory.distances import road_km
from directory.models import Adviser, Assignment, Place


@dataclass(frozen=True)
class Candidate:
    """An adviser who may serve from the day on. ``free``: villages left under the cap.
    ``townships``: codes of townships served or preferred.
    """

    adviser: Adviser
    load: int
    free: int
    townships: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Option:
    """A candidate for one village; ``km``: estimated road, none when unknown."""

    candidate: Candidate
    is_near: bool
    km: float | None = None

    def rank(self, given: int = 0) -> tuple:
        """Same township first, then the shorter way, then the fewer villages."""
        one = self.candidate
        km = inf if self.km is None else round(self.km)
        return (not self.is_near, km, one.load + given, one.adviser.pinyin, one.adviser.pk)


@dataclass(frozen=True)
class Offer:
    """A village to hand over, who could take it (best first), and who is proposed."""

    assignment: Assignment
    options: tuple[Option, ...]
    proposed: Adviser | None


def options_for(village: Place, candidates: Sequence[Candidate], factor: float) -> list[Option]:
    """The candidates with a free place, best first."""
    options = [
        Option(
            candidate,
            is_near=village.parent_id in candidate.townships,
            km=road_km(candidate.adviser.start_point, village.point, factor),
        )
        for candidate in candidates
        if candidate.free > 0
    ]
    return sorted(options, key=Option.rank)


def propose(options: Mapping[str, Sequence[Option]]) -> dict[str, Adviser]:
    """Village → adviser, without giving anybody more than is free: again and again the best pair
    of a village and a candidate, counting what was given already.
    """
    given: dict[int, int] = {}
    proposed: dict[str, Adviser] = {}
    while pairs := [
        (option.rank(given.get(option.candidate.adviser.pk, 0)), village, option)
        for village, choices in options.items()
        if village not in proposed
        for option in choices
        if given.get(option.candidate.adviser.pk, 0) < option.candidate.free
    ]:
        _rank, village, option = min(pairs, key=lambda pair: pair[:2])
        adviser = option.candidate.adviser
        proposed[village] = adviser
        given[adviser.pk] = given.get(adviser.pk, 0) + 1
    return proposed


def offers_for(
    assignments: Sequence[Assignment], candidates: Sequence[Candidate], factor: float
) -> list[Offer]:
    """One offer for each assignment, in their order."""
    options = {one.village_id: options_for(one.village, candidates, factor) for one in assignments}
    proposed = propose(options)
    return [
        Offer(one, tuple(options[one.village_id]), proposed.get(one.village_id))
        for one in assignments
    ]
