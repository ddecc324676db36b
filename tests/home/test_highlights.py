"""What is worth reading: chosen by hand in the editors' order, then filled up by a rule."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from knowledge.models import Reading
from portal.home.models import FeaturedPage, HomePage, Rule
from tests.factories.directory import VillageFactory
from tests.factories.knowledge import ArticleFactory, LectureFactory, topic
from tests.factories.news import NewsFactory, SituationFactory
from tests.factories.pages import home_page

pytestmark = pytest.mark.django_db


def choose(*pages):
    home = home_page()
    for number, page in enumerate(pages):
        FeaturedPage.objects.create(home=home, chosen=page, sort_order=number)
    return home_page()


def titles(home=None):
    return [page.title for page in (home or home_page()).highlights()]


def rule(name, **fields):
    HomePage.objects.update(rule=name, **fields)
    return titles()


def test_without_a_choice_the_newest_cases_stand_there():
    cases = [ArticleFactory() for _ in range(5)]
    assert titles() == [case.title for case in reversed(cases[1:])]


def test_pages_of_every_kind_stand_in_the_order_of_the_editors():
    case, situation, news = ArticleFactory(), SituationFactory(), NewsFactory()
    other = ArticleFactory()
    home = choose(news, case, situation)
    assert titles(home) == [news.title, case.title, situation.title, other.title]
    assert [type(page).__name__ for page in home.highlights()][:3] == [
        "NewsPage",
        "ArticlePage",
        "SituationPage",
    ]


def test_at_most_four_stand_there():
    assert titles(choose(*[NewsFactory() for _ in range(6)])) == [
        page.chosen.title for page in home_page().featured.all()[:4]
    ]


def test_what_is_not_public_is_left_out():
    gone = ArticleFactory(draft=True)
    fenced = ArticleFactory()
    PageViewRestriction.objects.create(page=fenced, restriction_type="login")
    old = NewsFactory(expire_at=timezone.now() - dt.timedelta(minutes=1))
    seen = NewsFactory()
    assert titles(choose(gone, fenced, old, seen)) == [seen.title]


def test_a_page_is_chosen_once_and_its_place_goes_with_it():
    case = ArticleFactory()
    home = choose(case)
    with pytest.raises(IntegrityError), transaction.atomic():
        FeaturedPage.objects.create(home=home, chosen=case)
    case.delete()
    assert not FeaturedPage.objects.exists()


def test_the_most_read_of_thirty_days_come_first():
    old, new = ArticleFactory(), ArticleFactory()
    today = timezone.localdate()
    Reading.objects.create(page=old, day=today - dt.timedelta(days=40), count=900)
    Reading.objects.create(page=old, day=today, count=3)
    Reading.objects.create(page=new, day=today, count=2)
    assert rule(Rule.MOST_READ) == [old.title, new.title]
    Reading.objects.filter(page=old, day=today).update(count=1)
    assert rule(Rule.MOST_READ) == [new.title, old.title]


def test_cases_of_this_county_come_first():
    here, elsewhere = ArticleFactory(is_local=True), ArticleFactory()
    assert rule(Rule.LOCAL) == [here.title, elsewhere.title]


def test_cases_on_a_topic_come_first():
    loan, family = ArticleFactory(topic=topic("loans")), ArticleFactory()
    assert rule(Rule.TOPIC, rule_topic=topic("loans")) == [loan.title, family.title]


def test_a_rule_by_topic_needs_the_topic():
    home = home_page()
    home.rule = Rule.TOPIC
    with pytest.raises(ValidationError) as refused:
        home.full_clean()
    assert "rule_topic" in refused.value.message_dict


def test_rows_of_every_kind_say_what_they_are(client):
    case, situation, news = ArticleFactory(is_local=True), SituationFactory(), NewsFactory()
    choose(case, situation, news)
    text = client.get("/").content.decode()
    for page in (case, situation, news):
        assert f'href="{page.url}">{page.title}' in text
    assert situation.summary in text
    assert "tag--local" in text


def test_the_fullest_home_page_keeps_its_budget(client, django_assert_max_num_queries):
    choose(ArticleFactory(), SituationFactory(), NewsFactory())
    for _ in range(4):
        ArticleFactory()
        LectureFactory(announced=True)
    client.cookies["village"] = VillageFactory().code
    client.get("/")
    with django_assert_max_num_queries(12):
        assert client.get("/").status_code == 200
