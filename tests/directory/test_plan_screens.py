"""The bureau's pages of plans and distances: what they show, what their buttons write."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.models import Place, Plan, PlanRow
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
def crossed():
    return Crossed()


@pytest.fixture
def plan(crossed, django_capture_on_commit_callbacks):
    return planned(crossed, timezone.localdate(), django_capture_on_commit_callbacks)


@pytest.fixture
def admin(client, crossed):
    user = UserFactory(superuser=True)
    client.force_login(user)
    return user


def result(plan):
    return reverse("register/plans:inspect", args=[plan.pk])


def text_of(response):
    return response.content.decode()


@pytest.mark.usefixtures("admin")
class TestAsking:
    def test_the_form_offers_the_county_and_today(self, client):
        page = client.get(reverse("register/plans:add"))
        assert page.status_code == 200
        assert page.context["form"].initial["starts_on"] == timezone.localdate()

    def test_a_wish_becomes_a_plan_and_its_page(
        self, client, crossed, django_capture_on_commit_callbacks
    ):
        facts = {
            "place": crossed.county.pk,
            "starts_on": timezone.localdate(),
            "change_cost_km": 3,
            "preference_km": 0,
            "leavers": [crossed.north.pk],
        }
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse("register/plans:add"), facts)
        plan = Plan.objects.get()
        assert answer.url == result(plan)
        assert (plan.status, plan.change_cost_km) == (Plan.Status.DONE, 3)
        assert [leaver.adviser for leaver in plan.leavers.all()] == [crossed.north]

    def test_what_is_refused_stands_in_the_form(self, client, crossed):
        facts = {
            "place": crossed.county.pk,
            "starts_on": dt.date(2020, 1, 1),
            "change_cost_km": 3,
            "preference_km": 0,
        }
        page = client.post(reverse("register/plans:add"), facts)
        assert page.status_code == 200
        assert "starts_on" in page.context["form"].errors
        assert not Plan.objects.exists()


@pytest.mark.usefixtures("admin")
class TestResult:
    def test_before_and_after_stand_side_by_side(self, client, plan, crossed):
        page = client.get(result(plan))
        text = text_of(page)
        assert page.status_code == 200
        assert text.count('class="plan-map"') == 2
        assert text.count('class="plan-bars__name"') == 2
        for village in crossed.villages:
            assert village.short_name in text
        assert "Refresh" not in page.headers

    def test_the_maps_say_in_words_what_they_show(self, client, plan):
        text = text_of(client.get(result(plan)))
        for key in ("before", "after"):
            assert f'aria-labelledby="map-{key}-title map-{key}-desc"' in text
            assert f'<desc id="map-{key}-desc">' in text

    def test_nothing_of_ours_is_styled_or_scripted_inline(self, client, plan):
        text = text_of(client.get(result(plan)))
        ours = text[text.index('<div class="plan">') : text.index("</main>")]
        assert not re.search(r"\sstyle=|<script|\son\w+=", ours)

    @pytest.mark.parametrize("status", [Plan.Status.QUEUED, Plan.Status.RUNNING])
    def test_while_it_runs_the_page_looks_again(self, client, plan, status):
        Plan.objects.filter(pk=plan.pk).update(status=status, progress=42)
        page = client.get(result(plan))
        assert page["Refresh"] == "3"
        assert 'value="42"' in text_of(page)

    @pytest.mark.parametrize("status", [Plan.Status.INFEASIBLE, Plan.Status.FAILED])
    def test_what_stands_against_it_is_said(self, client, plan, status):
        problems = ["258 villages need 258 places"]
        Plan.objects.filter(pk=plan.pk).update(status=status, problems=problems, figures={})
        page = client.get(result(plan))
        assert problems[0] in text_of(page)
        assert "Refresh" not in page.headers

    def test_more_rows_ask_nothing_more(self, client, plan, crossed, django_assert_max_num_queries):
        client.get(result(plan))
        with CaptureQueriesContext(connection) as first:
            client.get(result(plan))
        for number in range(12):
            village = VillageFactory(
                parent=crossed.townships[0], latitude=29.3 + number / 100, longitude=110.4
            )
            adviser = AdviserFactory(latitude=29.0, longitude=110.6)
            PlanRow.objects.create(
                plan=plan, village=village, after=adviser.certificate, after_km=3
            )
            plan.figures["served"][village.pk] = [None, adviser.pk]
            plan.figures["loads"][str(adviser.pk)] = [[0, 0], [3, 1]]
        plan.save()
        with django_assert_max_num_queries(len(first)):
            client.get(result(plan))

    def test_the_list_says_what_it_saves(self, client, plan):
        text = text_of(client.get(reverse("register/plans:index")))
        assert re.search(r"\d+ → 0 (km|公里)", text)

    def test_a_plan_is_neither_edited_nor_deleted(self, client, plan):
        for act in ("edit", "delete"):
            assert client.get(reverse(f"register/plans:{act}", args=[plan.pk])).status_code == 302


@pytest.mark.usefixtures("admin")
class TestDeciding:
    def test_one_row_is_accepted_at_once(self, client, plan, crossed):
        row = row_of(plan, crossed.villages[0])
        answer = client.post(result(plan), {"accept": row.pk})
        assert answer.status_code == 302
        assert crossed.lead(row.village) == crossed.north

    def test_one_row_is_refused(self, client, plan, crossed):
        row = row_of(plan, crossed.villages[0])
        client.post(result(plan), {"refuse": row.pk})
        assert row_of(plan, crossed.villages[0]).decision == Decision.REFUSED

    def test_a_township_is_asked_once_more_and_then_written(self, client, plan, crossed):
        page = client.post(result(plan), {"township": crossed.townships[0].pk})
        assert page.status_code == 200
        assert plan.rows.filter(decision=Decision.OPEN).count() == 4
        keys = re.findall(r'name="chosen" value="(\d+)"', text_of(page))
        assert len(keys) == 2
        client.post(result(plan), {"chosen": keys, "is_confirmed": "1"})
        assert {crossed.lead(village) for village in crossed.villages[:2]} == {crossed.north}
        assert plan.rows.filter(decision=Decision.OPEN).count() == 2

    def test_a_selection_is_asked_once_more(self, client, plan):
        keys = list(plan.rows.values_list("pk", flat=True))[:3]
        page = client.post(result(plan), {"chosen": keys, "selected": "1"})
        assert text_of(page).count('name="chosen"') == 3
        assert plan.rows.filter(decision=Decision.OPEN).count() == 4

    def test_what_cannot_be_written_says_why_beside_its_row(self, client, plan, crossed):
        village, third = crossed.villages[0], AdviserFactory()
        village.assignments.update(certificate=third.certificate)
        keys = list(plan.rows.values_list("pk", flat=True))
        page = client.post(result(plan), {"chosen": keys, "is_confirmed": "1"})
        assert page.status_code == 200
        assert text_of(page).count("plan-rows__problem") == 1
        assert crossed.lead(village) == third
        assert plan.rows.filter(decision=Decision.ACCEPTED).count() == 3

    @pytest.mark.parametrize(
        "facts", [{}, {"chosen": ["x"]}, {"accept": "999999"}, {"township": "430802999000"}]
    )
    def test_an_empty_or_strange_choice_writes_nothing(self, client, plan, facts):
        assert client.post(result(plan), facts).status_code == 302
        assert plan.rows.filter(decision=Decision.OPEN).count() == 4

    def test_twice_is_said_and_writes_once(self, client, plan, crossed):
        row = row_of(plan, crossed.villages[0])
        for _ in range(2):
            assert client.post(result(plan), {"accept": row.pk}).status_code == 302
        assert row.village.assignments.count() == 2


class TestWho:
    def test_strangers_are_sent_to_the_log_in(self, client, plan):
        for address in (result(plan), reverse("register/plans:index"), reverse("distances")):
            assert client.get(address).status_code == 302
        client.post(result(plan), {"accept": plan.rows.first().pk})
        assert plan.rows.filter(decision=Decision.OPEN).count() == 4

    def test_the_bureau_of_another_county_sees_nothing(self, client, plan):
        elsewhere = Place.objects.create(code="430811000000", name="武陵源区", level="county")
        client.force_login(AppointmentFactory(role="bureau", place=elsewhere).user)
        assert client.get(result(plan)).status_code in (302, 404)
        client.post(result(plan), {"accept": plan.rows.first().pk})
        assert plan.rows.filter(decision=Decision.OPEN).count() == 4


@pytest.mark.usefixtures("admin")
class TestDistances:
    def test_the_report_shows_figures_map_and_rows(self, client, crossed):
        page = client.get(reverse("distances"))
        text = text_of(page)
        assert page.status_code == 200
        assert text.count('class="plan-map"') == 1
        assert len(page.context["object_list"]) == 4
        assert page.context["comparison"][0]["values"][0] > 360

    def test_what_is_unknown_is_said_and_found(self, client, crossed):
        Place.objects.filter(pk=crossed.villages[0].pk).update(latitude=None, longitude=None)
        AssignmentFactory()
        page = client.get(reverse("distances"), {"unknown": "true"})
        assert len(page.context["object_list"]) == 2
        page = client.get(reverse("distances"))
        assert (page.context["no_point"], page.context["no_start"]) == (2, 1)

    def test_it_exports_a_sheet(self, client, crossed):
        answer = client.get(reverse("distances"), {"export": "xlsx"})
        assert "spreadsheet" in answer["Content-Type"]
        assert client.get(reverse("distances_results")).status_code == 200

    def test_the_list_of_assignments_has_the_way(self, client, crossed):
        text = text_of(client.get(reverse("register/assignments:index"), {"ordering": "-km"}))
        way = crossed.villages[0].assignments.get()
        assert re.search(r"\b9\d\.\d\b", text)
        address = reverse("register/assignments:inspect", args=[way.pk])
        assert re.search(r"\b9\d\.\d\b", text_of(client.get(address)))

    def test_a_strange_filter_shows_the_page(self, client):
        page = client.get(reverse("distances"), {"township": "430802999000"})
        assert page.status_code == 200
