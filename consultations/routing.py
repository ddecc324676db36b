"""Whose desk a question goes to (product.md §3.3): values in, one decision out, never none.

Order: the village's adviser → its cover adviser → an adviser of the same township → the township
judicial office → the bureau's duty desk. Never: without a valid certificate, on leave today,
already declined this one, without a log-in to read it. Conflict guard: the adviser also counsels
the village committee, so a question against the committee never goes to anybody who serves this
village. A complaint about the service goes straight to the bureau.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from consultations.models import DeskRole


@dataclass(frozen=True)
class Candidate:
    """An adviser of the township as routing sees her today.

    ``role``: LEAD or COVER of this village, else NEIGHBOUR. ``villages``: how many she serves.
    ``open_count``: her open consultations. ``distance_km``: to this village, None if unknown.
    """

    id: int
    name: str
    role: DeskRole
    certified: bool = True
    on_leave: bool = False
    declined: bool = False
    can_log_in: bool = True
    knows_topic: bool = False
    villages: int = 0
    open_count: int = 0
    last_routed_at: datetime | None = None
    distance_km: float | None = None


@dataclass(frozen=True)
class Desks:
    """The desks behind the advisers: township office (None if nobody works there) and bureau."""

    office: str | None
    bureau: str


@dataclass(frozen=True)
class Decision:
    """Where it goes: ``adviser`` is an adviser's id, else ``office`` is an office's place code."""

    role: DeskRole
    reason: str
    adviser: int | None = None
    office: str | None = None


_ORDER = (DeskRole.LEAD, DeskRole.COVER, DeskRole.NEIGHBOUR)


def is_candidate(candidate: Candidate, *, concerns_committee: bool) -> bool:
    """Return whether ``candidate`` may get the question at all."""
    serves_village = candidate.role in (DeskRole.LEAD, DeskRole.COVER)
    return (
        candidate.certified
        and not candidate.on_leave
        and not candidate.declined
        and candidate.can_log_in
        and not (concerns_committee and serves_village)
    )


def route(
    candidates: Iterable[Candidate], desks: Desks, *, concerns_committee: bool = False
) -> Decision:
    """Return the one desk for a question. The order of ``candidates`` does not matter."""
    fit = [c for c in candidates if is_candidate(c, concerns_committee=concerns_committee)]
    for role in _ORDER:
        peers = [candidate for candidate in fit if candidate.role == role]
        if peers:
            return _to_adviser(_first(peers), concerns_committee)
    if desks.office:
        return Decision(
            DeskRole.OFFICE, _("No adviser free · judicial office"), office=desks.office
        )
    return Decision(DeskRole.BUREAU, _("No adviser free · bureau duty desk"), office=desks.bureau)


def route_complaint(desks: Desks) -> Decision:
    """Return the desk of a complaint: always the bureau's, past everybody it may be about."""
    reason = _("Complaint · straight to the bureau")
    return Decision(DeskRole.BUREAU, reason, office=desks.bureau)


def _first(peers):
    """Least load, then nearest; among equals topic, fewest open, longest since last, lowest id."""
    distances_known = all(peer.distance_km is not None for peer in peers)

    def rank(peer):
        last = peer.last_routed_at.timestamp() if peer.last_routed_at else float("-inf")
        distance = peer.distance_km if distances_known else 0
        return peer.villages, distance, not peer.knows_topic, peer.open_count, last, peer.id

    return min(peers, key=rank)


def _to_adviser(candidate, concerns_committee):
    parts = [candidate.name, str(candidate.role.label), _("on duty today")]
    if concerns_committee:
        parts[2] = _("kept apart from the village committee")
    return Decision(candidate.role, " · ".join(parts), adviser=candidate.id)
