"""What is or soon will be wrong in the register on a day: one finder per kind of alarm.

Each finder asks the database a number of times that does not grow with the register.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from directory.coverage import Desks, working_terms
from directory.models import (
    Alarm,
    Appointment,
    Assignment,
    Certificate,
    Contract,
    Cover,
    Office,
    Place,
    WeChatGroup,
)
from directory.models.advisers import RENEWAL_DAYS as CERTIFICATE_DAYS
from directory.models.contracts import RENEWAL_DAYS as CONTRACT_DAYS

Kind = Alarm.Kind
Role = Appointment.Role


@dataclass(frozen=True)
class Finding:
    """One alarm as it should stand: what about, in words, where, until when."""

    kind: str
    subject: str
    label: str
    place_id: str | None = None
    due_on: date | None = None


def findings(on: date) -> list[Finding]:
    """Everything wrong on the day ``on`` in the places this portal is for."""
    villages = list(Place.objects.local().active().villages().select_related("parent"))
    return [
        *_without_desk(villages, on),
        *_unserved(villages, on),
        *_certificates(on),
        *_contracts(on),
        *_pictures(on),
        *_closed_places(on),
    ]


def _of_village(kind, village):
    return Finding(kind, f"village:{village.pk}", village.full_name, village.pk)


def _without_desk(villages, on):
    desks = _Desks(on)
    return [_of_village(Kind.NO_DESK, row) for row in villages if not desks.of(row.pk).is_live]


class _Desks:
    """Which desks are manned on a day: four queries for all villages together."""

    def __init__(self, on):
        local = Place.objects.local().values("pk")
        served = working_terms(Assignment.objects.filter(village__in=local), on)
        self.served = set(served.values_list("village_id", flat=True))
        self.townships = {_township(code) for code in self.served}
        covered = working_terms(Cover.objects.filter(village__in=local), on)
        self.covered = set(covered.values_list("village_id", flat=True))
        held = Appointment.objects.current(on).filter(user__is_active=True).order_by()
        manned = set(held.filter(role=Role.OFFICE).values_list("place_id", flat=True))
        self.offices = manned & set(Office.objects.values_list("pk", flat=True))
        bureaus = held.filter(role=Role.BUREAU).values_list("place_id", flat=True)
        self.bureaus = {code[: Place.REACH[Place.Level.COUNTY]] for code in bureaus}

    def of(self, code):
        township = _township(code)
        return Desks(
            own=code in self.served,
            cover=code in self.covered,
            neighbour=township in self.townships,
            office=f"{township}000" in self.offices,
            bureau=code[: Place.REACH[Place.Level.COUNTY]] in self.bureaus,
        )


def _township(code):
    return code[: Place.REACH[Place.Level.TOWNSHIP]]


def _unserved(villages, on):
    served = set(Assignment.objects.serving(on).order_by().values_list("village_id", flat=True))
    return [_of_village(Kind.UNSERVED, row) for row in villages if row.pk not in served]


def _certificates(on):
    places, home = _where_they_serve(on), _home()
    rows = Certificate.objects.select_related("adviser").filter(
        Q(pk__in=places) | Q(pk__in=Certificate.objects.ending_soon(on).values("pk"))
    )
    last = on + timedelta(days=CERTIFICATE_DAYS)
    for row in rows:
        is_valid = row.is_valid_on(on)
        if not is_valid or row.valid_until <= last:
            yield Finding(
                Kind.CERTIFICATE_ENDING if is_valid else Kind.CERTIFICATE_ENDED,
                f"certificate:{row.pk}",
                f"{row.adviser.name} {row.number}",
                places.get(row.pk, home),
                row.valid_until if is_valid else min(filter(None, _last_days(row))),
            )


def _home():
    """The county of this portal: where an adviser belongs who serves nobody. None of several."""
    counties = list(Place.objects.local().filter(level=Place.Level.COUNTY)[:2])
    return counties[0].pk if len(counties) == 1 else None


def _last_days(certificate):
    return [certificate.valid_until, certificate.suspended_on]


def _where_they_serve(on):
    """Certificate → the smallest place over the villages it serves: village, township, county."""
    served = defaultdict(set)
    rows = Assignment.objects.current(on).filter(village__in=Place.objects.local().values("pk"))
    for certificate, village in rows.order_by().values_list("certificate_id", "village_id"):
        served[certificate].add(village)
    return {certificate: _common(codes) for certificate, codes in served.items()}


def _common(codes):
    for depth in (12, 9, 6):
        starts = {code[:depth] for code in codes}
        if len(starts) == 1:
            return starts.pop().ljust(12, "0")
    return None


def _contracts(on):
    """Contracts that are the last of one of their villages, and end soon or have ended."""
    rows = Contract.objects.without_successor().select_related("firm")
    for contract in rows.filter(ends_on__lte=on + timedelta(days=CONTRACT_DAYS)):
        yield Finding(
            Kind.CONTRACT_ENDED if contract.ends_on < on else Kind.CONTRACT_ENDING,
            f"contract:{contract.pk}",
            f"{contract.number} {contract.firm.name}",
            contract.party_id,
            contract.ends_on,
        )


def _pictures(on):
    rows = WeChatGroup.objects.qr_ending(on).filter(village__is_active=True)
    for row in rows.select_related("village__parent"):
        label = f"{row.village.full_name} {row.name}"
        yield Finding(Kind.QR_ENDING, f"group:{row.pk}", label, row.village_id, row.qr_expires_on)


def _closed_places(on):
    closed = Place.objects.villages().filter(is_active=False).select_related("parent")
    terms = [term.objects.current(on).order_by().values("village") for term in (Assignment, Cover)]
    rows = closed.filter(Q(pk__in=terms[0]) | Q(pk__in=terms[1]))
    return [_of_village(Kind.CLOSED_PLACE, row) for row in rows]
