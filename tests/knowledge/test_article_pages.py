"""The learning section as a stranger sees it."""

import re

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.directory import AdviserFactory
from tests.factories.knowledge import ArticleFactory, StatuteFactory, learning_section, topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return learning_section()


def body(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_article_tells_the_whole_case(client):
    adviser = AdviserFactory()
    article = ArticleFactory(is_local=True, author_adviser=adviser)
    text = body(client.get(article.url))
    parts = [
        "tag--local",
        f'tag--topic">{article.topic.name}',
        f"{article.title}</h1>",
        "2026年10月",
        adviser.name,
        "八万八",
        "第一千零四十二条",
        "没领证，一般要退",
        "陈家退了八万",
        "先把证据找齐",
        "转账记录",
        'href="tel:12348"',
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert 'href="/ask/' in text


def test_two_law_cards_share_one_heading(client):
    cards = [
        ("law", {"statute": StatuteFactory(number=number), "plain_words": ""})
        for number in (1042, 1043)
    ]
    text = body(client.get(ArticleFactory(body=cards).url))
    assert text.count('<article class="law-card"') == 2
    assert text.count("<h2>") == 1


def test_print_and_read_aloud_wait_for_javascript(client):
    text = body(client.get(ArticleFactory().url))
    for hook in ["data-print", "data-read-aloud"]:
        assert re.search(f"<button[^>]*{hook}[^>]* hidden>", text)


def test_much_the_same_shows_other_visible_cases_only(client):
    article = ArticleFactory(title="这一件")
    ArticleFactory(title="差不多的一件")
    ArticleFactory(title="没写完的一件", draft=True)
    text = body(client.get(article.url))
    assert "差不多的一件" in text
    assert "没写完的一件" not in text


def test_a_draft_is_nobody_elses_business(client, section):
    draft = ArticleFactory(draft=True, title="没写完的一件")
    assert client.get(draft.url).status_code == 404
    for page in [section.url, f"{section.url}topics/family/", "/"]:
        assert "没写完的一件" not in client.get(page).content.decode()


def test_a_private_article_asks_who_is_there_and_is_listed_nowhere(client, section):
    private = ArticleFactory(title="内部的一件")
    ArticleFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert client.get(private.url).status_code == 302
    assert "内部的一件" not in body(client.get(section.url))
    assert "内部的一件" not in body(client.get(f"{section.url}topics/family/"))


def test_a_fence_around_the_section_holds_for_every_article(client, section):
    article = ArticleFactory()
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert client.get(article.url).status_code == 302
    assert client.get(section.url).status_code == 302
    assert client.get(f"{section.url}topics/family/").status_code == 302


def test_the_section_lists_the_newest_first_and_the_topics_that_have_cases(client, section):
    older, newer = ArticleFactory(), ArticleFactory(topic=topic("loans"))
    answer = client.get(section.url)
    text = body(answer)
    assert text.index(newer.title) < text.index(older.title)
    assert {row.slug for row in answer.context["topics"]} == {"family", "loans"}


def test_the_section_turns_its_pages(client, section):
    for _ in range(21):
        ArticleFactory()
    assert len(client.get(section.url).context["articles"]) == 20
    assert len(client.get(section.url, {"page": "2"}).context["articles"]) == 1
    assert len(client.get(section.url, {"page": "x"}).context["articles"]) == 20


def test_a_topic_page_names_the_situation_and_shows_its_cases(client, section):
    loan = ArticleFactory(topic=topic("loans"))
    other = ArticleFactory(title="别的事")
    text = body(client.get(f"{section.url}topics/loans/"))
    assert topic("loans").situation in text
    assert loan.title in text
    assert other.title not in text
    assert 'href="/ask/' in text
    assert loan.title in body(client.get(f"{section.url}topics/other/"))


def test_a_topic_without_cases_says_what_to_do_instead(client, section):
    assert "empty" in body(client.get(f"{section.url}topics/loans/"))


@pytest.mark.parametrize("path", ["topics/nothing/", "topics/", "nothing/", "case-0/more/"])
def test_other_addresses_lead_nowhere(client, section, path):
    assert client.get(section.url + path).status_code == 404


def test_the_number_of_queries_does_not_grow(client, section, queries_of):
    article = ArticleFactory(author_adviser=AdviserFactory())
    for _ in range(3):
        ArticleFactory()
    pages = [article.url, section.url, f"{section.url}topics/family/"]
    few = [queries_of(page) for page in pages]
    for _ in range(16):
        ArticleFactory(author_adviser=AdviserFactory())
    assert [queries_of(page) for page in pages] == few
    assert max(few) <= 8
