"""Atom feeds, read as strictly as RFC 4287 writes them."""

import datetime as dt
from xml.etree import ElementTree as Xml

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import PageViewRestriction

from knowledge.models import ArticlePage, NewsPage
from knowledge.views.feeds import ENTRIES
from tests.factories.directory import VillageFactory
from tests.factories.knowledge import ArticleFactory, learning_section, topic
from tests.factories.news import NewsFactory, SituationFactory, news_section
from tests.factories.pages import site_settings

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "http://testserver"
ALL, CASES, NEWS, LOANS = "/feed/", "/feed/cases/", "/feed/news/", "/feed/topics/loans/"


def only(element, name):
    """The text of the one child ``name``: the standard allows exactly one."""
    found = element.findall(f"{ATOM}{name}")
    assert len(found) == 1, name
    return found[0].text


def read(client, path):
    """The feed at ``path`` after checking what every Atom feed must have."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = Xml.fromstring(answer.content)  # noqa: S314  # our own answer
    assert feed.tag == f"{ATOM}feed"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == HOST + path
    assert links["alternate"].startswith(HOST)
    assert only(feed, "id")
    assert parse_datetime(only(feed, "updated")).tzinfo
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        assert only(entry, "title")
        assert only(entry, "id").startswith("urn:uuid:")
        assert parse_datetime(only(entry, "updated")).tzinfo
        assert entry.find(f"{ATOM}link").get("href").startswith(HOST)
    ids = [only(entry, "id") for entry in entries]
    assert len(set(ids)) == len(ids)
    return feed, entries


def titles(client, path):
    return [only(entry, "title") for entry in read(client, path)[1]]


def test_cases_and_news_come_the_newest_first(client):
    first, second, third = ArticleFactory(), NewsFactory(), ArticleFactory()
    SituationFactory()
    assert titles(client, ALL) == [third.title, second.title, first.title]
    assert titles(client, CASES) == [third.title, first.title]
    assert titles(client, NEWS) == [second.title]


def test_a_topic_has_its_own_with_the_topics_below_it(client):
    ours, other = ArticleFactory(topic=topic("loans")), ArticleFactory()
    assert titles(client, LOANS) == [ours.title]
    assert other.title not in titles(client, LOANS)
    assert client.get("/feed/topics/nothing/").status_code == 404


def test_a_kind_of_news_has_its_own(client):
    story = NewsFactory(kind=NewsPage.Kind.EXEMPLAR)
    NewsFactory()
    assert titles(client, "/feed/news/exemplar/") == [story.title]
    assert client.get("/feed/news/nothing/").status_code == 404


def test_what_strangers_do_not_see_is_in_no_feed(client):
    ArticleFactory(draft=True)
    ArticleFactory(expire_at=timezone.now() - dt.timedelta(minutes=1))
    fenced = ArticleFactory()
    PageViewRestriction.objects.create(page=fenced, restriction_type="login")
    NewsFactory(draft=True)
    assert titles(client, ALL) == titles(client, CASES) == titles(client, NEWS) == []


def test_a_fence_around_a_section_holds(client):
    ArticleFactory()
    PageViewRestriction.objects.create(page=learning_section(), restriction_type="login")
    assert titles(client, CASES) == []


def test_an_entry_keeps_its_identity_when_its_words_and_address_change(client):
    article = ArticleFactory()
    before = only(read(client, CASES)[1][0], "id")
    article.title, article.slug = "另一个题目", "another"
    article.save()
    entry = read(client, CASES)[1][0]
    assert only(entry, "title") == "另一个题目"
    assert entry.find(f"{ATOM}link").get("href").endswith("/learn/another/")
    assert only(entry, "id") == before


def test_an_entry_tells_what_it_is_about(client):
    article = ArticleFactory(summary="彩礼退一部分。")
    entry = read(client, CASES)[1][0]
    assert only(entry, "summary") == "彩礼退一部分。"
    assert entry.find(f"{ATOM}category").get("term") == article.topic.name
    assert entry.find(f"{ATOM}link").get("href") == HOST + article.url


def test_a_changed_case_says_so(client):
    first = timezone.now() - dt.timedelta(days=3)
    changed = timezone.now() - dt.timedelta(hours=1)
    ArticleFactory(first_published_at=first, last_published_at=changed)
    feed, entries = read(client, CASES)
    assert parse_datetime(only(entries[0], "published")) == first
    assert parse_datetime(only(entries[0], "updated")) == changed
    assert parse_datetime(only(feed, "updated")) == changed


def test_it_ends_after_so_many(client):
    for _ in range(ENTRIES + 2):
        NewsFactory()
    assert len(titles(client, NEWS)) == ENTRIES
    assert len(titles(client, ALL)) == ENTRIES


@pytest.mark.parametrize("mark", ["&", "<script>", "]]>", "\x0b", "\x00", "\ufffe", '"'])
def test_any_title_makes_a_feed_that_can_be_read(client, mark):
    ArticleFactory()
    ArticlePage.objects.update(title=f"甲{mark.replace(chr(0), '')}乙")
    assert titles(client, CASES)[0].startswith("甲")


def test_the_feed_is_named_after_the_site(client):
    site_settings(site_name="村村有律师", organiser="慈利县司法局")
    feed, _entries = read(client, CASES)
    assert "村村有律师" in only(feed, "title")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "慈利县司法局"


def test_who_has_the_newest_is_told_so_in_a_line(client):
    ArticleFactory()
    answer = client.get(CASES)
    assert "no-cache" in answer.headers["cache-control"]
    again = client.get(CASES, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    ArticleFactory()
    assert client.get(CASES, headers={"if-none-match": answer.headers["etag"]}).status_code == 200


@pytest.mark.parametrize("path", [ALL, CASES, NEWS, LOANS])
def test_only_reading(client, path):
    assert client.post(path).status_code == 405


def test_pages_tell_browsers_where_their_feed_is(client):
    news_section(), learning_section()
    places = {"/learn/": ALL, "/news/": NEWS, "/learn/topics/loans/": LOANS}
    for page, feed in places.items():
        text = client.get(page).content.decode()
        assert 'rel="alternate" type="application/atom+xml"' in text, page
        assert f'href="{feed}"' in text, page


def test_the_budget_holds_when_rows_grow(queries_of):
    VillageFactory()
    paths = [ALL, CASES, NEWS, LOANS]
    ArticleFactory(topic=topic("loans"))
    NewsFactory()
    few = [queries_of(path) for path in paths]
    for _ in range(6):
        ArticleFactory(topic=topic("loans"))
        NewsFactory()
    assert [queries_of(path) for path in paths] == few
    assert max(few) <= 6
