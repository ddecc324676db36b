"""Case articles: what is measured, who may see them, what stands beside them."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from knowledge.blocks import ContactBlock, LawBlock
from knowledge.models import ArticlePage
from tests.factories.directory import AdviserFactory, TopicFactory
from tests.factories.knowledge import ArticleFactory, StatuteFactory, body, learning_section, topic

pytestmark = pytest.mark.django_db


def fence(page):
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_the_reading_time_is_measured_when_it_is_saved():
    short = ArticleFactory()
    long = ArticleFactory(body=[("story", f"<p>{'字' * 601}</p>")])
    assert (short.reading_minutes, long.reading_minutes) == (1, 3)
    long.body = body()
    long.save_revision().publish()
    long.refresh_from_db()
    assert long.reading_minutes == 1


def test_the_plain_text_has_every_word_and_no_markup():
    text = ArticleFactory().plain_text()
    for words in ["八万八", "没领证，一般要退", "先把证据找齐", "身份证", "法律热线"]:
        assert words in text
    assert "<" not in text


def test_visible_leaves_out_drafts_and_everything_behind_a_fence():
    shown = ArticleFactory()
    ArticleFactory(draft=True)
    fence(ArticleFactory())
    assert list(ArticlePage.objects.visible()) == [shown]
    fence(learning_section())
    assert list(ArticlePage.objects.visible()) == []


def test_related_articles_share_the_topic_and_are_three_at_most():
    article = ArticleFactory()
    same = [ArticleFactory() for _ in range(4)]
    ArticleFactory(draft=True)
    ArticleFactory(topic=topic("loans"))
    assert list(article.related()) == same[:0:-1]


def test_a_topic_includes_the_topics_under_it():
    parent = TopicFactory()
    child = TopicFactory(parent=parent)
    articles = {ArticleFactory(topic=parent), ArticleFactory(topic=child)}
    ArticleFactory()
    assert set(ArticlePage.objects.about(parent)) == articles
    assert ArticlePage.objects.about(child).count() == 1


def test_an_article_lives_in_the_learning_section_and_nowhere_else():
    assert ArticlePage.allowed_parent_page_models() == [type(learning_section())]
    assert ArticlePage.allowed_subpage_models() == []


def test_a_topic_with_articles_cannot_be_deleted():
    row = TopicFactory()
    ArticleFactory(topic=row)
    with pytest.raises(Exception, match="protected"):
        row.delete()


@pytest.mark.parametrize("phone", ["打电话", "javascript:alert(1)", "12", "1" * 21])
def test_a_contact_needs_a_real_telephone(phone):
    with pytest.raises(ValidationError):
        ContactBlock().clean(ContactBlock().to_python({"name": "热线", "phone": phone}))


def test_a_law_card_without_an_article_of_law_is_refused():
    card = {"statute": None, "plain_words": "没领证，一般要退。"}
    with pytest.raises(ValidationError):
        LawBlock().clean(LawBlock().to_python(card))


def test_a_law_card_needs_no_words_of_ours():
    card = {"statute": StatuteFactory().pk, "plain_words": ""}
    assert LawBlock().clean(LawBlock().to_python(card))["statute"].number == 1042


def test_an_adviser_with_articles_is_kept():
    adviser = AdviserFactory()
    ArticleFactory(author_adviser=adviser)
    assert adviser.articles.count() == 1
