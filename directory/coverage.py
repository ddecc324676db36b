"""Who answers for a village: rules over values, without a database.

Source: product rules R02, R03 (at most five villages, exceptions with the bureau's reason) and the
order "own adviser, then cover, then office" of consultation routing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from directory.models.assignments import MOST_VILLAGES


def lowest_free_slot(taken: Iterable[int | None]) -> int | None:
    """The lowest of the slots 1 to 5 not in ``taken``; none when all five are used."""
    used = set(taken)
    return next((slot for slot in range(1, MOST_VILLAGES + 1) if slot not in used), None)


@dataclass(frozen=True)
class Coverage:
    """Who serves one village on one day: its lead, who covers, and whether the lead is away."""

    lead: Any = None
    cover: Any = None
    is_lead_away: bool = False

    @property
    def serving(self):
        """Whom a villager should call: the lead, or the cover while the lead is away or missing."""
        if self.lead and not self.is_lead_away:
            return self.lead
        return self.cover

    @property
    def is_covered(self):
        """A cover takes the lead's place today."""
        return self.serving is not None and self.serving is not self.lead


def coverage_of(lead: Any, cover: Any, away: Collection[int]) -> Coverage:
    """Coverage from the current lead and cover (advisers or none) and the ids of advisers on leave.

    A cover who is away as well, or who is the lead, is no cover.
    """
    if cover is not None and (cover.pk in away or (lead is not None and cover.pk == lead.pk)):
        cover = None
    return Coverage(lead, cover, lead is not None and lead.pk in away)
