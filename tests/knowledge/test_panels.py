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


@pytest.mark.parametrize(
    ("room", "village", "shown"),
    [
        ("村部前坪", "竹园坪村", "教字垭镇 竹园坪村 村部前坪"),
        ("罗水村文化礼堂", "罗水村", "教字垭镇 罗水村文化礼堂"),
        ("教字垭镇便民服务中心", "教字垭居委会", "教字垭居委会 教字垭镇便民服务中心"),
        ("居委会会议室", "教字垭居委会", "教字垭镇 教字垭居委会 会议室"),
        ("居委会", "教字垭居委会", "教字垭镇 教字垭居委会"),
    ],
)
def test_a_row_says_each_name_of_the_place_once(room, village, shown):
    place = VillageFactory(name=village, parent__name="教字垭镇")
    lecture = LectureFactory(announced=True, village=place, location=room)
    assert shown in panel("next_lectures")
    assert "教字垭镇 教字垭居委会" not in panel("next_lectures village=p", p=lecture.village)


def test_on_the_page_of_a_township_a_row_names_the_village_only():
    place = VillageFactory(name="竹园坪村", parent__name="教字垭镇")
    LectureFactory(announced=True, village=place, location="村部")
    text = panel("next_lectures village=township", township=place.parent)
    assert "竹园坪村 村部" in text
    assert "教字垭镇 竹园坪村" not in text


def test_an_adviser_sees_the_lectures_to_give():
    lecture = LectureFactory(announced=True)
    LectureFactory(announced=True, title="别人讲的")
    text = panel("speaker_lectures adviser", adviser=lecture.speaker)
    assert lecture.title in text
    assert "别人讲的" not in text


def test_a_village_without_lectures_is_led_to_all_of_them():
    text = panel("village_lectures village", village=VillageFactory())
    assert 'href="/lectures/"' in text, "the filter knows only villages with lectures"


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


@pytest.mark.parametrize(
    "tag",
    [
        "next_lectures",
        "next_lectures village=village",
        "village_lectures village",
        "speaker_lectures adviser",
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
