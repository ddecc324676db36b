"""Who answers for a village: rules over values, and the one reading of the register they need.

Source: product rules R02, R03 (at most five villages, exceptions with the bureau's reason) and the
order "own adviser, then cover, then office" of consultation routing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from directory.models import Adviser, Assignment, Cover
from directory.models.advisers import THUMBNAIL, drawn_portraits
from directory.models.assignments import MOST_VILLAGES


def lowest_free_slot(taken: Iterable[int | None]) -> int | None:
    """The lowest of the slots 1 to 5 not in ``taken``; none when all five are used."""
    used = set(taken)
    return next((slot for slot in range(1, MOST_VILLAGES + 1) if slot not in used), None)


@dataclass(frozen=True)
class Coverage:
    """Who serves one village on one day: its lead, who covers, and whether the lead is away."""

    lead: Adviser | None = None
    cover: Adviser | None = None
    is_lead_away: bool = False

    @property
    def serving(self) -> Adviser | None:
        """Whom a villager should call: the lead, or the cover while the lead is away or missing."""
        if self.lead and not self.is_lead_away:
            return self.lead
        return self.cover

    @property
    def is_covered(self) -> bool:
        """A cover takes the lead's place today."""
        return self.serving is not None and self.serving != self.lead


def coverage_of(lead: Assignment | None, cover: Cover | None) -> Coverage:
    """Coverage from the terms that hold (each says ``is_away``). A cover who is away is none."""
    return Coverage(
        lead=lead.adviser if lead else None,
        cover=cover.adviser if cover and not cover.is_away else None,
        is_lead_away=bool(lead and lead.is_away),
    )


def with_coverage(villages, on: date | None = None, spec: str = THUMBNAIL):
    """Fetches who serves each of ``villages`` in a number of queries that does not grow."""
    return villages.prefetch_related(
        *[
            Prefetch(
                name,
                terms.serving(on)
                .with_adviser(on)
                .prefetch_related(drawn_portraits("certificate__adviser__photo", spec)),
                to_attr=f"{name}_now",
            )
            for name, terms in [("assignments", Assignment.objects), ("covers", Cover.objects)]
        ]
    )


def coverage_in(village) -> Coverage:
    """Coverage of a village that ``with_coverage`` fetched."""
    lead = next(iter(village.assignments_now), None)
    return coverage_of(lead, next(iter(village.covers_now), None))
