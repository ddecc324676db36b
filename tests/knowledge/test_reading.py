"""How often a case is read: a number per day, counted for ten seconds in view."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from knowledge.models import Reading
from knowledge.views.reading import LIMIT
from tests.factories.knowledge import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC), tick=False)


def tell(article, client=None, **meta):
    pk = article if isinstance(article, int) else article.pk
    client = client or Client(enforce_csrf_checks=True)
    return client.post(reverse("knowledge:read", args=[pk]), **meta)


def counted():
    return list(Reading.objects.order_by("day").values_list("page_id", "day", "count"))


def test_readings_of_a_day_add_up_in_one_row(time_machine):
    article, other = ArticleFactory(), ArticleFactory()
    answers = [tell(article), tell(article), tell(other)]
    assert [answer.status_code for answer in answers] == [204, 204, 204]
    day = dt.date(2026, 11, 22)
    assert sorted(counted()) == sorted([(article.pk, day, 2), (other.pk, day, 1)])
    time_machine.move_to(dt.datetime(2026, 11, 22, 16, 1, tzinfo=dt.UTC), tick=False)
    tell(article)
    assert counted()[-1] == (article.pk, dt.date(2026, 11, 23), 1)


def test_the_answer_says_nothing_and_sets_no_cookie(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    answer = tell(ArticleFactory(), client)
    assert answer.content == b""
    assert not answer.cookies


def test_what_villagers_do_not_see_is_not_counted():
    fenced = ArticleFactory()
    PageViewRestriction.objects.create(page=fenced, restriction_type="login")
    for hidden in (ArticleFactory(draft=True), fenced, 987654):
        assert tell(hidden).status_code == 204
    assert counted() == []


def test_one_address_counts_so_many_times_an_hour_and_others_go_on():
    article = ArticleFactory()
    for _ in range(LIMIT + 3):
        assert tell(article).status_code == 204
    tell(article, REMOTE_ADDR="203.0.113.9")
    assert counted()[0][2] == LIMIT + 1


def test_only_a_post_counts(client):
    article = ArticleFactory()
    assert client.get(reverse("knowledge:read", args=[article.pk])).status_code == 405
    assert counted() == []


def test_it_costs_three_statements(django_assert_num_queries):
    article = ArticleFactory()
    tell(article)
    with django_assert_num_queries(3):
        tell(article)
