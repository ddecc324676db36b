"""How far the villages are with their lecture of the quarter (R29, R30). Values in, rows out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from directory.models import Place
from knowledge.quarters import LECTURES_NEEDED


@dataclass(frozen=True)
class Meter:
    """One village in one quarter: lectures held, filed, and still to come."""

    village: Place
    held: int = 0
    filed: int = 0
    coming: int = 0
    needed: int = LECTURES_NEEDED

    @property
    def is_met(self) -> bool:
        return self.held >= self.needed

    @property
    def is_filed(self) -> bool:
        """Whether everything that was held lies in the office's file, and enough of it."""
        return self.is_met and self.filed >= self.held

    @property
    def words(self) -> str:
        """How it stands, in words: colours and bars say it to those who see them."""
        if self.is_filed:
            return _("held and filed")
        if self.is_met:
            return _("held, not filed yet")
        return _("one is planned") if self.coming else _("none yet")


@dataclass(frozen=True)
class Total:
    """Villages together: how many there are, have their lecture, have it filed, have one coming.

    ``place`` is the township, or None for all together.
    """

    place: Place | None
    villages: int
    met: int
    filed: int
    coming: int
    held: int

    @property
    def missing(self) -> int:
        """Villages that still need a lecture."""
        return self.villages - self.met


def meters(villages: Iterable[Place], counts: Mapping[str, Mapping[str, int]]) -> list[Meter]:
    """One meter for each of ``villages``; ``counts`` by code (``LectureQuerySet.per_village``)."""
    return [Meter(village, **counts.get(village.pk, {})) for village in villages]


def total(rows: Iterable[Meter], place: Place | None = None) -> Total:
    """``rows`` added up. A village counts as coming only while it has no lecture yet."""
    rows = list(rows)
    return Total(
        place=place,
        villages=len(rows),
        met=sum(row.is_met for row in rows),
        filed=sum(row.is_filed for row in rows),
        coming=sum(bool(row.coming) and not row.is_met for row in rows),
        held=sum(row.held for row in rows),
    )


def by_township(rows: Iterable[Meter]) -> list[tuple[Total, list[Meter]]]:
    """Townships in the order of their codes, each with its sum and its villages."""
    ordered = sorted(rows, key=lambda row: row.village.pk)
    found = []
    for _code, group in groupby(ordered, key=lambda row: row.village.parent_id):
        members = list(group)
        found.append((total(members, members[0].village.parent), members))
    return found
