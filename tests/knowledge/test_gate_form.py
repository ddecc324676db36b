"""The gate as an editor meets it: beside the block, in her words, and nothing typed is lost."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from knowledge.blocks.article import TEXT_FEATURES
from knowledge.models import ArticlePage, SituationPage
from tests.factories.knowledge import learning_section, topic
from tests.knowledge.editing import case, decide, listed, send, story, stream, typed

pytestmark = pytest.mark.django_db


def errors_at(answer, number):
    """What is said at the block with this number: path → messages."""
    (error,) = answer.context["form"].errors["body"].as_data()
    return _flat(error.block_errors[number])


def _flat(error, path=()):
    found = {path: list(error.messages)} if not getattr(error, "block_errors", None) else {}
    if hasattr(error, "non_block_errors") and error.non_block_errors:
        found[path] = [str(row) for row in error.non_block_errors.data]
    inner = getattr(error, "block_errors", None) or {}
    pairs = inner.items() if isinstance(inner, dict) else enumerate(inner)
    for name, part in pairs:
        if part is not None:
            found |= _flat(part, (*path, name))
    return found


def of_body(answer):
    (error,) = answer.context["form"].errors["body"].as_data()
    return " ".join(error.non_block_errors.as_data()[0].messages if error.non_block_errors else [])


@pytest.mark.parametrize("action", ["action-submit", "action-publish"])
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (lambda: {"body": case(without=("law",))}, "没有引用"),
        (lambda: {"body": case(without=("steps",))}, "怎么办"),
        (lambda: {"is_deidentified": ""}, "认不出"),
        (lambda: {"topic": ""}, "请选这个案例属于哪个主题。"),
        (lambda: {"body": case(("analysis", story("<p>看民法典第9999条。</p>")))}, "没有这一条"),
        (lambda: {"body": case(("analysis", story("<p>看《玛雅历法》第3条。</p>")))}, "法条库"),
        (lambda: {"body": case(("analysis", story("<p>本院认为要还。</p>")))}, "法院说"),
    ],
    ids=["citation", "steps", "confirmed", "topic", "article", "law", "words"],
)
def test_each_is_said_in_words_and_stops_it(client, reviewer, draft, action, changes, words):
    answer = send(client, reviewer, draft, action, **changes())
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not draft.live
    assert not draft.workflow_in_progress


def test_a_draft_may_lack_everything(client, editor, draft):
    section = learning_section()
    client.force_login(editor)
    new = reverse("wagtailadmin_pages:add", args=["knowledge", "articlepage", section.pk])
    answer = client.post(new, typed(draft, title="只有题目", slug="x", topic="", body=stream([])))
    assert answer.status_code == 302
    assert ArticlePage.objects.get(title="只有题目").topic_id is None


def test_an_existing_draft_too(client, editor, draft):
    changes = {"body": stream([]), "is_deidentified": "", "title": "还没写完"}
    assert send(client, editor, draft, "action-save", **changes).status_code == 302
    assert draft.get_latest_revision_as_object().title == "还没写完"


def test_it_stands_at_the_block_and_at_its_part(client, editor, draft):
    steps = listed({"title": "先找证据", "text": ""}, {"title": "再说", "text": "本院认为要快。"})
    body = case(("analysis", story("<p>看民法典第9999条。</p>")), ("steps", steps))
    answer = send(client, editor, draft, "action-submit", body=body)
    ((path, messages),) = errors_at(answer, 3).items()
    assert path == ()
    assert "民法典第9999条" in messages[0]
    ((path, messages),) = errors_at(answer, 4).items()
    assert path == (1, "text")
    assert "本院认为" in messages[0]


def test_everything_at_once_and_nothing_typed_is_lost(client, editor, draft):
    body = case(("analysis", story("<p>本院认为，这话还在。</p>")), without=("steps",))
    changes = {"title": "刚改的题目", "body": body, "is_deidentified": "", "summary": "刚写的摘要"}
    answer = send(client, editor, draft, "action-submit", **changes)
    page = answer.content.decode()
    assert "刚改的题目" in page
    assert "刚写的摘要" in page
    assert "这话还在" in str(answer.context["form"].instance.body)
    assert set(answer.context["form"].errors) == {"body", "is_deidentified"}


def test_what_the_form_misses_and_what_the_gate_misses_are_said_together(client, editor, draft):
    answer = send(client, editor, draft, "action-submit", topic="", body=case(without=("law",)))
    assert set(answer.context["form"].errors) == {"topic", "body"}
    assert "没有引用" in answer.content.decode()


def test_mended_it_goes_on(client, editor, draft):
    send(client, editor, draft, "action-submit", is_deidentified="")
    assert not draft.workflow_in_progress
    send(client, editor, draft, "action-submit")
    assert draft.workflow_in_progress


def test_the_page_lists_what_is_still_to_do(client, editor, draft):
    client.force_login(editor)
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert "什么都不缺" in client.get(edit).content.decode()
    send(client, editor, draft, "action-save", is_deidentified="", body=case(without=("law",)))
    page = client.get(edit).content.decode()
    assert page.count("发布前要改") == 2
    assert "没有引用" in page


def test_a_new_page_says_that_drafts_may_be_unfinished(client, editor):
    client.force_login(editor)
    section = learning_section()
    new = reverse("wagtailadmin_pages:add", args=["knowledge", "articlepage", section.pk])
    assert "草稿" in client.get(new).content.decode()


def test_a_reviewer_may_return_what_is_not_ready(client, editor, reviewer, draft):
    send(client, editor, draft, "action-submit")
    extra = {"workflow-action-name": "reject", "is_deidentified": ""}
    send(client, reviewer, draft, "action-workflow-action", **extra)
    assert not draft.workflow_in_progress


def test_the_preview_says_what_is_missing_for_the_checks_beside_it(client, editor, draft):
    client.force_login(editor)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    body = case(("analysis", story("<p>看民法典第9999条。</p>")), without=("steps",))
    client.post(preview, typed(draft, body=body))
    page = client.get(preview, {"in_preview_panel": "true"}).content.decode()
    assert 'data-shortcoming="no_steps"' in page
    assert 'data-shortcoming="unknown_article"' in page
    assert "data-shortcoming" not in client.get(preview).content.decode()


def test_a_draft_without_topic_can_be_looked_at(client, editor, draft):
    client.force_login(editor)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    assert client.post(preview, typed(draft, topic="")).json()["is_valid"]
    page = client.get(preview, {"in_preview_panel": "true"})
    assert page.status_code == 200
    assert 'data-shortcoming="no_topic"' in page.content.decode()


def test_the_checks_of_the_editor_know_the_gate(client, editor, draft):
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "[data-shortcoming=no_citation]" in page
    assert "alt-text-quality" in page


class TestSituation:
    @pytest.fixture
    def page(self, editor):
        facts = {"title": "工钱要不回来", "slug": "wages", "topic": topic("wages"), "live": False}
        page = learning_section().add_child(instance=SituationPage(**facts))
        page.save_revision(user=editor)
        return page

    def test_without_steps_it_stays(self, client, editor, page):
        facts = {"door": "aid", "body": stream([])}
        answer = send(client, editor, page, "action-submit", **facts)
        assert "没有写" in of_body(answer) or "怎么办" in answer.content.decode()
        assert not page.workflow_in_progress

    def test_with_steps_it_is_reviewed_and_goes_out(self, client, editor, reviewer, page):
        body = stream([("steps", listed({"title": "先去劳动监察", "text": ""}))])
        send(client, editor, page, "action-submit", door="aid", body=body)
        assert page.workflow_in_progress
        decide(client, reviewer, page, "approve")
        assert page.live

    def test_wrong_law_stops_it(self, client, editor, page):
        wrong = rich_text("<p>看民法典第9999条。</p>", features=TEXT_FEATURES)
        case()
        steps = ("steps", listed({"title": "先去劳动监察", "text": ""}))
        body = stream([steps, ("paragraph", wrong)])
        answer = send(client, editor, page, "action-submit", door="aid", body=body)
        assert "没有这一条" in " ".join(errors_at(answer, 1)[()])
