"""遇到这事怎么办: what to do first, then who helps."""

import re

import pytest
from wagtail.models import PageViewRestriction

from knowledge.models import SituationPage
from tests.factories.directory import VillageFactory
from tests.factories.knowledge import ArticleFactory, learning_section, topic
from tests.factories.news import SituationFactory
from tests.factories.pages import home_page

pytestmark = pytest.mark.django_db
Door = SituationPage.Door
WAYS = {
    Door.LEARN: "/learn/topics/family/",
    Door.ASK: "/ask/?about=family",
    Door.MEDIATE: "/mediation/",
    Door.AID: "/legal-aid/",
}


def body(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_to_do_comes_in_the_order_of_need(client):
    page = SituationFactory()
    text = body(client.get(page.url)).partition("<main")[2]
    parts = [f"{page.title}</h1>", page.summary, "先做这件事", "把账写清楚", "记工本"]
    parts += ['href="tel:074412345678"', "第一千零四十二条", "工钱不能拖。"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_who_helps_is_said_after_the_steps_before_papers_and_law(client):
    text = body(client.get(SituationFactory().url)).partition("<main")[2]
    parts = ["把账写清楚", "谁来帮您", "记工本", "第一千零四十二条"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_a_draft_without_steps_has_everything_before_who_helps():
    draft = SituationFactory(draft=True)
    assert [block.block_type for block in draft.parts[0]][-1] == "steps"
    draft.body = [(block.block_type, block.value) for block in draft.parts[1]]
    first, rest = draft.parts
    assert len(first) == len(draft.body) > 0
    assert rest == []


@pytest.mark.parametrize("door", Door.values)
def test_the_door_that_helps_most_stands_first(client, door):
    text = body(client.get(SituationFactory(door=door).url))
    aside = text[text.index('<aside class="columns__side') : text.index("</aside>")]
    places = {name: aside.index(f'href="{way}"') for name, way in WAYS.items()}
    assert min(places, key=places.get) == door
    assert aside.count("card--good") == 1


def test_the_remembered_village_is_called_at_once(client):
    page, village = SituationFactory(), VillageFactory()
    assert 'href="/villages/"' in body(client.get(page.url))
    client.cookies["village"] = village.code
    text = body(client.get(page.url))
    assert f'href="/v/{village.code}/"' in text
    assert f"/offices/?village={village.code}" in text


def test_cases_on_the_topic_follow(client):
    page = SituationFactory(topic=topic("loans"))
    ours, other = ArticleFactory(topic=topic("loans")), ArticleFactory()
    text = body(client.get(page.url))
    assert ours.title in text
    assert other.title not in text


def test_reading_aloud_printing_and_sharing_wait_for_javascript(client):
    text = body(client.get(SituationFactory().url))
    for hook in ["data-print", "data-read-aloud", "data-share"]:
        assert re.search(f"<button[^>]*{hook}[^>]* hidden>", text)
    assert "case-foot" in text


def test_the_section_and_the_topic_list_it(client):
    page = SituationFactory(topic=topic("loans"))
    for path in ("/learn/", "/learn/topics/loans/"):
        assert f'href="{page.url}">{page.title}' in body(client.get(path))
    assert page.title not in body(client.get("/learn/topics/family/"))


def test_drafts_and_fenced_ones_are_listed_nowhere(client):
    draft, fenced = SituationFactory(draft=True), SituationFactory()
    PageViewRestriction.objects.create(page=fenced, restriction_type="login")
    assert client.get(draft.url).status_code == 404
    assert client.get(fenced.url).status_code == 302
    for path in ("/learn/", "/learn/topics/family/", "/"):
        text = body(client.get(path))
        assert draft.title not in text
        assert fenced.title not in text


def test_the_doors_of_the_home_page_show_the_first_three_of_their_own(client):
    pages = [SituationFactory(door=Door.ASK) for _ in range(4)]
    aid = SituationFactory(door=Door.AID)
    doors = home_page()
    doors.doors = [
        ("door", {"icon": "ask", "title": "提问", "link": "/ask/", "situations": Door.ASK}),
        ("door", {"icon": "scale", "title": "援助", "link": "/legal-aid/", "situations": Door.AID}),
        ("door", {"icon": "book", "title": "学法", "link": "/learn/", "situations": ""}),
    ]
    doors.save()
    text = body(client.get("/"))
    shown = [page.title for page in pages if f'href="{page.url}"' in text]
    assert shown == [page.title for page in pages[:3]]
    assert text.index("援助</span>") < text.index(aid.title)
    assert text.count('class="way') == 2 + text.count('class="way__situations"')


def test_the_budget_holds_when_rows_grow(queries_of):
    page = SituationFactory()
    ArticleFactory()
    few = queries_of(page.url)
    for _ in range(8):
        SituationFactory()
        ArticleFactory()
    assert queries_of(page.url) == few <= 8


def test_the_section_is_found_below_the_home_page_by_one_query_each(client, queries_of):
    SituationFactory()
    assert queries_of(learning_section().url) <= 8
