"""核对过了，没有变化: the public page gets the day, no draft gets out with it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import PageLogEntry

from knowledge import actions
from knowledge.models import ArticlePage
from tests.factories.directory import UserFactory
from tests.factories.knowledge import StatuteFactory
from tests.knowledge.editing import decide, send

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
LONG_AGO = dt.date(2025, 3, 1)


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def public(draft):
    """A public case whose law was compared long ago."""
    draft.law_checked_on = LONG_AGO
    draft.save_revision().publish()
    return again(draft)


def again(case):
    return ArticlePage.objects.get(pk=case.pk)


def half_done(case, user=None):
    case.title = "写了一半"
    case.save_revision(user=user)
    return again(case)


@pytest.mark.parametrize("who", ["editor", "reviewer"])
def test_the_public_page_says_so_at_once(request, client, public, who):
    actions.confirm_law(public, by=request.getfixturevalue(who))
    assert again(public).law_checked_on == TODAY
    assert public not in ArticlePage.objects.to_recheck()
    assert "2026年11月" in client.get(public.url).content.decode()


def test_one_line_of_history_with_both_days(public, editor):
    actions.confirm_law(public, by=editor)
    (line,) = PageLogEntry.objects.filter(action="knowledge.confirm_law")
    assert (line.user, line.page_id) == (editor, public.pk)
    assert line.data["changed"] == {"law_checked_on": ["2025-03-01", "2026-11-22"]}
    assert "2026-11-22" in line.message


def test_nothing_of_a_draft_gets_out_and_the_draft_gets_the_day(client, public, editor):
    case = half_done(public, editor)
    revisions = case.revisions.count()
    actions.confirm_law(case, by=editor)
    case = again(case)
    assert (case.title, case.law_checked_on) == ("老板不给工钱怎么办？", TODAY)
    assert case.has_unpublished_changes
    coming = case.get_latest_revision_as_object()
    assert (coming.title, coming.law_checked_on) == ("写了一半", TODAY)
    assert case.revisions.count() == revisions
    assert "写了一半" not in client.get(case.url).content.decode()


def test_published_later_the_draft_keeps_the_day(public, editor):
    case = half_done(public, editor)
    actions.confirm_law(case, by=editor)
    again(case).get_latest_revision().publish()
    assert (again(case).title, again(case).law_checked_on) == ("写了一半", TODAY)


def test_a_version_under_review_stays_under_review(client, public, editor, reviewer):
    send(client, editor, public, "action-submit", title="送审的一版", law_checked_on="2025-03-01")
    assert public.workflow_in_progress
    actions.confirm_law(public, by=reviewer)
    assert again(public).workflow_in_progress
    assert again(public).title != "送审的一版"
    decide(client, reviewer, again(public), "approve")
    assert (again(public).title, again(public).law_checked_on) == ("送审的一版", TODAY)


def test_a_version_that_waits_for_its_hour_waits_on(public, reviewer):
    public.title, public.go_live_at = "明天的一版", dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)
    public.save_revision().publish()
    actions.confirm_law(public, by=reviewer)
    waiting = again(public).scheduled_revision
    assert waiting.content["law_checked_on"] == "2026-11-22"
    assert again(public).title == "老板不给工钱怎么办？"


def test_a_law_that_changed_this_morning_is_compared_now(public, reviewer):
    actions.mark_changed(StatuteFactory(), on=TODAY, by=reviewer)
    assert again(public).law_state().changed
    actions.confirm_law(public, by=reviewer)
    assert not again(public).law_state().is_stale


def test_a_law_that_changes_afterwards_asks_again(public, reviewer, time_machine):
    actions.confirm_law(public, by=reviewer)
    time_machine.shift(60)
    actions.mark_changed(StatuteFactory(), on=TODAY, by=reviewer)
    assert public in ArticlePage.objects.to_recheck()


def test_twice_is_once(public, editor):
    for _ in range(2):
        actions.confirm_law(public, by=editor)
    assert PageLogEntry.objects.filter(action="knowledge.confirm_law").count() == 1


def test_a_case_with_ended_law_has_something_to_change(public, reviewer, editor):
    actions.repeal(StatuteFactory(), until=TODAY - dt.timedelta(days=1), by=reviewer)
    with pytest.raises(ValidationError, match="不在施行"):
        actions.confirm_law(public, by=editor)
    assert again(public).law_checked_on == LONG_AGO


def test_a_draft_is_not_compared(draft, editor):
    with pytest.raises(ValidationError, match="公开"):
        actions.confirm_law(draft, by=editor)


def test_somebody_else_may_not(public):
    with pytest.raises(PermissionDenied):
        actions.confirm_law(public, by=UserFactory())
    assert again(public).law_checked_on == LONG_AGO


def test_the_history_of_the_page_tells_it(client, public, editor, reviewer):
    actions.confirm_law(public, by=editor)
    client.force_login(reviewer)
    page = client.get(reverse("wagtailadmin_pages:history", args=[public.pk]))
    assert "核对" in page.content.decode()
