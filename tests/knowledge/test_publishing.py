"""How an article gets from an editor's desk to the village: the workflow 法律审核."""

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from knowledge.models import ArticlePage
from portal.search.registry import documents_of
from tests.factories.directory import UserFactory
from tests.factories.knowledge import learning_section, topic
from tests.knowledge.editing import decide, send, typed

pytestmark = pytest.mark.django_db


def test_the_section_is_under_the_workflow_from_its_first_day():
    workflow = learning_section().get_workflow()
    assert workflow.name == "法律审核"
    (task,) = workflow.tasks
    assert [group.name for group in task.specific.groups.all()] == ["审核"]


def test_an_editor_may_write_and_not_publish(editor, draft):
    rights = draft.permissions_for_user(editor)
    assert rights.can_edit()
    assert rights.can_submit_for_moderation()
    assert not rights.can_publish()
    assert learning_section().permissions_for_user(editor).can_add_subpage()


def test_a_reviewer_may_publish(reviewer, draft):
    assert draft.permissions_for_user(reviewer).can_publish()


def test_from_the_editor_through_the_reviewer_to_the_village(client, editor, reviewer, draft):
    send(client, editor, draft, "action-submit")
    assert draft.workflow_in_progress
    assert not draft.live
    client.logout()
    assert client.get(draft.url).status_code == 404
    decide(client, reviewer, draft, "approve")
    assert draft.live
    client.logout()
    assert "二十个人的工钱" in client.get(draft.url).content.decode()
    assert draft in ArticlePage.objects.visible()


def test_the_reviewer_sends_back_and_nothing_is_published(client, editor, reviewer, draft):
    send(client, editor, draft, "action-submit")
    decide(client, reviewer, draft, "reject")
    assert not draft.live
    assert draft.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES


def test_an_editor_who_tries_to_publish_saves_a_draft(client, editor, draft):
    send(client, editor, draft, "action-publish")
    assert not draft.live


def test_an_editor_cannot_approve_her_own_article(client, editor, draft):
    send(client, editor, draft, "action-submit")
    decide(client, editor, draft, "approve")
    assert not draft.live


def test_what_is_edited_after_approval_needs_approval_again(client, editor, reviewer, draft):
    send(client, editor, draft, "action-submit")
    decide(client, reviewer, draft, "approve")
    send(client, editor, draft, "action-submit", title="改过的题目")
    client.logout()
    assert "改过的题目" not in client.get(draft.url).content.decode()
    decide(client, reviewer, draft, "approve")
    client.logout()
    assert "改过的题目" in client.get(draft.url).content.decode()


def test_while_it_waits_the_editor_cannot_change_it(client, editor, draft):
    send(client, editor, draft, "action-submit")
    send(client, editor, draft, "action-save", title="趁审核时改的题目")
    assert draft.get_latest_revision_as_object().title == "老板不给工钱怎么办？"


def test_somebody_of_no_group_does_not_get_in(client, draft):
    answer = send(client, UserFactory(), draft, "action-publish")
    assert answer.status_code in (302, 403)
    assert not draft.live


def test_an_approved_article_is_found(client, editor, reviewer, draft):
    send(client, editor, draft, "action-submit")
    assert documents_of([f"article:{draft.pk}"]) == {}
    decide(client, reviewer, draft, "approve")
    (document,) = documents_of([f"article:{draft.pk}"]).values()
    assert document.title == "老板不给工钱怎么办？"


def test_a_new_article_takes_its_address_from_its_question(client, editor):
    client.force_login(editor)
    section = learning_section()
    new = reverse("wagtailadmin_pages:add", args=["knowledge", "articlepage", section.pk])
    assert 'data-w-sync-target-value="#id_slug"' in client.get(new).content.decode()
    draft = ArticlePage(title="摄像头对着我家大门怎么办？", topic=topic("neighbours"))
    client.post(new, typed(draft, slug="摄像头对着我家大门怎么办"))
    article = ArticlePage.objects.get(title=draft.title)
    article.get_latest_revision().publish()
    assert client.get(article.url).status_code == 200


def test_the_preview_shows_in_its_frame_and_brings_its_checks(client, editor, draft):
    client.force_login(editor)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    assert client.post(url, typed(draft)).json()["is_valid"]
    preview = client.get(url, {"in_preview_panel": "true"})
    assert draft.title in preview.content.decode()
    assert "wagtail-userbar" in preview.content.decode()
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert "unsafe" not in preview["Content-Security-Policy"]
