"""The plan of a move, and the move: one transaction, the same decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.actions.moving.belongings import Appointments, Contracts, Groups, Rooms
from directory.actions.moving.terms import Covers, Leads, Outcome, said
from directory.models import (
    Appointment,
    Assignment,
    ContractVillage,
    Cover,
    Place,
    PlaceChange,
    ServiceRoom,
    WeChatGroup,
)
from directory.permissions import keeps_register

MOVERS = (Leads, Covers, Appointments, Rooms, Groups, Contracts)


@dataclass(frozen=True)
class Item:
    """One row that hangs on a closed place.

    ``outcomes``: code of each possible successor → what happens if the row goes there; under ""
    what happens if it goes nowhere.
    """

    mover: Any
    row: Any
    outcomes: Mapping[str, Outcome]

    @property
    def key(self):
        return f"{self.mover.name}-{self.row.pk}"

    @property
    def label(self):
        return self.mover.label(self.row)


def plan_of(former: Place, heirs: list[Place], on: date) -> list[Item]:
    """What hangs on ``former`` on the day ``on``, and what may become of each row."""
    targets = {"": None} | {heir.pk: heir for heir in heirs}
    return [
        Item(
            mover,
            row,
            {code: mover.outcome(row, heir, on) for code, heir in targets.items()},
        )
        for mover in MOVERS
        for row in mover.rows(former, on)
    ]


def awaiting_move(on: date | None = None):
    """Closed places with something to move, first the one closed longest ago."""
    unmoved = PlaceChange.objects.closing().filter(moved_at=None, former=OuterRef("pk"))
    return Place.objects.filter(Exists(unmoved)).filter(_hanging(on)).order_by("pk")


def something_hangs_on(place: Place, on: date | None = None) -> bool:
    """Whether somebody serves ``place`` on the day or later, or it has room, group, contract."""
    return Place.objects.filter(pk=place.pk).filter(_hanging(on)).exists()


def _hanging(on):
    """The condition on a place that there is something to move."""
    on = on or timezone.localdate()
    mine = {"village": OuterRef("pk")}
    return (
        Exists(Assignment.objects.overlapping(on).filter(**mine))
        | Exists(Cover.objects.overlapping(on).filter(**mine))
        | Exists(Appointment.objects.overlapping(on).filter(place=OuterRef("pk")))
        | Exists(ServiceRoom.objects.filter(**mine))
        | Exists(WeChatGroup.objects.filter(**mine))
        | Exists(ContractVillage.objects.filter(contract__ends_on__gte=on, **mine))
    )


@transaction.atomic
def move_services(change: PlaceChange, choices: Mapping[str, str], *, on: date, by) -> list[Item]:
    """Moves what hangs on the closed place of ``change`` to its successor, from the day ``on``.

    ``choices`` gives, for a split place, the code of the successor for each ``Item.key`` ("":
    goes nowhere); otherwise it may be empty. Ended terms, ledger and consultations stay where
    they are. Raises ``PermissionDenied`` for anybody but the bureau there, ``ValidationError``
    in words when it was done already, too early or a choice is missing.
    """
    former = Place.objects.select_for_update(of=["self"]).get(pk=change.former_id)
    heirs = PlaceChange.objects.heirs(former.pk)
    if not all(keeps_register(by, place) for place in [former, *heirs]):
        raise PermissionDenied
    rows = PlaceChange.objects.closing().filter(former=former, moved_at=None)
    _check(rows, former, on)
    items = plan_of(former, heirs, on)
    decisions = [(item, _choice(item, choices, heirs)) for item in items]
    by_code = {heir.pk: heir for heir in heirs}
    for item, code in decisions:
        item.mover.apply(item.row, by_code.get(code), item.outcomes[code], on, by)
    rows.update(moved_at=timezone.now())
    data = {item.key: code for item, code in decisions}
    log(former, "directory.move_services", user=by, data={"on": on.isoformat(), "rows": data})
    return items


def _check(rows, former, on):
    """Whether there is something to do, and not before its day."""
    latest = max(rows.values_list("happened_on", flat=True), default=None)
    if latest is None:
        raise ValidationError(
            _("The services of %(place)s have been moved already.") % {"place": former}
        )
    if on < latest:
        raise ValidationError(
            {"on": _("The change is in force since %(day)s: not earlier.") % {"day": said(latest)}}
        )


def _choice(item, choices, heirs):
    """Where ``item`` goes: the only successor, or the one chosen."""
    if len(heirs) <= 1:
        return heirs[0].pk if heirs else ""
    code = choices.get(item.key)
    if code is None or code not in item.outcomes:
        raise ValidationError(
            {item.key: _("Choose for each row where it goes: %(row)s") % {"row": item.label}}
        )
    return code
