"""Who answers for a village: rules over values, and the one reading of the register they need.

Source: product rules R02, R03 (at most five villages, exceptions with the bureau's reason) and the
order "own adviser, then cover, then office" of consultation routing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from directory.models import Adviser, Assignment, Contract, Cover, Leave
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


@dataclass(frozen=True)
class ContractRate:
    """How many villages a contract covers on one day, by who signed it (R08 to R10)."""

    villages: int = 0
    direct: int = 0
    township: int = 0

    @property
    def covered(self) -> int:
        """Villages under a contract of either kind."""
        return self.direct + self.township

    @property
    def percent(self) -> int:
        """Covered villages in whole per cent, rounded down: 100 means all."""
        return 100 * self.covered // self.villages if self.villages else 0

    def __add__(self, other):
        return ContractRate(
            self.villages + other.villages,
            self.direct + other.direct,
            self.township + other.township,
        )


def contract_rates(villages, on: date | None = None) -> dict[str, ContractRate]:
    """Township code → rate on the day ``on`` (today), over the places ``villages``; one query."""
    day = on or timezone.localdate()
    line = "contract_coverages__contract"
    running = Q(**{f"{line}__starts_on__lte": day, f"{line}__ends_on__gte": day})

    def covered(kind):
        return Count("pk", distinct=True, filter=running & Q(**{f"{line}__kind": kind}))

    rows = (
        villages.order_by()
        .values_list("parent_id")
        .annotate(
            all=Count("pk", distinct=True),
            direct=covered(Contract.Kind.DIRECT),
            bought=covered(Contract.Kind.TOWNSHIP),
        )
    )
    return {township: ContractRate(*counts) for township, *counts in rows}


def contract_rate(villages, on: date | None = None) -> ContractRate:
    """The rate over all of ``villages``."""
    return sum(contract_rates(villages, on).values(), ContractRate())


@dataclass(frozen=True)
class Desks:
    """Who could take a question from one village on one day, in the order of routing (§3.3).

    Advisers count with a certificate in force, not away, and with a log-in that works: a question
    lies at a desk only if somebody can open it.
    """

    own: bool = False
    cover: bool = False
    neighbour: bool = False
    office: bool = False
    bureau: bool = False

    @property
    def is_live(self) -> bool:
        """Somebody answers. Routing always names the bureau's desk last; here it must be manned."""
        return self.own or self.cover or self.neighbour or self.office or self.bureau


def working_terms(terms, on: date):
    """Services of ``terms`` by advisers who can answer on ``on``: certified, not away, log-in."""
    absent = Leave.objects.current(on).order_by().values("adviser_id")
    rows = terms.serving(on).filter(certificate__adviser__user__is_active=True)
    return rows.exclude(certificate_id__in=absent).order_by()
