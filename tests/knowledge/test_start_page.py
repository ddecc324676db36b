"""What the start page of the admin asks of those who write articles and lectures."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from knowledge.models import ArticlePage, Lecture
from knowledge.viewsets import KnowledgeToDo
from tests.factories.directory import UserFactory
from tests.factories.knowledge import ArticleFactory, LectureFactory, held_lecture

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
    ArticleFactory(law_checked_on=None)
    with django_assert_num_queries(2):
        rows = KnowledgeToDo().get_context_data({})["rows"]
    assert len(rows) == KnowledgeToDo.MOST + 1
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("lectures:edit", args=[lectures[0].pk]) in page


def test_others_are_not_asked(client):
    client.force_login(UserFactory())
    page = client.get(reverse("wagtailadmin_home"), follow=True).content.decode()
    assert "knowledge_to_do" not in page
