"""Handing over all villages of an adviser who leaves, in one piece."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from directory.actions.serving import end_assignment, reassign
from directory.models import Adviser, Assignment, Certificate, Leave, Place
from directory.models.assignments import MOST_VILLAGES
from directory.models.places import code_range
from directory.pairing.handover import Candidate, Offer, offers_for
from directory.permissions import Role, within_reach
from directory.planning import road_factor

ONE_DAY = timedelta(days=1)


@transaction.atomic
def hand_over(
    adviser, choices: Mapping[Assignment, Adviser | None], *, last_day: date, reason: str, by
) -> list[Assignment]:
    """Ends ``adviser``'s assignments with ``last_day`` and gives each village to its successor.

    A village without a successor is left open. All or nothing: raises ``ValidationError`` with a
    list of problems for each village's code, ``PermissionDenied`` for anybody but the bureau.
    """
    problems: dict[str, list] = {}
    for assignment, successor in choices.items():
        if assignment.certificate_id != adviser.pk:
            raise ValueError(f"{assignment} is not of {adviser}")
        try:
            with transaction.atomic():
                _hand_on(assignment, successor, last_day, reason, by)
        except ValidationError as refusal:
            problems[assignment.village_id] = refusal.messages
    if problems:
        raise ValidationError(problems)
    return list(Assignment.objects.filter(pk__in=[one.pk for one in choices]))


def _hand_on(assignment, successor, last_day, reason, by):
    end_assignment(assignment, on=last_day, reason=reason, by=by)
    if successor is not None:
        reassign(assignment.village, successor, on=last_day + ONE_DAY, by=by, reason=reason)


def offers(adviser, *, last_day: date, by) -> list[Offer]:
    """``adviser``'s villages in ``by``'s reach with who could take them from the next day on."""
    first = last_day + ONE_DAY
    rows = Assignment.objects.overlapping(first).filter(certificate=adviser.pk)
    rows = within_reach(by, rows, "village", [Role.BUREAU])
    rows = rows.select_related("village__parent", "certificate__adviser").order_by("village")
    assignments = list(rows)
    return offers_for(assignments, _candidates(adviser, assignments, first), road_factor())


def _candidates(leaver, assignments, first):
    """Advisers certified and present on ``first``, of the same counties or without a village."""
    away = Leave.objects.current(first).order_by().values("adviser")
    terms = Assignment.objects.overlapping(first).order_by()
    certificates = (
        Certificate.objects.valid(first)
        .filter(_around(assignments, terms))
        .exclude(pk=leaver.pk)
        .exclude(adviser__in=away)
        .select_related("adviser__firm")
        .prefetch_related("adviser__preferred_townships")
    )
    slots, loads, places = defaultdict(set), Counter(), defaultdict(set)
    served = terms.filter(certificate__in=certificates)
    for pk, slot, township in served.values_list("certificate", "slot", "village__parent"):
        slots[pk].add(slot)
        loads[pk] += 1
        places[pk].add(township)
    return [
        Candidate(
            adviser=one.adviser,
            load=loads[one.pk],
            free=MOST_VILLAGES - len(slots[one.pk] - {None}),
            townships=frozenset(places[one.pk] | _preferred(one.adviser)),
        )
        for one in certificates
    ]


def _preferred(adviser):
    return {place.pk for place in adviser.preferred_townships.all()}


def _around(assignments, terms):
    """Condition on certificates: serves in a county of these villages, or nowhere."""
    digits = Place.REACH[Place.Level.COUNTY]
    near = Q(pk__in=[])
    for county in {one.village_id[:digits] for one in assignments}:
        near |= Q(village__code__range=code_range(county))
    serving_near = Q(pk__in=terms.filter(near).values("certificate"))
    return serving_near | ~Q(pk__in=terms.values("certificate"))
