"""Editor and legal reviewer: submit, comment, return, lock, approve for an hour, approve again."""

import datetime as dt

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.compare import ListBlockComparison
from wagtail.models import Comment, TaskState, WorkflowState
from wagtail.test.utils.form_data import inline_formset, rich_text

from knowledge.blocks.guidance import StepsBlock
from knowledge.models import ArticlePage, NewsIndexPage, NewsPage
from tests.factories.directory import UserFactory
from tests.knowledge.conftest import member_of
from tests.knowledge.editing import decide, send, stream, typed

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def comment(text, contentpath="title"):
    row = {"text": text, "contentpath": contentpath, "position": "", "replies-TOTAL_FORMS": 0}
    return inline_formset([row | {"replies-INITIAL_FORMS": 0, "replies-MAX_NUM_FORMS": ""}])


class TestLock:
    def test_the_editor_is_told_that_it_waits(self, client, editor, draft):
        send(client, editor, draft, "action-submit")
        page = client.get(edit(draft)).content.decode()
        assert "法律审核" in page
        assert 'name="action-publish"' not in page
        assert draft.specific.get_lock().for_user(editor)

    def test_another_editor_cannot_change_it_either(self, client, editor, draft):
        send(client, editor, draft, "action-submit")
        send(client, member_of("编辑"), draft, "action-save", title="别人改的")
        assert draft.get_latest_revision_as_object().title == "老板不给工钱怎么办？"

    def test_the_reviewer_can(self, client, editor, reviewer, draft):
        send(client, editor, draft, "action-submit")
        assert not draft.specific.get_lock().for_user(reviewer)
        send(client, reviewer, draft, "action-save", title="审核改了一个字")
        assert draft.get_latest_revision_as_object().title == "审核改了一个字"
        decide(client, reviewer, draft, "approve")
        assert draft.title == "审核改了一个字"

    def test_returned_it_is_the_editors_again(self, client, editor, reviewer, draft):
        send(client, editor, draft, "action-submit")
        decide(client, reviewer, draft, "reject", comment="第二步说不清")
        send(client, editor, draft, "action-save", title="改好了")
        assert draft.get_latest_revision_as_object().title == "改好了"

    def test_the_editor_may_take_it_back(self, client, editor, draft):
        send(client, editor, draft, "action-submit")
        send(client, editor, draft, "action-cancel-workflow")
        assert not draft.workflow_in_progress


class TestComments:
    def test_why_it_came_back_stands_in_the_form_and_in_the_history(
        self, client, editor, reviewer, draft
    ):
        send(client, editor, draft, "action-submit")
        decide(client, reviewer, draft, "reject", comment="第二步说不清，请写明去哪里")
        client.force_login(editor)
        assert "第二步说不清" in client.get(edit(draft)).content.decode()
        state = draft.current_workflow_state
        assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
        assert TaskState.objects.get(workflow_state=state).comment.startswith("第二步说不清")
        history = reverse("wagtailadmin_pages:workflow_history", args=[draft.pk])
        assert client.get(history).status_code == 200

    def test_the_remark_stands_in_what_is_still_to_do_until_it_is_submitted_again(
        self, client, editor, reviewer, draft
    ):
        assert draft.remark() == ""
        send(client, editor, draft, "action-submit")
        assert draft.remark() == ""
        decide(client, reviewer, draft, "reject", comment="第二步说不清")
        assert ArticlePage.objects.get(pk=draft.pk).remark() == "第二步说不清"
        client.force_login(editor)
        assert "审核退回：</strong> 第二步说不清" in client.get(edit(draft)).content.decode()
        send(client, editor, draft, "action-submit")
        assert ArticlePage.objects.get(pk=draft.pk).remark() == ""

    def test_a_remark_on_a_field_is_seen_by_the_other(self, client, editor, reviewer, draft):
        send(client, reviewer, draft, "action-save", comments=comment("题目再短一点"))
        (row,) = Comment.objects.filter(page=draft)
        assert (row.user, row.contentpath) == (reviewer, "title")
        client.force_login(editor)
        page = client.get(edit(draft)).content.decode()
        assert "\\u9898\\u76ee\\u518d\\u77ed\\u4e00\\u70b9" in page or "题目再短一点" in page


class TestNotices:
    def test_both_are_written_to(self, client, editor, reviewer, draft):
        for user in (editor, reviewer):
            user.email = f"{user.username}@example.org"
            user.save()
        send(client, editor, draft, "action-submit")
        assert [row.to for row in mail.outbox] == [[reviewer.email]]
        assert draft.title in mail.outbox[0].subject + mail.outbox[0].body
        decide(client, reviewer, draft, "reject", comment="改一下")
        assert mail.outbox[-1].to == [editor.email]

    def test_without_addresses_nothing_fails(self, client, editor, draft):
        assert send(client, editor, draft, "action-submit").status_code == 302
        assert mail.outbox == []


