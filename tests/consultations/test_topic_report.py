"""Asked but not written: numbers for each topic, told so that nobody can be recognised."""

import datetime as dt
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from consultations.models import Consultation
from consultations.models.demand import in_words, with_demand
from directory.models import Topic
from knowledge.models import ArticleIndexPage
from tests.factories.consultations import QUESTION, Township
from tests.factories.directory import TopicFactory, UserFactory
from tests.factories.knowledge import ArticleFactory, learning_section

pytestmark = pytest.mark.django_db
REPORT = "demand"
BUDGET = 19


@pytest.fixture
def township():
    return Township()


@pytest.fixture
def editor(client):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="编辑"))
    client.force_login(user)
    return user


def ask(township, topic, times, **facts):
    return [township.ask(topic=topic, **facts) for _ in range(times)]


def rows(client, **query):
    return client.get(reverse(REPORT), query).context["object_list"]


def numbers(client, topic, **query):
    (row,) = [row for row in rows(client, **query) if row.pk == topic.pk]
    return row.asked, row.written


def cells(client, topic):
    """The words of the topic's row."""
    page = client.get(reverse(REPORT)).content.decode()
    (row,) = [part for part in page.split("<tr")[1:] if topic.name in part]
    return row


def test_questions_and_cases_of_a_topic_and_those_under_it(client, editor, township):
    parent = TopicFactory(name="山林土地")
    child = TopicFactory(name="宅基地", parent=parent)
    ask(township, parent, 1)
    ask(township, child, 3)
    ArticleFactory(topic=child)
    ArticleFactory(topic=parent, draft=True)
    assert numbers(client, parent) == (4, 1)
    assert numbers(client, child) == (3, 1)


def test_the_most_wanting_first(client, editor, township):
    much, some = TopicFactory(name="多"), TopicFactory(name="少")
    ask(township, much, 6)
    ask(township, some, 4)
    assert [row.name for row in rows(client)[:2]] == ["多", "少"]
    for _ in range(2):
        ArticleFactory(topic=much)
    assert [row.name for row in rows(client)[:2]] == ["少", "多"]


def test_what_was_taken_back_or_held_is_not_counted(client, editor, township):
    topic = TopicFactory()
    ask(township, topic, 2)
    ask(township, topic, 1, withdrawn=True)
    ask(township, topic, 1, held=True)
    assert numbers(client, topic) == (2, 0)


@pytest.mark.parametrize(("days", "found"), [("7", 0), ("30", 1), ("365", 2), ("", 2)])
def test_by_period(client, editor, township, days, found):
    topic = TopicFactory()
    for ago in (10, 100, 400):
        (row,) = ask(township, topic, 1)
        moment = timezone.now() - dt.timedelta(days=ago)
        Consultation.objects.filter(pk=row.pk).update(submitted_at=moment)
    assert numbers(client, topic, days=days) == (found, 0)


@pytest.mark.parametrize(("number", "words"), [(0, "少于3"), (2, "少于3"), (3, "3"), (40, "40")])
def test_small_numbers_are_not_told(number, words):
    assert in_words(number) == words


def test_the_page_and_the_sheet_hide_them(client, editor, township):
    topic = TopicFactory(name="遗嘱")
    ask(township, topic, 2)
    row = cells(client, topic)
    assert "少于3" in row
    assert ">2<" not in row
    answer = client.get(reverse(REPORT), {"export": "xlsx"})
    sheet = {
        row[0]: row
        for row in load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values
    }
    assert sheet["遗嘱"][2:] == ("少于3", 0, "–")


def test_few_questions_do_not_move_a_topic_up(client, editor, township):
    ask(township, TopicFactory(name="遗嘱"), 2)
    assert all(row.wanting == 0 for row in with_demand(Topic.objects.all(), 365))


def test_nothing_that_was_written_is_there(client, editor, township):
    topic = TopicFactory(name="工资")
    ask(township, topic, 4)
    page = client.get(reverse(REPORT)).content.decode()
    assert "还没有案例" in page
    for word in (QUESTION[:6], township.village.name, township.lead.name):
        assert word not in page


def test_the_share(client, editor, township):
    topic = TopicFactory(name="工资")
    ask(township, topic, 5)
    for _ in range(2):
        ArticleFactory(topic=topic)
    assert "2.5" in cells(client, topic)


def test_write_one_opens_the_form_with_the_topic(client, editor, township):
    topic, section = TopicFactory(name="工资"), learning_section()
    new = reverse("wagtailadmin_pages:add", args=["knowledge", "articlepage", section.pk])
    assert f'href="{new}?topic={topic.pk}"' in cells(client, topic)
    assert "portal/js/admin/topic" in client.get(new).content.decode()


def test_without_a_section_there_is_nowhere_to_write(client, editor):
    ArticleIndexPage.objects.all().delete()
    assert client.get(reverse(REPORT)).status_code == 200
    assert "写一篇" not in client.get(reverse(REPORT)).content.decode()


def test_the_budget(client, editor, township, django_assert_max_num_queries):
    learning_section()
    client.get(reverse(REPORT))
    for n in range(5):
        ask(township, TopicFactory(name=f"题{n}"), 3)
    with django_assert_max_num_queries(BUDGET):
        client.get(reverse(REPORT))


def test_the_start_page_names_the_most_wanting(client, editor, township):
    topic = TopicFactory(name="工资")
    ask(township, topic, 4)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "工资：一年里问了 4 次，案例 0 篇" in page
    assert page.count(reverse(REPORT)) >= 2


def test_editors_and_nobody_else(client, editor, township):
    assert client.get(reverse(REPORT)).status_code == 200
    for user in (UserFactory(), township.lead.user, township.staff("clerk")):
        client.force_login(user)
        assert client.get(reverse(REPORT)).status_code in (302, 403)
