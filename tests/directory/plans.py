"""A small county for plans: two advisers who each live where the other's villages lie."""

from directory import actions
from directory.models import Plan, PlanRow
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CountyFactory,
    TownshipFactory,
    VillageFactory,
)

NORTH = {"latitude": 29.40, "longitude": 110.30}
SOUTH = {"latitude": 28.90, "longitude": 110.70}


class Crossed:
    """``north`` serves the southern villages and ``south`` the northern ones, ``each`` villages."""

    def __init__(self, each=2):
        self.county = CountyFactory()
        self.bureau = AppointmentFactory(role="bureau", place=self.county).user
        self.townships = [TownshipFactory(parent=self.county, **where) for where in (NORTH, SOUTH)]
        self.north, self.south = (AdviserFactory(**where) for where in (NORTH, SOUTH))
        self.villages = []
        for township, adviser in zip(self.townships, (self.south, self.north), strict=True):
            where = {"latitude": township.latitude, "longitude": township.longitude}
            for _ in range(each):
                village = VillageFactory(parent=township, **where)
                AssignmentFactory(village=village, adviser=adviser)
                self.villages.append(village)

    def lead(self, village):
        """Who serves the village today; None if nobody does."""
        term = village.assignments.current().first()
        return term and term.adviser


def planned(crossed, day, capture, **wishes):
    """A plan of the whole county, worked out."""
    wishes = {"change_cost_km": 5, "preference_km": 10, "by": crossed.bureau} | wishes
    with capture(execute=True):
        plan = actions.ask_for_plan(crossed.county, starts_on=day, **wishes)
    return Plan.objects.get(pk=plan.pk)


def row_of(plan, village):
    return PlanRow.objects.get(plan=plan, village=village)
