"""Private stays private: no word of a hidden or private row reaches any surface of the search.

Every text field of every model of the portal is given a word of its own. Which of them may be
found stands in ``PUBLIC``; a field that is added tomorrow may not until it is written there.
"""

import pytest
from django.apps import apps
from wagtail.search.index import Indexed

from portal.search import registry
from portal.search.models import OutboxRow
from portal.search.queries import parse
from portal.search.tasks import drain_outbox
from tests.search import canary_rows, surfaces
from tests.search.canaries import COMMON, Canaries, models, written
from tests.trust.world import World

pytestmark = pytest.mark.django_db

SPELT = {"Adviser.pinyin", "Place.pinyin", "Place.initials"}
PUBLIC = SPELT | {
    *{"Adviser.name", "Adviser.dialects", "Adviser.bio", "Firm.name", "Place.name", "Topic.name"},
    *{"Law.name", "Law.full_name", "LawName.name", "Statute.chapter", "Statute.text"},
    *{"Lecture.title", "Lecture.audience", "Lecture.location", "Lecture.summary"},
    *{"ArticlePage.title", "ArticlePage.summary", "ArticlePage.body"},
    *{"SituationPage.title", "SituationPage.summary", "SituationPage.body"},
    *{"NewsPage.title", "NewsPage.summary", "NewsPage.body"},
    *{"StandardPage.title", "StandardPage.summary", "StandardPage.body"},
}
# Whose words no stranger reads anywhere on the portal.
PRIVATE = {
    *{"Consultation", "Message", "Event", "Draft", "SignUp", "WordFile", "Filing"},
    *{"LectureRequest", "Application", "Proof", "Assignment", "Cover", "Leave", "Entry"},
    *{"User", "PairingSheet", "Alarm", "hidden"},
}


@pytest.fixture
def _own_registry():
    """Here the portal's own sources are tried."""


@pytest.fixture
def canaries(engine):
    """A world full of canaries, handed to the index by the worker."""
    canaries = Canaries()
    with canaries.planted():
        world = World()
        world.township.ask(waiting=True)
        canaries.pages = canary_rows.visible(canaries)
        canary_rows.beside_the_world()
    canary_rows.hidden(canaries)
    canary_rows.drafts_of(canaries.pages, canaries)
    canaries.village = world.township.village
    assert drain_outbox.call() > 0
    assert not OutboxRow.objects.exists()
    return canaries


def private(origins):
    """Return those of ``origins`` that no stranger may read anywhere."""
    return {origin for origin in origins if origin.partition(" ")[0].partition(".")[0] in PRIVATE}


def told(canaries, texts):
    """Return address → origins that come to light in ``texts`` and are not public."""
    shown = {address: canaries.found_in(text) - PUBLIC for address, text in texts.items()}
    return {address: origins for address, origins in shown.items() if origins}


def test_every_text_field_of_the_portal_has_a_canary(canaries):
    planted = set(canaries.origins.values())
    fields = {f"{model.__name__}.{field.name}" for model in models() for field in written(model)}
    assert fields - planted == set()


@pytest.mark.parametrize("by", ["the worker", "a rebuild"])
def test_the_index_holds_what_is_public_and_nothing_else(canaries, engine, by):
    if by == "a rebuild":
        engine.rebuild()
    held = surfaces.in_the_index()
    assert canaries.found_in(held["index"]) == PUBLIC - SPELT
    assert canaries.found_in(held["suggestions"]) >= SPELT
    assert told(canaries, held) == {}


def test_no_page_of_results_shows_another_word(canaries, client):
    pages = surfaces.result_pages(client)
    assert len(pages) > 40
    assert told(canaries, pages) == {}
    shown = set().union(*(canaries.found_in(text) for text in pages.values()))
    assert shown >= {f"{kind}Page.title" for kind in ("Article", "Situation", "News", "Standard")}


def test_no_word_brings_up_what_holds_it_unless_it_is_public(canaries):
    found = surfaces.found_for(canaries.origins)
    secret = {w: text for w, text in found.items() if canaries.origins[w] not in PUBLIC}
    assert len(secret) > 500
    assert told(canaries, secret) == {}
    brought_up = {canaries.origins[word] for word, text in found.items() if word in text}
    assert brought_up == PUBLIC - SPELT


def test_no_document_is_found_by_a_word_that_it_may_not_hold(canaries, engine):
    """Also what is only searched by and never shown: whatever holds the word whole is found."""
    secret = [word for word, origin in canaries.origins.items() if origin not in PUBLIC]
    assert [word for word in secret if engine.top(parse(f"“{word}”"))] == []
    public = next(w for w, origin in canaries.origins.items() if origin == "ArticlePage.body")
    assert engine.top(parse(f"“{public}”"))


def test_the_box_suggests_names_of_what_is_public(canaries, client):
    offered = surfaces.suggested(client, canaries.origins)
    assert told(canaries, offered) == {}
    word = next(word for word, origin in canaries.origins.items() if origin == "ArticlePage.title")
    for way in surfaces.spelt(word):
        assert word in offered[f"/search/suggest/?q={way}"]


def test_similar_answers_on_the_ask_form_are_public(canaries, client):
    (page,) = surfaces.on_the_ask_form(client, canaries.village).values()
    assert private(canaries.found_in(page)) == set()
    assert "ArticlePage.title" in canaries.found_in(page)


def test_feeds_sitemap_calendars_and_pages_tell_nothing_private(canaries, client):
    pages = surfaces.public_pages(client)
    shown = {address: private(canaries.found_in(text)) for address, text in pages.items()}
    assert {address: origins for address, origins in shown.items() if origins} == {}
    assert "ArticlePage.title" in canaries.found_in(pages["/feed/"])
    assert "Lecture.title" in canaries.found_in(pages["/lectures.ics"])
    assert "StandardPage.search_description" in canaries.found_in(pages["/about/"])


def test_what_was_written_to_the_portal_cannot_be_registered_for_any_search():
    for model in apps.get_app_config("consultations").get_models():
        sources = [s for s in registry.sources() if s.model is model or model in s.related]
        assert sources == [], model
        assert not issubclass(model, Indexed), model
        assert not hasattr(model, "search_fields"), model
        assert registry.keys_changed_by(model(pk=1)) == [], model


def test_the_words_have_a_common_beginning_that_finds_them(canaries, engine):
    assert engine.search(COMMON).total > 20
