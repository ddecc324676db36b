"""Working a plan out in the background: once, again after a kill, and what goes wrong in words."""

import builtins
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Site

from directory import actions
from directory.actions.planning import PATIENCE
from directory.models import Certificate, Plan, RegisterSettings
from directory.planning import read_problem
from directory.tasks import work_out_plan
from tests.directory.plans import NORTH, Crossed, planned
from tests.factories.directory import AdviserFactory, VillageFactory

pytestmark = pytest.mark.django_db


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


class TestWorkingOut:
    def test_once_more_changes_nothing(self, plan):
        rows, finished = list(plan.rows.values()), plan.finished_at
        work_out_plan.call(plan.pk)
        plan.refresh_from_db()
        assert (list(plan.rows.values()), plan.finished_at) == (rows, finished)

    def test_after_a_kill_it_is_worked_out_again(self, plan):
        Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.RUNNING, progress=40)
        work_out_plan.call(plan.pk)
        plan.refresh_from_db()
        assert plan.status == Plan.Status.DONE
        assert plan.rows.count() == 4

    def test_what_a_lost_worker_left_is_given_up_and_can_be_asked_for_again(
        self, crossed, plan, today, capture
    ):
        Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.RUNNING, progress=40)
        assert planned(crossed, today, capture) == plan
        before = plan.created_at - PATIENCE - timedelta(seconds=1)
        Plan.objects.filter(pk=plan.pk).update(created_at=before)
        again = planned(crossed, today, capture)
        assert (again == plan, again.status) == (False, Plan.Status.DONE)
        plan.refresh_from_db()
        assert (plan.status, len(plan.problems)) == (Plan.Status.FAILED, 1)
        assert actions.give_up_plans(at=timezone.now()) == 0

    def test_the_nightly_check_gives_up_too(self, plan):
        long_ago = plan.created_at - timedelta(days=1)
        Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.QUEUED, created_at=long_ago)
        call_command("watch_register", stdout=StringIO())
        plan.refresh_from_db()
        assert plan.status == Plan.Status.FAILED

    def test_who_leaves_gets_nothing(self, crossed, today, capture):
        third = AdviserFactory(**NORTH)
        plan = planned(crossed, today, capture, leavers=[crossed.north.certificate])
        assert crossed.north.pk not in set(plan.rows.values_list("after_id", flat=True))
        served = {after for _before, after in plan.figures["served"].values()}
        assert served <= {third.pk, crossed.south.pk}

    def test_a_lapsed_certificate_counts_as_leaving(self, crossed, today, capture):
        AdviserFactory(**NORTH)
        Certificate.objects.filter(pk=crossed.north.pk).update(suspended_on=today)
        plan = planned(crossed, today, capture)
        assert plan.status == Plan.Status.DONE
        assert not plan.rows.filter(after=crossed.north.pk).exists()

    def test_too_few_places_are_said_in_words(self, crossed, today, capture):
        leavers = [crossed.north.certificate, crossed.south.certificate]
        plan = planned(crossed, today, capture, leavers=leavers)
        assert plan.status == Plan.Status.INFEASIBLE
        assert not plan.rows.exists()
        assert any("4" in sentence for sentence in plan.problems)

    def test_without_scipy_the_plan_says_so(self, crossed, today, capture, monkeypatch):
        real = builtins.__import__

        def absent(name, *rest, **more):
            if name.startswith("scipy"):
                raise ImportError(name)
            return real(name, *rest, **more)

        monkeypatch.setattr(builtins, "__import__", absent)
        plan = planned(crossed, today, capture)
        assert plan.status == Plan.Status.FAILED
        assert "SciPy" in plan.problems[0]

    def test_what_breaks_is_written_down_and_raised_for_the_worker(self, crossed, today):
        wish = {"change_cost_km": 5, "preference_km": 10, "by": crossed.bureau}
        plan = actions.ask_for_plan(crossed.county, starts_on=today, **wish)
        Plan.objects.filter(pk=plan.pk).update(preference_km=float("inf"))
        with pytest.raises(ValueError):
            work_out_plan.call(plan.pk)
        plan.refresh_from_db()
        assert (plan.status, len(plan.problems)) == (Plan.Status.FAILED, 1)

    def test_the_road_factor_is_the_county_s(self, crossed, today, capture):
        plain = planned(crossed, today, capture).rows.first().before_km
        settings = RegisterSettings.for_site(Site.objects.get(is_default_site=True))
        settings.road_factor = 2.8
        settings.save()
        Plan.objects.all().update(status=Plan.Status.FAILED)
        assert planned(crossed, today, capture).rows.first().before_km == pytest.approx(2 * plain)

    def test_a_township_alone(self, crossed, today, capture):
        """Its adviser serves two villages outside: only three places are left of the five."""
        for _ in range(3):
            VillageFactory(parent=crossed.townships[0], **NORTH)
        with capture(execute=True):
            plan = actions.ask_for_plan(
                crossed.townships[0],
                starts_on=today,
                change_cost_km=0,
                preference_km=0,
                by=crossed.bureau,
            )
        plan.refresh_from_db()
        after = [after for _before, after in plan.figures["served"].values()]
        assert len(after) == 5
        assert after.count(crossed.north.pk) == 3


def test_reading_the_register_costs_the_same_for_a_larger_county(
    today, django_assert_max_num_queries
):
    county = Crossed(each=5).county
    with django_assert_max_num_queries(6):
        villages, advisers = read_problem(county, today, [], 1.4)
    assert (len(villages), len(advisers)) == (10, 2)