class TestHours:
    @pytest.fixture(autouse=True)
    def _noon(self, time_machine):
        time_machine.move_to(NOW, tick=False)

    def test_approved_now_it_goes_out_at_the_editors_hour(
        self, client, editor, reviewer, draft, time_machine
    ):
        hour = timezone.localtime(NOW + dt.timedelta(hours=5)).strftime("%Y-%m-%d %H:%M")
        send(client, editor, draft, "action-submit", go_live_at=hour)
        decide(client, reviewer, draft, "approve")
        assert not draft.live
        client.logout()
        assert client.get(draft.url).status_code == 404
        time_machine.move_to(NOW + dt.timedelta(hours=5, minutes=1), tick=False)
        call_command("publish_scheduled")
        draft.refresh_from_db()
        assert draft.live
        assert client.get(draft.url).status_code == 200

    def test_what_ran_out_is_gone_before_the_clock_strikes(
        self, client, reviewer, draft, time_machine
    ):
        end = timezone.localtime(NOW + dt.timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
        send(client, reviewer, draft, "action-publish", expire_at=end)
        assert draft in ArticlePage.objects.visible()
        time_machine.move_to(NOW + dt.timedelta(hours=1, seconds=1), tick=False)
        assert draft not in ArticlePage.objects.visible()
        call_command("publish_scheduled")
        draft.refresh_from_db()
        assert (draft.live, draft.expired) == (False, True)


class TestAgain:
    def test_an_edit_of_the_reviewer_during_review_must_be_approved(
        self, client, editor, reviewer, draft, settings
    ):
        assert settings.WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT
        send(client, editor, draft, "action-submit")
        send(client, reviewer, draft, "action-save", title="审核改的")
        assert not draft.live
        assert draft.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS

    def test_what_changed_can_be_compared(self, client, editor, reviewer, draft):
        first = draft.get_latest_revision()
        send(client, editor, draft, "action-submit", title="改过的题目")
        client.force_login(reviewer)
        args = [draft.pk, first.pk, draft.get_latest_revision().pk]
        page = client.get(reverse("wagtailadmin_pages:revisions_compare", args=args))
        assert "改过的" in page.content.decode()
        assert page.status_code == 200

    def test_it_is_compared_in_words(self, client, editor, reviewer, draft):
        draft.is_deidentified, draft.law_checked_on = False, None
        first = draft.save_revision()
        send(client, editor, draft, "action-submit", law_checked_on="2026-11-20")
        client.force_login(reviewer)
        args = [draft.pk, first.pk, draft.get_latest_revision().pk]
        page = client.get(reverse("wagtailadmin_pages:revisions_compare", args=args))
        page = page.content.decode()
        assert '<span class="deletion">否</span> <span class="addition">是</span>' in page
        assert '<span class="deletion">–</span> <span class="addition">2026-11-20</span>' in page
        assert ">None<" not in page


def test_parts_of_a_list_are_compared_under_the_names_that_editors_know():
    steps = StepsBlock()
    value = steps.to_python([{"type": "item", "id": "x", "value": {"title": "先去", "text": ""}}])
    shown = ListBlockComparison(steps, False, True, None, value).htmlvalue(value)
    assert shown == "怎么办先去怎么做"


class TestNews:
    @pytest.fixture
    def story(self, editor):
        home = NewsIndexPage.objects.first()
        page = home.add_child(instance=NewsPage(title="普法进校园", slug="school", live=False))
        page.save_revision(user=editor)
        return page

    def test_it_is_reviewed_too(self, client, editor, reviewer, story):
        words = rich_text("<p>全镇的学校都去了。</p>")
        facts = {"kind": "news", "body": stream([("paragraph", words)])}
        send(client, editor, story, "action-submit", **facts)
        assert story.workflow_in_progress
        decide(client, reviewer, story, "approve")
        assert story.live

    def test_no_law_is_asked_of_it(self, story):
        story.get_latest_revision().publish()
        assert NewsPage.objects.get(pk=story.pk).live


def test_a_visitor_of_no_group_sees_none_of_it(client, draft):
    client.force_login(UserFactory())
    for url in (edit(draft), reverse("wagtailadmin_pages:history", args=[draft.pk])):
        assert client.get(url).status_code in (302, 403)
    assert client.post(edit(draft), typed(draft)).status_code in (302, 403)
