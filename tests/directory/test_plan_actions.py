"""Plans: asked for, worked out, accepted and refused, each by the right person and once."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from directory import actions
from directory.models import Assignment, Certificate, Plan, PlanRow
from tests.directory.plans import Crossed, planned, row_of
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
Decision = PlanRow.Decision


@pytest.fixture
def capture(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def crossed():
    return Crossed()


@pytest.fixture
def plan(crossed, today, capture):
    return planned(crossed, today, capture)


def logged(action):
    return ModelLogEntry.objects.filter(action=action)


class TestAsking:
    def test_the_worker_writes_what_changes_and_the_figures(self, crossed, plan):
        assert (plan.status, plan.progress, plan.problems) == (Plan.Status.DONE, 100, [])
        assert plan.finished_at
        assert {row.village_id: row.after_id for row in plan.rows.all()} == {
            village.pk: crossed.north.pk if number < 2 else crossed.south.pk
            for number, village in enumerate(crossed.villages)
        }
        row = plan.rows.first()
        assert row.before_km > 90
        assert row.after_km == 0
        assert plan.figures["before"]["total"] > 360
        assert plan.figures["after"]["total"] == 0
        assert (plan.figures["changed"], plan.figures["villages"]) == (4, 4)
        assert plan.figures["served"][crossed.villages[0].pk] == [
            crossed.south.pk,
            crossed.north.pk,
        ]

    def test_it_is_logged(self, crossed, plan):
        assert logged("directory.plan").get().user == crossed.bureau

    def test_nothing_runs_before_the_wish_is_stored(self, crossed, today):
        wish = {"change_cost_km": 5, "preference_km": 10, "by": crossed.bureau}
        found = actions.ask_for_plan(crossed.county, starts_on=today, **wish)
        assert found.status == Plan.Status.QUEUED

    def test_the_same_wish_twice_is_one_plan(self, crossed, today):
        wish = {"change_cost_km": 5, "preference_km": 10, "by": crossed.bureau}
        leaver = crossed.north.certificate
        first = actions.ask_for_plan(crossed.county, starts_on=today, leavers=[leaver], **wish)
        again = actions.ask_for_plan(crossed.county, starts_on=today, leavers=[leaver], **wish)
        other = actions.ask_for_plan(crossed.county, starts_on=today, **wish)
        assert first == again != other

    @pytest.mark.parametrize("role", ["office", "clerk", "leader", None])
    def test_only_the_bureau_may_ask(self, crossed, today, role):
        place = {"office": crossed.townships[0], "clerk": crossed.villages[0]}
        where = place.get(role, crossed.county)
        user = AppointmentFactory(role=role, place=where).user if role else UserFactory()
        with pytest.raises(PermissionDenied):
            actions.ask_for_plan(
                crossed.county, starts_on=today, change_cost_km=5, preference_km=10, by=user
            )

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"starts_on": dt.date(2020, 1, 1)}, "starts_on"),
            ({"change_cost_km": -1}, "__all__"),
            ({"preference_km": -1}, "__all__"),
        ],
    )
    def test_bad_wishes_are_refused(self, crossed, today, facts, field):
        wish = {"starts_on": today, "change_cost_km": 5, "preference_km": 10} | facts
        with pytest.raises(ValidationError) as refusal:
            actions.ask_for_plan(crossed.county, by=crossed.bureau, **wish)
        assert field in refusal.value.message_dict

    def test_a_village_is_too_small_for_a_plan(self, crossed, today):
        with pytest.raises(ValidationError):
            actions.ask_for_plan(
                crossed.villages[0],
                starts_on=today,
                change_cost_km=5,
                preference_km=10,
                by=crossed.bureau,
            )


class TestAccepting:
    def test_the_village_changes_hands(self, crossed, plan, today):
        village = crossed.villages[0]
        made = actions.accept_row(row_of(plan, village), by=crossed.bureau)
        assert crossed.lead(village) == crossed.north
        assert (made.starts_on, made.ends_on) == (today, None)
        former = Assignment.objects.get(village=village, certificate=crossed.south.certificate)
        assert former.ends_on == today - dt.timedelta(days=1)
        row = row_of(plan, village)
        assert (row.decision, row.assignment) == (Decision.ACCEPTED, made)

    def test_it_is_logged(self, crossed, plan):
        actions.accept_row(row_of(plan, crossed.villages[0]), by=crossed.bureau)
        assert logged("directory.plan_accept").get().data["villages"] == [crossed.villages[0].pk]
        assert logged("directory.assign").count() == logged("directory.end").count() == 1

    def test_a_later_plan_begins_on_its_day(self, crossed, today, capture):
        day = today + dt.timedelta(days=30)
        plan = planned(crossed, day, capture)
        made = actions.accept_row(row_of(plan, crossed.villages[0]), by=crossed.bureau)
        assert made.starts_on == day
        assert crossed.lead(crossed.villages[0]) == crossed.south

    def test_an_old_plan_begins_today_and_not_in_the_past(self, crossed, plan, today):
        Plan.objects.filter(pk=plan.pk).update(starts_on=today - dt.timedelta(days=9))
        made = actions.accept_row(row_of(plan, crossed.villages[0]), by=crossed.bureau)
        assert made.starts_on == today

    @pytest.mark.parametrize("role", ["office", "leader"])
    def test_only_the_bureau_may(self, crossed, plan, role):
        place = crossed.townships[0] if role == "office" else crossed.county
        user = AppointmentFactory(role=role, place=place).user
        with pytest.raises(PermissionDenied):
            actions.accept_row(plan.rows.first(), by=user)
        with pytest.raises(PermissionDenied):
            actions.refuse_row(plan.rows.first(), by=user)
        assert not plan.rows.exclude(decision=Decision.OPEN).exists()

    @pytest.mark.parametrize("status", [s for s in Plan.Status if s != Plan.Status.DONE])
    def test_an_unfinished_plan_is_not_accepted(self, crossed, plan, status):
        Plan.objects.filter(pk=plan.pk).update(status=status)
        with pytest.raises(ValidationError):
            actions.accept_row(plan.rows.first(), by=crossed.bureau)

    def test_twice_is_refused_and_changes_nothing(self, crossed, plan):
        row = row_of(plan, crossed.villages[0])
        actions.accept_row(row, by=crossed.bureau)
        with pytest.raises(ValidationError):
            actions.accept_row(row, by=crossed.bureau)
        assert Assignment.objects.filter(village=row.village).count() == 2

    def test_a_village_that_changed_meanwhile_is_left_alone(self, crossed, plan, today):
        village, third = crossed.villages[0], AdviserFactory()
        actions.reassign(village, third, on=today, by=crossed.bureau)
        with pytest.raises(ValidationError, match=village.short_name):
            actions.accept_row(row_of(plan, village), by=crossed.bureau)
        assert crossed.lead(village) == third

    def test_a_suspended_adviser_gets_nothing(self, crossed, plan, today):
        Certificate.objects.filter(pk=crossed.north.pk).update(suspended_on=today)
        outcome = actions.accept_rows(plan, plan.rows.all(), by=crossed.bureau)
        assert {row.village for row in outcome.accepted} == set(crossed.villages[2:])
        assert len(outcome.refusals) == 2
        assert crossed.lead(crossed.villages[0]) == crossed.south


class TestFullHands:
    """Two advisers with five villages each exchange all of them."""

    @pytest.fixture
    def crossed(self):
        return Crossed(each=5)

    def test_one_row_alone_says_what_must_come_with_it(self, crossed, plan):
        with pytest.raises(ValidationError, match=crossed.villages[5].short_name):
            actions.accept_row(row_of(plan, crossed.villages[0]), by=crossed.bureau)
        assert crossed.lead(crossed.villages[0]) == crossed.south

    def test_together_they_pass(self, crossed, plan):
        outcome = actions.accept_rows(plan, plan.rows.all(), by=crossed.bureau)
        assert (len(outcome.accepted), outcome.refusals) == (10, {})
        assert {crossed.lead(village) for village in crossed.villages[:5]} == {crossed.north}
        slots = Assignment.objects.current().values_list("certificate", "slot")
        assert len(set(slots)) == 10

    def test_what_does_not_fit_drops_out_alone(self, crossed, plan):
        rows = [row_of(plan, village) for village in [*crossed.villages[:3], crossed.villages[5]]]
        outcome = actions.accept_rows(plan, rows, by=crossed.bureau)
        assert len(outcome.accepted) + len(outcome.refusals) == 4
        assert outcome.accepted
        for village in crossed.villages:
            assert village.assignments.current().count() == 1

    def test_an_exception_stands_but_does_not_grow(self, crossed, today, capture):
        sixth = AssignmentFactory(
            adviser=crossed.north,
            village=VillageFactory(parent=crossed.townships[1], latitude=28.9, longitude=110.7),
            slot=None,
            exception_reason="山高路远，无人可换",
        )
        plan = planned(crossed, today, capture)
        rows = list(plan.rows.all())
        outcome = actions.accept_rows(plan, rows, by=crossed.bureau)
        assert outcome.accepted
        for adviser in (crossed.north, crossed.south):
            held = Assignment.objects.current().filter(certificate=adviser.certificate)
            assert held.count() <= 6 if adviser == crossed.north else 5
        assert sixth.village.assignments.current().count() == 1


class TestRefusing:
    def test_the_village_keeps_its_adviser(self, crossed, plan):
        row = actions.refuse_row(row_of(plan, crossed.villages[0]), by=crossed.bureau)
        assert row_of(plan, crossed.villages[0]).decision == Decision.REFUSED
        assert crossed.lead(row.village) == crossed.south
        assert logged("directory.plan_refuse").get().user == crossed.bureau

    @pytest.mark.parametrize("first", ["accept_row", "refuse_row"])
    def test_a_decided_row_stays_decided(self, crossed, plan, first):
        row = row_of(plan, crossed.villages[0])
        getattr(actions, first)(row, by=crossed.bureau)
        for again in ("accept_row", "refuse_row"):
            with pytest.raises(ValidationError):
                getattr(actions, again)(row, by=crossed.bureau)
