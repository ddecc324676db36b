"""The learning section as a stranger sees it."""

import re

import pytest
from wagtail.models import PageViewRestriction

from knowledge.models.covers import COVER
from tests.factories.directory import AdviserFactory, VillageFactory
from tests.factories.knowledge import (
    ArticleFactory,
    LectureFactory,
    StatuteFactory,
    learning_section,
    topic,
)
from tests.factories.media import ImageFactory
from tests.factories.pages import site_settings

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


def test_the_browser_is_told_where_to_count_a_reading(client):
    article = ArticleFactory()
    assert f'data-reading="/learn-read/{article.pk}/"' in body(client.get(article.url))


def test_tags_lead_to_cases_with_the_same_word(client):
    article = ArticleFactory()
    article.tags.add("彩礼", "退婚")
    article.save()
    text = body(client.get(article.url))
    assert text.count('href="/learn/tags/') == 2
    assert "彩礼</a>" in text


def test_a_lecture_on_the_topic_is_announced(client):
    article = ArticleFactory()
    assert "讲这件事的讲座" not in body(client.get(article.url))
    lecture = LectureFactory(announced=True, topic=article.topic)
    LectureFactory(announced=True, topic=topic("loans"), title="别的事")
    text = body(client.get(article.url))
    assert lecture.title in text
    assert "别的事" not in text


def test_the_remembered_village_is_one_tap_away(client):
    article = ArticleFactory()
    assert 'href="/villages/"' in body(client.get(article.url))
    village = VillageFactory()
    client.cookies["village"] = village.code
    text = body(client.get(article.url))
    assert f'href="/v/{village.code}/"' in text
    assert f'href="/ask/?about={article.topic.slug}"' in text


def test_on_paper_a_code_leads_back_and_a_number_is_called(client):
    site_settings(hotline="12348", duty_phone="0744-8222148")
    text = body(client.get(ArticleFactory().url))
    foot = text[text.index("case-foot") : text.rindex("</article>")]
    assert 'class="qr"' in foot
    assert "12348" in foot
    assert "0744-8222148" in foot


def test_the_cover_is_shown_when_its_size_was_drawn(client):
    article = ArticleFactory(cover=ImageFactory())
    assert "case__cover" not in body(client.get(article.url)), "no visit waits for drawing"
    article.cover.get_rendition(COVER)
    picture = re.search(r'<img class="case__cover[^>]*>', body(client.get(article.url)))[0]
    assert 'alt=""' in picture
    assert "width=" in picture
    assert "height=" in picture


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
