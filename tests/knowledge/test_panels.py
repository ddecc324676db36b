"""Panels that other pages place: what they show, one query each."""

import pytest
from django.template import Context, Template

from tests.factories.directory import AdviserFactory, VillageFactory
from tests.factories.knowledge import ArticleFactory, LectureFactory, held_lecture, topic

pytestmark = pytest.mark.django_db


def panel(tag, **context):
    return Template("{% load knowledge_tags %}{% " + tag + " %}").render(Context(context))


def test_the_next_lectures_are_announced_and_the_soonest_first():
    later = LectureFactory(announced=True)
    LectureFactory()
    LectureFactory(cancelled=True, title="取消了的")
    held_lecture(title="讲过的")
    text = panel("next_lectures")
    assert later.title in text
    assert "取消了的" not in text
    assert "讲过的" not in text


def test_the_next_lectures_of_a_village_do_not_name_it_again():
    lecture = LectureFactory(announced=True)
    LectureFactory(announced=True, title="别村的")
    text = panel("next_lectures village=village", village=lecture.village)
    assert lecture.title in text
    assert "别村的" not in text
    assert lecture.village.full_name not in text
    assert lecture.village.full_name in panel("next_lectures limit=5")


def test_a_village_without_lectures_is_led_to_all_of_them():
    assert "/lectures/" in panel("village_lectures village", village=VillageFactory())


def test_a_village_shows_what_was_and_what_comes():
    held = held_lecture()
    coming = LectureFactory(announced=True, village=held.village)
    text = panel("village_lectures village", village=held.village)
    assert text.index(coming.title) < text.index(held.title)


def test_articles_of_a_topic_and_of_an_adviser():
    adviser = AdviserFactory()
    hers = ArticleFactory(author_adviser=adviser)
    loan = ArticleFactory(topic=topic("loans"))
    draft = ArticleFactory(author_adviser=adviser, draft=True)
    by_adviser = panel("adviser_articles adviser", adviser=adviser)
    assert hers.title in by_adviser
    assert draft.title not in by_adviser
    by_topic = panel("topic_articles topic", topic=topic("loans"))
    assert loan.title in by_topic
    assert hers.title not in by_topic


def test_the_newest_articles_come_first_and_are_limited():
    titles = [ArticleFactory().title for _ in range(4)]
    text = panel("newest_articles limit=2")
    assert titles[3] in text
    assert titles[2] in text
    assert titles[1] not in text


@pytest.mark.parametrize(
    "tag",
    [
        "next_lectures",
        "next_lectures village=village",
        "village_lectures village",
        "newest_articles",
        "topic_articles topic",
        "adviser_articles adviser",
    ],
)
def test_one_query_each(tag, django_assert_num_queries):
    lectures = [LectureFactory(announced=True) for _ in range(3)]
    adviser = lectures[0].speaker
    for _ in range(3):
        ArticleFactory(author_adviser=adviser)
    context = {"village": lectures[0].village, "adviser": adviser, "topic": topic("family")}
    panel(tag, **context)
    with django_assert_num_queries(1):
        panel(tag, **context)
