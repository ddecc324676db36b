"""No page asks the database more often than its budget, and none asks more when the rows grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.consultations import ConsultationFactory
from tests.factories.directory import AdviserFactory, AssignmentFactory, VillageFactory
from tests.factories.knowledge import ArticleFactory, LectureFactory, held_lecture, learning_section
from tests.trust.matrix import OK, ROUTES
from tests.trust.world import World

MORE = 6
# Route → (who asks, most queries). The figures are those of the performance design: home 12,
# article 8, village 10, list 8, search 6, ask step 6, inbox 15; the rest as low as they are.
BUDGETS = {
    "operations:healthz": ("anonymous", 0),
    "operations:readyz": ("anonymous", 8),
    "pages:robots": ("anonymous", 2),
    "pages:sitemap": ("anonymous", 8),
    "accounts:login": ("anonymous", 3),
    "accounts:account": ("adviser", 8),
    "desk:start": ("adviser", 15),
    "search:results": ("anonymous", 6),
    "search:suggest": ("anonymous", 3),
    "directory:picker": ("anonymous", 8),
    "directory:suggest": ("anonymous", 2),
    "directory:township": ("anonymous", 8),
    "directory:village": ("anonymous", 10),
    "directory:card": ("anonymous", 8),
    "directory:offices": ("anonymous", 5),
    "directory:open_data": ("anonymous", 2),
    "directory:open_data_file": ("anonymous", 3),
    "directory:advisers": ("anonymous", 8),
    "directory:adviser": ("anonymous", 10),
    "directory:certificate": ("anonymous", 6),
    "directory:join": ("anonymous", 6),
    "directory:join_status": ("anonymous", 3),
    "knowledge:feed": ("anonymous", 6),
    "knowledge:cases_feed": ("anonymous", 6),
    "knowledge:news_feed": ("anonymous", 6),
    "knowledge:kind_feed": ("anonymous", 6),
    "knowledge:topic_feed": ("anonymous", 6),
    "knowledge:laws": ("anonymous", 8),
    "knowledge:law": ("anonymous", 8),
    "knowledge:statute": ("anonymous", 8),
    "knowledge:lectures": ("anonymous", 8),
    "knowledge:lecture": ("anonymous", 8),
    "knowledge:lecture_ics": ("anonymous", 3),
    "knowledge:lectures_ics": ("anonymous", 5),
    "knowledge:place_ics": ("anonymous", 5),
    "knowledge:lecture_subscribe": ("anonymous", 3),
    "knowledge:lecture_poster": ("anonymous", 6),
    "knowledge:lecture_signup": ("anonymous", 4),
    "knowledge:desk_lectures": ("adviser", 15),
    "knowledge:desk_plan": ("adviser", 15),
    "knowledge:desk_request_new": ("clerk", 15),
    "knowledge:desk_request": ("adviser", 15),
    "knowledge:desk_request_plan": ("adviser", 15),
    "knowledge:desk_filings": ("office", 15),
    "knowledge:desk_filings_xlsx": ("office", 8),
    "knowledge:desk_meters": ("bureau", 10),
    "knowledge:desk_meters_xlsx": ("bureau", 8),
    "knowledge:desk_lecture": ("adviser", 15),
    "knowledge:desk_change": ("adviser", 15),
    "knowledge:desk_outline": ("adviser", 15),
    "knowledge:desk_hold": ("adviser", 8),
    "consultations:ask_start": ("anonymous", 6),
    "consultations:complain": ("anonymous", 6),
    "consultations:ask_village": ("anonymous", 6),
    "consultations:my_lookup": ("anonymous", 3),
    "consultations:my_thread": ("villager", 12),
    "consultations:inbox": ("adviser", 15),
    "consultations:desk_thread": ("adviser", 15),
    "wagtail_serve": ("anonymous", 12),
}
PAGES = {"learn/": 8, "learn/topics/family/": 8, "learn/case/": 8}


@pytest.fixture
def world(db):
    """One row of every kind, so that no page saves a query by having nothing to show."""
    world = World()
    ArticleFactory(slug="case")
    held_lecture(village=world.township.village, speaker=world.township.lead)
    ConsultationFactory(village=world.township.village, topic=world.township.topic, closed=True)
    return world


def grow(world):
    """Add rows of every kind around the township of the test."""
    place = world.township
    for _number in range(MORE):
        village = VillageFactory(parent=place.place)
        AssignmentFactory(village=village, adviser=AdviserFactory(with_login=True))
        ArticleFactory()
        LectureFactory(announced=True, village=place.village, speaker=place.lead)
        held_lecture(village=place.village, speaker=place.lead)
        ConsultationFactory(village=place.village, topic=place.topic)
        ConsultationFactory(village=place.village, topic=place.topic, closed=True)


def queries(world, url, actor):
    """Return how often ``url`` asks the database, once what is cached for all is cached."""
    world.client(actor).get(url)
    client = world.client(actor)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(url)
        assert response.status_code == 200
    return len(asked)


def test_every_page_that_can_be_read_has_a_budget():
    readable = {name for name, row in ROUTES.items() if OK in row.get.values()}
    assert set(BUDGETS) == readable


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_keeps_its_budget_when_rows_grow(world, name):
    actor, budget = BUDGETS[name]
    arguments = world.arguments(ROUTES[name].args, actor)
    url = reverse(name, kwargs=arguments) if name != "wagtail_serve" else "/"
    few = queries(world, url, actor)
    grow(world)
    many = queries(world, url, actor)
    assert many <= few
    assert few <= budget


@pytest.mark.parametrize("path", PAGES)
def test_an_editors_page_keeps_its_budget_when_pages_grow(world, path):
    url = learning_section().url.removesuffix("learn/") + path
    few = queries(world, url, "anonymous")
    grow(world)
    assert queries(world, url, "anonymous") <= few <= PAGES[path]
