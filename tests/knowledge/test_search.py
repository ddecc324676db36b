"""What search learns of articles and lectures."""

import pytest
from wagtail.models import PageViewRestriction

from knowledge import actions
from portal.search.registry import documents_of, keys_changed_by
from tests.factories.knowledge import ArticleFactory, LectureFactory, learning_section, topic

pytestmark = pytest.mark.django_db


def document(row, kind):
    return documents_of([f"{kind}:{row.pk}"]).get(f"{kind}:{row.pk}")


def test_an_article_is_found_by_every_word_of_it():
    article = ArticleFactory(summary="彩礼退不退，看三件事。")
    article.tags.add("退婚")
    article.save()
    found = document(article, "article")
    assert (found.title, found.url) == (article.title, article.url)
    assert found.facets == {"topic": "family"}
    law = ["《民法典》第一千零四十二条", "禁止借婚姻索取财物"]
    for words in ["看三件事", "八万八", "没领证", *law, "婚姻家庭", "退婚"]:
        assert words in found.body


def test_drafts_and_fenced_articles_are_not_found():
    draft, fenced = ArticleFactory(draft=True), ArticleFactory()
    restriction = PageViewRestriction.objects.create(page=fenced, restriction_type="login")
    assert document(draft, "article") is None
    assert document(fenced, "article") is None
    assert f"article:{fenced.pk}" in keys_changed_by(restriction)


def test_unpublishing_hides_an_article():
    article = ArticleFactory()
    assert document(article, "article")
    article.unpublish()
    assert document(article, "article") is None


def test_a_fence_around_the_section_changes_every_article_in_it():
    article = ArticleFactory()
    fence = PageViewRestriction.objects.create(page=learning_section(), restriction_type="login")
    assert f"article:{article.pk}" in keys_changed_by(fence)


def test_a_lecture_is_found_by_village_speaker_and_subject():
    lecture = LectureFactory(announced=True, summary="讲三种骗局")
    found = document(lecture, "lecture")
    assert found.url == lecture.get_absolute_url()
    assert found.facets["township"] == lecture.village.parent_id
    for words in [lecture.village.full_name, lecture.speaker.name, "讲三种骗局", "全体村民"]:
        assert words in found.body


def test_a_planned_lecture_is_not_found_until_it_is_announced():
    lecture = LectureFactory()
    assert document(lecture, "lecture") is None
    actions.announce(lecture)
    assert document(lecture, "lecture")


def test_a_renamed_topic_changes_what_stands_under_it():
    article, lecture = ArticleFactory(), LectureFactory(topic=topic("family"))
    keys = keys_changed_by(topic("family"))
    assert {f"article:{article.pk}", f"lecture:{lecture.pk}"} <= set(keys)
