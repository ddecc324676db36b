"""What the start page of the admin asks of those who write articles and lectures."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from knowledge.models import ArticlePage, Lecture, Reading
from knowledge.viewsets import EditorialToDo, KnowledgeToDo
from tests.factories.directory import UserFactory
from tests.factories.knowledge import ArticleFactory, LectureFactory, held_lecture
from tests.knowledge.editing import send

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("checked_on", "found"),
    [(None, True), (dt.date(2025, 11, 20), True), (dt.date(2025, 11, 21), False), (TODAY, False)],
)
def test_an_article_asks_for_a_new_comparison_after_a_year(checked_on, found):
    article = ArticleFactory(law_checked_on=checked_on)
    assert (article in ArticlePage.objects.to_recheck()) is found


def test_a_draft_does_not_ask():
    ArticleFactory(draft=True, law_checked_on=None)
    assert not ArticlePage.objects.to_recheck().exists()


def test_only_announced_lectures_that_are_over_ask_whether_they_were_held():
    over = {"starts_at": NOW - dt.timedelta(hours=3), "ends_at": NOW - dt.timedelta(hours=1)}
    waiting = LectureFactory(status="announced", **over)
    LectureFactory(status="planned", **over)
    LectureFactory(status="announced", starts_at=NOW, ends_at=NOW + dt.timedelta(hours=1))
    held_lecture()
    assert list(Lecture.objects.unreported(timezone.now())) == [waiting]


def test_the_panel_leads_to_each_and_costs_the_same(client, editor, django_assert_num_queries):
    over = {"starts_at": NOW - dt.timedelta(hours=3), "ends_at": NOW - dt.timedelta(hours=1)}
    lectures = [LectureFactory(status="announced", **over) for _ in range(7)]
    with django_assert_num_queries(1):
        rows = KnowledgeToDo().get_context_data({})["rows"]
    assert len(rows) == KnowledgeToDo.MOST
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("lectures:edit", args=[lectures[0].pk]) in page


class TestCases:
    def rows(self):
        return [(str(text), url) for text, url in EditorialToDo().get_context_data({})["rows"]]

    def test_nothing_waits(self, client, editor):
        assert self.rows() == []
        client.force_login(editor)
        page = client.get(reverse("wagtailadmin_home")).content.decode()
        assert "眼下没有要办的" in page

    def test_how_many_to_compare_with_the_oldest_three(self, django_assert_num_queries):
        cases = [ArticleFactory(law_checked_on=None) for _ in range(5)]
        with django_assert_num_queries(4):
            rows = self.rows()
        assert rows[0] == ("有 5 个案例要核对法条", reverse("recheck"))
        assert [url for _text, url in rows[1:]] == [
            reverse("recheck_case", args=[case.pk]) for case in cases[:3]
        ]

    def test_the_most_read_of_the_month(self):
        for number in (3, 8):
            case = ArticleFactory(title=f"读了{number}次")
            Reading.objects.create(page=case, day=TODAY, count=number)
        assert self.rows() == [("这个月读得最多：读了8次（8 次）", reverse("readings"))]

    def test_what_stayed_a_draft_until_it_is_mended(self, draft):
        log(draft, "knowledge.refuse", data={"reasons": ["没有步骤"]})
        draft.has_unpublished_changes = True
        draft.save()
        edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
        assert self.rows() == [(f"到点没能发布：{draft.title}", edit)]
        draft.get_latest_revision().publish()
        assert all(url != edit for _text, url in self.rows())

    def test_what_was_published_since_and_is_written_on_did_not_stay_a_draft(self, draft):
        log(draft, "knowledge.refuse", data={"reasons": ["没有步骤"]})
        later = timezone.now() + dt.timedelta(minutes=1)
        pages = ArticlePage.objects.filter(pk=draft.pk)
        pages.update(live=True, last_published_at=later, has_unpublished_changes=True)
        edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
        assert all(url != edit for _text, url in self.rows())

    def test_reviewers_see_what_waits_for_review(self, client, editor, reviewer, draft):
        send(client, editor, draft, "action-submit")
        client.force_login(reviewer)
        page = client.get(reverse("wagtailadmin_home")).content.decode()
        assert "等待你的审查" in page
        assert draft.title in page

    def test_the_start_page_of_a_reviewer_is_not_dear(self, client, reviewer, queries_of):
        client.force_login(reviewer)
        few = queries_of(reverse("wagtailadmin_home"))
        for _ in range(4):
            ArticleFactory(law_checked_on=None)
        assert queries_of(reverse("wagtailadmin_home")) <= few + 1


def test_others_are_not_asked(client):
    client.force_login(UserFactory())
    page = client.get(reverse("wagtailadmin_home"), follow=True).content.decode()
    for panel in ("knowledge_to_do", "editorial_to_do", "asked_not_written"):
        assert panel not in page
