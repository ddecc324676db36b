"""The first page as a stranger sees it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.home.blocks import DoorBlock
from portal.home.models import HomePage
from tests.factories.directory import VillageFactory
from tests.factories.knowledge import ArticleFactory, LectureFactory
from tests.factories.pages import home_page, site_settings

pytestmark = pytest.mark.django_db


def text_of(client):
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def queries_of(client):
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    return len(queries)


def test_a_new_portal_opens_with_it(client):
    text = text_of(client)
    assert text.count("<h1>") == 1
    assert "<h1>您是哪个村的？</h1>" in text
    assert 'action="/villages/"' in text
    doors = ["/ask/", "/learn/", "/mediation/", "/legal-aid/"]
    places = [text.index(f'href="{door}">\n') for door in doors]
    assert places == sorted(places)
    assert text.count("door--primary") == 1
    assert 'href="tel:110"' in text
    assert 'href="tel:12348"' in text


def test_it_asks_for_the_village_first_and_has_the_search_below_the_doors(client):
    text = text_of(client)
    village, door = text.index('action="/villages/"'), text.index('href="/ask/">\n')
    assert village < door < text.index('action="/search/"')
    assert text.count('id="search-text"') == 1


def test_there_is_one_home_page_and_no_welcome_page(client):
    assert HomePage.objects.count() == 1
    assert not HomePage.can_create_at(home_page().get_parent())


def test_it_shows_the_newest_cases_and_the_next_lectures(client):
    article = ArticleFactory(title="借条上没写利息，能要吗？")
    lecture = LectureFactory(
        announced=True, title="防骗三招", starts_at=timezone.now() + dt.timedelta(days=2)
    )
    text = text_of(client)
    assert article.title in text
    assert lecture.title in text


def test_it_remembers_the_village(client):
    village = VillageFactory(name="回龙居委会")
    assert "回龙居委会" not in text_of(client)
    client.cookies["village"] = village.code
    assert "回龙居委会" in text_of(client)


@pytest.mark.parametrize("code", ["430899999999", "x" * 300, "'; drop table", "\x00"])
def test_a_foolish_village_cookie_does_no_harm(client, code):
    assert client.get("/", headers={"cookie": f'village="{code}"'}).status_code == 200


def test_an_editor_may_change_its_words(client):
    page = home_page()
    page.heading = "您家在哪个村？"
    page.doors = [("door", {"icon": "scale", "title": "只有一扇", "text": "", "link": "/x/"})]
    page.save_revision().publish()
    site_settings(hotline="0744-12348")
    text = text_of(client)
    assert "您家在哪个村？" in text
    assert text.count("door__title") == 1
    assert "tel:074412348" in text


def test_elder_mode_shows_the_same_ways(client):
    plain = text_of(client)
    client.cookies["elder"] = "1"
    large = text_of(client)
    assert 'class="elder"' in large
    for door in ("/ask/", "/learn/", "/mediation/", "/legal-aid/"):
        assert plain.count(f'href="{door}"') == large.count(f'href="{door}"')


def test_the_budget_holds_when_rows_grow(client):
    client.cookies["village"] = VillageFactory().code
    ArticleFactory()
    LectureFactory(announced=True)
    client.get("/")
    few = queries_of(client)
    for _ in range(5):
        ArticleFactory()
        LectureFactory(announced=True)
    assert queries_of(client) == few
    assert few <= 12


@pytest.mark.parametrize("link", ["https://evil.example/", "//evil/", "ask/", "/ask", "/a b/"])
def test_a_door_stays_on_this_site(link):
    block = DoorBlock()
    value = block.to_python({"icon": "ask", "title": "问", "text": "", "link": link})
    with pytest.raises(ValidationError):
        block.clean(value)


def test_a_door_to_our_pages_is_fine():
    block = DoorBlock()
    value = block.to_python({"icon": "ask", "title": "问", "text": "", "link": "/ask/?a=1/"})
    assert block.clean(value)["link"] == "/ask/?a=1/"
