"""What search learns of articles and lectures."""

import datetime as dt

import pytest
from wagtail.models import PageViewRestriction

from knowledge import actions
from knowledge.models import LawName
from knowledge.search import keys_of_cited
from portal.search.engines import engine
from portal.search.ranking import LABELS
from portal.search.registry import documents_of, keys_changed_by
from tests.factories.directory import VillageFactory
from tests.factories.knowledge import (
    ArticleFactory,
    LawFactory,
    LectureFactory,
    StatuteFactory,
    learning_section,
    topic,
)
from tests.factories.news import NewsFactory, SituationFactory

pytestmark = pytest.mark.django_db


def document(row, kind):
    return documents_of([f"{kind}:{row.pk}"]).get(f"{kind}:{row.pk}")


def test_an_article_is_found_by_every_word_of_it():
    article = ArticleFactory(summary="彩礼退不退，看三件事。")
    article.tags.add("退婚")
    article.save()
    found = document(article, "article")
    assert (found.title, found.url) == (article.title, article.url)
    assert found.facets == {"topic": topic("family").name}
    law = ["《民法典》第一千零四十二条", "禁止借婚姻索取财物"]
    for words in ["看三件事", "八万八", "没领证", *law, "婚姻家庭", "退婚"]:
        assert words in found.body


def test_a_lecture_follows_the_names_of_its_speaker_and_its_places():
    lecture = LectureFactory(announced=True)
    village = lecture.village
    for row in (lecture.speaker, village, village.parent):
        assert f"lecture:{lecture.pk}" in keys_changed_by(row)
    assert f"lecture:{lecture.pk}" not in keys_changed_by(VillageFactory())


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
    assert found.facets["township"] == lecture.village.parent.name
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


def test_an_article_of_law_is_found_by_its_words_and_its_number():
    statute = StatuteFactory(number=120, branch=1, text="资助恐怖活动的。", chapter="第二章")
    found = document(statute, "law")
    assert found.title == "民法典第一百二十条之一"
    assert found.url == statute.get_absolute_url()
    assert "资助恐怖活动" in found.body
    assert found.names == ()
    assert keys_of_cited("民法典第120条之一") == [f"law:{statute.pk}"]


def test_law_that_has_a_last_day_stands_below():
    law = LawFactory(name="旧法", in_force_until=dt.date(2020, 12, 31))
    assert document(law, "code").boost < 1
    assert document(StatuteFactory(law=law), "law").boost < 1
    held = document(StatuteFactory(), "law").boost
    assert document(StatuteFactory(law=law, number=9), "law").boost < held


def test_law_says_between_which_days_it_holds():
    law = LawFactory(name="新法", in_force_since=dt.date(2021, 1, 1))
    days = {"since": "2021-01-01"}
    assert document(law, "code").facets == days
    ended = StatuteFactory(law=law, in_force_until=dt.date(2024, 2, 29))
    assert document(ended, "law").facets == days | {"until": "2024-02-29"}
    assert document(StatuteFactory(), "law").facets == {}


def test_another_name_or_end_of_a_law_changes_its_articles():
    law = LawFactory(name="旧法")
    articles = [StatuteFactory(law=law, number=number) for number in (1, 2)]
    other = StatuteFactory()
    changed = keys_changed_by(law)
    assert {f"law:{article.pk}" for article in articles} | {f"code:{law.pk}"} == set(changed)
    assert f"law:{other.pk}" not in changed


def test_a_law_is_found_by_each_of_its_names_and_a_new_name_changes_it():
    law = LawFactory(name="民事诉讼法", full_name="中华人民共和国民事诉讼法")
    name = LawName.objects.create(name="民诉法", law=law)
    assert f"code:{law.pk}" in keys_changed_by(name)
    names = document(law, "code").names
    assert names == ("民事诉讼法", "中华人民共和国民事诉讼法", "民诉法")


def test_an_article_of_law_typed_with_its_number_comes_first():
    for number in (1086, 1087, 1088):
        StatuteFactory(number=number, text="离婚时，双方协议处理。")
    engine().rebuild()
    for typed in ("民法典1087", "民法典第1087条", "民法典第一千零八十七条"):
        hit = engine().search(typed).hits[0]
        assert (hit.title, hit.type, hit.is_named) == ("民法典第一千零八十七条", "law", True)
    assert engine().search("民法典").hits[0].type == "code"


def test_the_kinds_of_result_have_names_for_people():
    assert {LABELS["law"], LABELS["code"]} == {"法条", "法律法规"}


def test_situations_and_news_are_found_by_their_words_and_drafts_are_not():
    situation = SituationFactory(summary="先留证据，再打电话。")
    news = NewsFactory(body=[("paragraph", "<p>赶场天，顾问在街口<b>摆桌子</b>。</p>")])
    found = document(situation, "page")
    assert (found.url, found.facets) == (situation.url, {"topic": topic("family").name})
    for words in ["先留证据", "把账写清楚", "工钱不能拖", "第一千零四十二条"]:
        assert words in found.body
    assert "摆桌子" in document(news, "page").body
    for draft in (SituationFactory(draft=True), NewsFactory(draft=True)):
        assert document(draft, "page") is None


def test_a_renamed_topic_changes_situations_too():
    situation = SituationFactory()
    assert f"page:{situation.pk}" in keys_changed_by(topic("family"))


def test_laws_cost_no_query_each(django_assert_num_queries):
    rows = [StatuteFactory(law=LawFactory(name=f"法{n}"), number=n) for n in range(1, 8)]
    laws = [f"code:{row.law_id}" for row in rows]
    with django_assert_num_queries(3):  # one for the settings, one for the cases that cite them
        assert len(documents_of([f"law:{row.pk}" for row in rows])) == 7
    with django_assert_num_queries(3):
        assert len(documents_of(laws)) == 7
