"""What a page tells to those that share it: one address, its words, a picture."""

import re
from html import unescape

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from portal.pages.models import BasePage
from tests.factories.directory import VillageFactory
from tests.factories.knowledge import ArticleFactory, LectureFactory, learning_section
from tests.factories.media import ImageFactory
from tests.factories.news import NewsFactory, SituationFactory
from tests.factories.pages import site_settings, standard_page

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


def render(source, path="/", **context):
    request = RequestFactory().get(path)
    template = Template("{% load share_tags %}" + source)
    return template.render(Context({"request": request, **context}))


def told(client, path, **query):
    """What the head of the page says: property → content, and ``canonical``."""
    text = client.get(path, query).content.decode()
    found = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', text))
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', text)
    rows = {name: unescape(value) for name, value in found.items()}
    return rows | {"canonical": unescape(canonical[1]) if canonical else None}


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/learn/", "/learn/"),
        ("/learn/?utm=x&from=singlemessage", "/learn/"),
        ("/learn/?page=2&x=1", "/learn/?page=2"),
        ("/learn/?page=2x", "/learn/"),
        ("/learn/?page=９", "/learn/"),
        ("/learn/?page=1234567", "/learn/"),
    ],
)
def test_a_page_has_one_address(path, address):
    assert render("{% canonical %}", path) == HOST + address


@pytest.mark.parametrize("path", ["/ask/", "/my/thread/", "/desk/", "/cms/", "/join/"])
def test_what_is_somebodys_own_has_none(path):
    assert render("{% canonical %}", path) == ""


def test_without_a_request_there_is_none():
    assert Template("{% load share_tags %}[{% canonical %}]").render(Context()) == "[]"
    source = '{% load share_tags %}{% absolute "/x/" %}'
    assert Template(source).render(Context()) == "/x/"


def test_what_is_kept_is_shown_twice_and_escaped_once():
    source = '{% keep "title" %}{{ words }}{% endkeep %}|{{ title }}'
    assert render(source, words="<b>&") == "&lt;b&gt;&amp;|&lt;b&gt;&amp;"


def test_what_is_kept_inside_a_block_is_known_outside():
    source = '{% with a=1 %}{% keep "title" %}x{% endkeep %}{% endwith %}{{ title }}'
    assert render(source) == "xx"


def test_a_case_is_shared_with_its_question_and_summary(client):
    article = ArticleFactory(title='借条写"今借"，算数吗？', summary="算数，<要看>怎么写。")
    head = told(client, article.url)
    assert head["og:type"] == "article"
    assert head["og:title"] == article.title
    assert head["og:description"] == head["description"] == article.summary
    assert head["og:url"] == head["canonical"] == HOST + article.url
    assert head["og:site_name"] == "一村一法律顾问"
    assert head["twitter:card"] == "summary"


def test_a_case_without_summary_is_described_by_its_question(client):
    article = ArticleFactory()
    assert told(client, article.url)["og:description"] == article.title


def test_every_public_page_has_a_picture_a_title_and_a_description(client):
    pages = [ArticleFactory(), SituationFactory(), NewsFactory(), standard_page(summary="关于")]
    paths = [page.url for page in pages]
    paths += ["/", "/news/", learning_section().url, "/learn/topics/family/", "/lectures/"]
    paths += [VillageFactory().get_absolute_url(), "/advisers/", "/laws/"]
    paths += [reverse("knowledge:lecture", args=[LectureFactory(announced=True).pk])]
    for path in paths:
        head = told(client, path)
        assert head["og:image"].startswith(f"{HOST}/"), path
        assert head["og:title"].strip() == head["og:title"] != "", path
        assert head["og:description"].strip() == head["og:description"] != "", path


def test_without_a_picture_of_its_own_a_page_shows_the_seal(client):
    head = told(client, standard_page().url)
    assert re.fullmatch(rf"{HOST}/static/portal/img/share(\.\w+)?\.png", head["og:image"])


def test_the_picture_an_editor_chose_is_shown_once_it_is_drawn(client):
    page = standard_page(share_image=ImageFactory())
    assert "/static/" in told(client, page.url)["og:image"]
    drawn = page.share_image.get_rendition(BasePage.SHARED_SIZE)
    assert (drawn.width, drawn.height) == (40, 40), "square, as large as the picture allows"
    assert told(client, page.url)["og:image"] == HOST + drawn.url


def test_pages_of_a_person_have_no_words_for_sharing(client):
    head = told(client, "/ask/")
    assert head["canonical"] is None
    assert not [name for name in head if name.startswith("og:")]


def test_the_name_of_the_site_is_the_editors(client):
    site_settings(site_name="村村有律师")
    assert told(client, "/learn/" if learning_section() else "/")["og:site_name"] == "村村有律师"
