"""No way around the gate: workflow, bulk, the clock, reverting, copies, aliases, code."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from knowledge import actions
from knowledge.models import ArticlePage, Statute
from portal.pages.refusals import PublishRefusedError
from tests.factories.knowledge import ArticleFactory, LawFactory, StatuteFactory
from tests.knowledge.editing import decide, send, typed

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def unready(article, user=None):
    """A newest version of ``article`` that nobody confirmed."""
    article.is_deidentified = False
    return article.save_revision(user=user)


def again(article):
    return ArticlePage.objects.get(pk=article.pk)


def repeal_everything(by):
    for row in Statute.objects.all():
        actions.repeal(row, until=timezone.localdate() - dt.timedelta(days=1), by=by)


class TestCode:
    def test_a_version_that_is_not_ready_is_refused_with_its_reasons(self, draft):
        with pytest.raises(PublishRefusedError) as refusal:
            unready(draft).publish()
        assert "认不出" in refusal.value.messages[0]
        assert not again(draft).live

    def test_the_version_counts_not_the_page_at_hand(self, draft):
        ready = draft.get_latest_revision()
        unready(draft)
        ready.publish()
        assert again(draft).live

    def test_saving_a_version_as_the_public_one_is_refused_too(self, draft):
        revision = unready(draft)
        draft.live, draft.live_revision = True, revision
        with pytest.raises(ValidationError):
            draft.save()

    def test_a_public_page_may_be_saved_as_it_is(self, draft):
        draft.get_latest_revision().publish()
        page = again(draft)
        page.reading_minutes = 9
        page.save()
        assert again(draft).live


class TestWorkflow:
    def test_the_law_ended_between_submitting_and_approving(self, client, editor, reviewer, draft):
        send(client, editor, draft, "action-submit")
        repeal_everything(reviewer)
        answer = decide(client, reviewer, draft, "approve")
        assert answer["Location"].endswith(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
        page = client.get(answer["Location"]).content.decode()
        assert "没有发布" in page
        assert "不在施行" in page
        assert not again(draft).live

    def test_it_still_waits_and_can_be_returned(self, client, editor, reviewer, draft):
        send(client, editor, draft, "action-submit")
        repeal_everything(reviewer)
        decide(client, reviewer, draft, "approve")
        assert draft.workflow_in_progress
        decide(client, reviewer, draft, "reject", comment="法条废止了，换一条")
        assert not draft.workflow_in_progress

    def test_approving_in_the_window_of_the_listing(self, client, editor, reviewer, draft):
        send(client, editor, draft, "action-submit")
        repeal_everything(reviewer)
        client.force_login(reviewer)
        state = draft.current_workflow_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
        answer = client.post(url, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.json()["redirect"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])


class TestBulk:
    def publish(self, client, *articles):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        query = "&".join(f"id={row.pk}" for row in articles)
        return client.post(f"{url}?{query}&next=/cms/")

    def test_one_that_is_not_ready_stops_all(self, client, reviewer, draft):
        other = ArticleFactory(draft=True)
        other.save_revision()
        unready(draft)
        client.force_login(reviewer)
        answer = self.publish(client, other, draft)
        assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
        assert "认不出" in client.get(answer["Location"]).content.decode()
        assert not again(draft).live

    def test_what_is_ready_goes_out(self, client, reviewer, draft):
        client.force_login(reviewer)
        self.publish(client, draft)
        assert again(draft).live


class TestClock:
    @pytest.fixture(autouse=True)
    def _noon(self, time_machine):
        time_machine.move_to(NOW, tick=False)

    @pytest.fixture
    def scheduled(self, client, reviewer, draft):
        """A case that goes out in an hour and is taken down in three."""
        hours = {"go_live_at": _typed(NOW + HOUR), "expire_at": _typed(NOW + 3 * HOUR)}
        send(client, reviewer, draft, "action-publish", **hours)
        assert not draft.live
        assert draft.approved_schedule
        return draft

    def test_it_goes_out_and_is_taken_down(self, scheduled, time_machine):
        call_command("publish_scheduled")
        assert not again(scheduled).live
        time_machine.move_to(NOW + HOUR + dt.timedelta(minutes=1), tick=False)
        call_command("publish_scheduled")
        assert again(scheduled).live
        time_machine.move_to(NOW + 3 * HOUR + dt.timedelta(minutes=1), tick=False)
        call_command("publish_scheduled")
        page = again(scheduled)
        assert (page.live, page.expired) == (False, True)

    def test_the_law_ended_meanwhile(self, scheduled, reviewer, time_machine, client):
        repeal_everything(reviewer)
        time_machine.move_to(NOW + 2 * HOUR, tick=False)
        call_command("publish_scheduled")
        assert not again(scheduled).live
        assert not again(scheduled).approved_schedule
        line = PageLogEntry.objects.get(action="knowledge.refuse")
        assert line.page_id == scheduled.pk
        assert "不在施行" in line.message
        client.force_login(reviewer)
        history = reverse("wagtailadmin_pages:history", args=[scheduled.pk])
        assert "到了定好的时间" in client.get(history).content.decode()

    def test_the_clock_goes_on_to_the_next_page_and_does_not_ask_again(
        self, scheduled, reviewer, client, time_machine
    ):
        repeal_everything(reviewer)
        steps = [("steps", [{"title": "先找证据", "text": ""}])]
        fine = ArticleFactory(draft=True, body=[*steps, ("analysis", "<p>看新法第1条。</p>")])
        fine.go_live_at = NOW + HOUR
        law = _new_law()
        fine.save_revision().publish()
        time_machine.move_to(NOW + 2 * HOUR, tick=False)
        call_command("publish_scheduled")
        call_command("publish_scheduled")
        assert again(fine).live
        assert law.citations.count() == 1
        assert PageLogEntry.objects.filter(action="knowledge.refuse").count() == 1

    def test_the_clock_of_the_portal_strikes_it(self, settings):
        assert ("publish_scheduled", 60) in settings.SCHEDULE

    def test_an_hour_in_the_past_is_not_taken(self, client, reviewer, draft):
        hours = {"expire_at": _typed(NOW - HOUR)}
        answer = send(client, reviewer, draft, "action-publish", **hours)
        assert answer.status_code == 200
        assert not draft.live


class TestRevert:
    def test_an_old_version_comes_back_through_the_gate(self, client, reviewer, draft):
        old = unready(draft)
        draft.is_deidentified = True
        draft.save_revision().publish()
        client.force_login(reviewer)
        url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
        changes = {"revision": old.pk, "action-publish": "1", "is_deidentified": ""}
        answer = client.post(url, typed(draft, **changes))
        assert answer.status_code == 200
        assert again(draft).is_deidentified

    def test_the_screen_of_the_old_version_opens(self, client, reviewer, draft):
        old = unready(draft)
        draft.is_deidentified = True
        draft.save_revision().publish()
        client.force_login(reviewer)
        url = reverse("wagtailadmin_pages:revisions_revert", args=[draft.pk, old.pk])
        assert client.get(url).status_code == 200


class TestCopies:
    def test_a_copy_of_a_draft_stays_a_draft(self, client, reviewer, draft):
        unready(draft)
        client.force_login(reviewer)
        url = reverse("wagtailadmin_pages:copy", args=[draft.pk])
        facts = {
            "new_title": "抄一份",
            "new_slug": "copy",
            "new_parent_page": draft.get_parent().pk,
        }
        client.post(url, facts | {"publish_copies": "on"})
        assert not ArticlePage.objects.get(slug="copy").live

    def test_a_copy_of_a_public_page_does_not_take_the_unready_draft_along(self, draft):
        draft.get_latest_revision().publish()
        page = again(draft)
        page.title = "半成品"
        unready(page)
        copy = again(draft).copy(update_attrs={"slug": "copy", "title": "抄一份"}, keep_live=True)
        assert copy.is_deidentified

    def test_an_alias_of_a_draft_is_not_public(self, draft):
        alias = draft.create_alias(update_slug="alias")
        assert not again(alias).live

    def test_an_alias_follows_what_was_let_out_and_nothing_else(self, draft):
        draft.get_latest_revision().publish()
        alias = again(draft).create_alias(update_slug="alias")
        page = again(draft)
        page.title = "半成品"
        with pytest.raises(PublishRefusedError):
            unready(page).publish()
        assert again(alias).title == draft.title


def _typed(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def _new_law():
    return StatuteFactory(law=LawFactory(name="新法", full_name="中华人民共和国新法"), number=1)
