"""Law, cases, life situations and news, as a newcomer finds them."""

from datetime import timedelta

import pytest
from django.db.models import Sum
from django.test import Client
from django.utils import timezone

from directory.models import Topic
from knowledge.models import (
    ArticleIndexPage,
    ArticlePage,
    Citation,
    NewsPage,
    Reading,
    SituationPage,
    Statute,
)
from knowledge.models.covers import COVER
from portal.home.models import HomePage, Rule
from tests.journeys.demo import MOMENT, TODAY


def parts(page, kind):
    return [block.value for block in page.body if block.block_type == kind]


def test_thirty_cases_on_every_topic_stand_in_public():
    cases = ArticlePage.objects.visible()
    assert cases.count() == 30
    told = set(cases.values_list("topic__slug", flat=True))
    assert told == set(Topic.objects.values_list("slug", flat=True))
    assert {case.is_local for case in cases} == {True, False}
    assert all(case.title.endswith("？") for case in cases)


def test_each_case_has_everything_in_its_place():
    for case in ArticlePage.objects.live():
        case.body.stream_block.clean(case.body)
        kinds = {block.block_type for block in case.body}
        assert kinds >= {"story", "people", "asked", "law", "analysis", "result", "steps"}, case
        assert kinds >= {"papers", "contacts"}, case
        assert case.author_adviser is not None
        assert case.tags.count() >= 2
        assert case.reading_minutes >= 2


def test_what_is_urgent_stands_first():
    beaten = ArticlePage.objects.get(slug="jiabao")
    assert beaten.body[0].block_type == "callout"
    assert beaten.body[0].value["kind"] == "urgent"
    assert ArticlePage.objects.get(slug="shanyang").body[0].block_type == "story"


def test_nothing_that_is_public_lacks_what_the_gate_asks_for():
    for page in [*ArticlePage.objects.live(), *SituationPage.objects.live()]:
        assert page.refusals() == [], page


def test_cited_articles_are_records_and_lead_back_to_the_cases():
    assert Statute.objects.count() >= 76
    assert Citation.objects.count() >= 70
    for case in ArticlePage.objects.live():
        held = {card["statute"].pk for card in parts(case, "law")}
        assert held <= set(case.citations.values_list("statute", flat=True)), case


def test_cases_came_out_on_different_days_and_none_is_dated_ahead():
    cases = ArticlePage.objects.live()
    assert len({case.first_published_at.date() for case in cases}) >= 25
    assert all(case.first_published_at <= case.last_published_at for case in cases)
    assert all(case.last_published_at < MOMENT for case in cases)
    assert all(case.latest_revision.created_at == case.last_published_at for case in cases)
    assert max(case.law_checked_on for case in cases) < TODAY


def test_three_cases_are_due_for_a_check():
    due = ArticlePage.objects.to_recheck(TODAY)
    assert {case.slug for case in due} == {"jincheng", "baojianpin", "danbao"}


def test_one_case_waits_for_the_reviewer_and_one_is_a_draft():
    waiting, draft = ArticlePage.objects.filter(live=False).order_by("slug")
    assert (waiting.slug, draft.slug) == ("jieka", "zhaijidi")
    assert waiting.workflow_in_progress
    assert waiting.refusals() == []
    assert not draft.workflow_in_progress
    assert draft.refusals()


def test_every_case_has_a_drawing_of_its_own_and_says_what_it_shows():
    cases = ArticlePage.objects.live().select_related("cover")
    hashes = {case.cover.file_hash for case in cases}
    assert len(hashes) == 30
    for case in cases:
        assert len(case.cover.description) >= 10
        drawn = case.cover.renditions.get(filter_spec=COVER)
        assert (drawn.width, drawn.height) == (720, 405)


def test_twelve_situations_stand_below_four_doors():
    assert SituationPage.objects.visible().count() == 12
    doors = HomePage.objects.get().ways()
    assert [len(way["situations"]) for way in doors] == [3, 3, 3, 3]
    for page in SituationPage.objects.live():
        assert page.body[0].block_type == "callout", page


def test_the_home_page_shows_what_editors_chose_then_what_is_most_read():
    home = HomePage.objects.get()
    shown = [page.slug for page in home.highlights()]
    assert shown[:3] == ["gongqian", "jiagongan", "nianqian-qianxin"]
    assert home.rule == Rule.MOST_READ
    assert len(shown) == 4
    since = TODAY - timedelta(days=30)
    lately = Reading.objects.filter(day__gt=since).values("page__slug")
    times = lately.annotate(times=Sum("count")).order_by("-times")
    most = [row["page__slug"] for row in times if row["page__slug"] not in shown[:3]]
    assert shown[3] == most[0]


def test_readings_tell_cases_apart_and_begin_with_the_day_of_publishing():
    sums = Reading.objects.values("page").annotate(times=Sum("count"))
    assert len(sums) == 30
    assert len({row["times"] for row in sums}) >= 20
    for row in Reading.objects.select_related("page"):
        assert timezone.localdate(row.page.first_published_at) <= row.day <= TODAY


def test_news_is_of_every_kind_and_four_pieces_are_about_advisers():
    news = NewsPage.objects.visible()
    assert news.count() == 12
    assert set(news.values_list("kind", flat=True)) == set(NewsPage.Kind.values)
    assert news.exclude(adviser=None).count() == 4
    paper = parts(news.get(kind="download"), "download")[0]
    assert paper["file"].file_size > 500
    assert paper["file"].file_extension == "docx"


@pytest.mark.parametrize("kind", [ArticlePage, SituationPage, NewsPage])
def test_every_page_answers(kind):
    for page in kind.objects.live():
        answer = Client().get(page.url)
        assert answer.status_code == 200, page
        assert page.title in answer.content.decode()


def test_sections_topics_and_doors_lead_somewhere():
    section = ArticleIndexPage.objects.get()
    addresses = [f"/learn/topics/{topic.slug}/" for topic in section.topics() if topic.found]
    addresses += [door.value["link"] for door in HomePage.objects.get().doors]
    assert len(addresses) >= 16
    for address in [*addresses, "/news/", "/lectures/"]:
        assert Client().get(address).status_code == 200, address
