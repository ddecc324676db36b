"""An article of law is found by the titles of the published cases that cite it."""

import pytest
from wagtail.models import Page, PageViewRestriction

from knowledge.models import Citation
from knowledge.search import MOST_QUESTIONS
from portal.search.registry import BATCH, documents, documents_of, keys_changed_by
from tests.factories.knowledge import ArticleFactory, StatuteFactory, learning_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def statute():
    return StatuteFactory()


def case(statute, title="彩礼退不退", live=True, **facts):
    """Return a case that cites ``statute``."""
    article = ArticleFactory(title=title, live=live, **facts)
    Citation.objects.get_or_create(page=article, statute=statute)
    return article


def questions(statute):
    key = f"law:{statute.pk}"
    return documents_of([key])[key].questions


def test_the_title_of_a_case_is_a_question(statute):
    case(statute)
    assert questions(statute) == ("彩礼退不退",)


def test_a_law_that_no_case_cites_has_none(statute):
    case(statute)
    assert questions(StatuteFactory(number=7)) == ()


def test_only_the_title_is_learned(statute):
    case(statute, summary="小李和小周没领证")
    document = documents_of([f"law:{statute.pk}"])[f"law:{statute.pk}"]
    assert "小李" not in document.words


@pytest.mark.parametrize(
    "hide",
    [
        lambda article: article.unpublish(),
        lambda article: PageViewRestriction.objects.create(page=article, restriction_type="login"),
        lambda article: PageViewRestriction.objects.create(
            page=learning_section(), restriction_type="login"
        ),
        lambda article: Page.objects.get(pk=article.pk).move(
            Page.objects.get(depth=1), pos="last-child"
        ),
        lambda article: Page.objects.get(pk=article.pk).delete(),
        lambda article: article.citations.model.objects.filter(page=article).delete(),
    ],
    ids=["unpublished", "fenced", "fenced above", "outside", "deleted", "no longer cited"],
)
def test_what_is_hidden_teaches_nothing(statute, hide):
    article = case(statute)
    assert questions(statute)
    hide(article)
    assert questions(statute) == ()


def test_a_draft_teaches_nothing(statute):
    case(statute, live=False)
    assert questions(statute) == ()


def test_a_title_that_is_only_a_draft_teaches_nothing(statute):
    article = case(statute)
    article.title = "还没发布的标题"
    article.save_revision()
    assert questions(statute) == ("彩礼退不退",)


def test_every_change_of_a_case_is_told_to_the_laws_it_cites(statute):
    article = case(statute)
    key = f"law:{statute.pk}"
    assert key in keys_changed_by(article)
    assert key in keys_changed_by(article.citations.get(statute=statute))
    assert f"law:{StatuteFactory(number=7).pk}" not in keys_changed_by(article)


def test_the_newest_cases_are_kept(statute):
    titles = [case(statute, title=f"第 {n} 个案例").title for n in range(MOST_QUESTIONS + 2)]
    assert questions(statute) == tuple(reversed(titles[2:]))


def test_many_laws_cost_no_more_queries(statute, django_assert_max_num_queries):
    case(statute)
    for number in range(1, 31):
        case(StatuteFactory(number=number), title=f"案例 {number}")
    keys = [f"law:{row.pk}" for row in type(statute).objects.all()]
    assert len(keys) < BATCH
    with django_assert_max_num_queries(3):  # settings, laws, cases
        documents_of(keys)


def test_a_rebuild_learns_the_same(statute):
    case(statute)
    every = {document.key: document for document in documents()}
    assert every[f"law:{statute.pk}"] == documents_of([f"law:{statute.pk}"])[f"law:{statute.pk}"]
