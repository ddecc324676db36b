"""A reader is told when the law in a case may not be the law any more."""

import datetime as dt

import pytest
from django.utils import timezone

from knowledge import actions
from knowledge.models import ArticlePage, Citation
from tests.factories.knowledge import ArticleFactory, LawFactory, LectureFactory, StatuteFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
WARNING = "这个案例里的法律可能变了"


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def case():
    before = timezone.now() - dt.timedelta(hours=2)
    article = ArticleFactory(law_checked_on=dt.date(2026, 11, 1), last_published_at=before)
    Citation.objects.get_or_create(page=article, statute=StatuteFactory())
    return article


def page(client, article):
    answer = client.get(article.url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_law_that_holds_needs_no_warning(client, case, django_assert_num_queries):
    assert WARNING not in page(client, case)
    fetched = ArticlePage.objects.for_reading().get(pk=case.pk)
    with django_assert_num_queries(0):
        assert fetched.law_warning is None


def test_changed_words_are_named_and_linked(client, case, reviewer):
    statute = StatuteFactory()
    actions.amend(statute, text="新的话。", since=dt.date(2026, 11, 10), by=reviewer)
    text = page(client, case)
    assert WARNING in text
    assert f"{statute}的条文改过了。" in text
    assert f'href="{statute.get_absolute_url()}">看新的条文' in text
    assert f'href="/ask/?about={case.topic.slug}">照着办之前，先问问法律顾问' in text


def test_a_law_that_ended_leads_to_the_one_that_holds_now(client, case, reviewer):
    statute = StatuteFactory()
    successor = LawFactory(name="新民法典")
    last = dt.date(2026, 11, 15)
    actions.repeal(statute.law, until=last, replaced_by=successor, by=reviewer)
    text = page(client, case)
    assert f"{statute}已经不管用了。" in text
    assert f'href="{successor.get_absolute_url()}">《新民法典》' in text


def test_an_ended_article_without_successor_leads_to_its_own_page(client, case):
    statute = StatuteFactory()
    statute.in_force_until = dt.date(2026, 11, 15)
    statute.save()
    assert f'href="{statute.get_absolute_url()}">看看后来怎么样了' in page(client, case)


def test_never_compared(client, case):
    ArticlePage.objects.update(law_checked_on=None)
    assert "还没有人把它同现在的法律核对过" in page(client, case)


@pytest.mark.parametrize(("days", "warned"), [(365, False), (366, True)])
def test_compared_more_than_a_year_ago(client, case, days, warned):
    day = TODAY - dt.timedelta(days=days)
    ArticlePage.objects.update(law_checked_on=day)
    text = page(client, case)
    assert (WARNING in text) is warned
    assert ("上次核对法律是2025年11月" in text) is warned


def test_the_warning_stands_above_the_story(client, case):
    ArticlePage.objects.update(law_checked_on=None)
    text = page(client, case)
    assert text.index(WARNING) < text.index("八万八")


def test_naming_what_changed_costs_one_query_more(case, queries_of):
    few = queries_of(case.url)
    ArticlePage.objects.update(law_checked_on=None)
    assert queries_of(case.url) == few + 1 <= 8


def test_a_doubtful_case_that_names_law_keeps_the_budget(client, case, queries_of):
    """What the warning and the cards fetched is linked in the text without asking again."""
    named = StatuteFactory(number=1087)
    Citation.objects.create(page=case, statute=named)
    words = "<p>《民法典》第1042条，还有第1087条。</p>"
    case.body = [("story", words), ("law", {"statute": StatuteFactory(), "plain_words": ""})]
    case.law_checked_on = dt.date(2020, 1, 1)
    case.save(clean=False)
    LectureFactory(announced=True, topic=case.topic)
    html = page(client, case)
    assert WARNING in html
    assert html.count('class="law-link"') == 2
    assert queries_of(case.url) <= 8
