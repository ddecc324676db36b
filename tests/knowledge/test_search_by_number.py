"""An article of law that is named by its number stands first, however it is written."""

import pytest

from knowledge.models import LawName
from knowledge.search import keys_of_cited, ranks_of, statute_document, statutes
from portal.search import engines
from tests.factories.knowledge import LawFactory, StatuteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def divorce():
    code = LawFactory(name="民法典", full_name="中华人民共和国民法典", kind="law")
    LawName.objects.create(law=code, name="婚姻法典")
    StatuteFactory(law=code, number=1088)
    return StatuteFactory(law=code, number=1087, text="离婚时，夫妻的共同财产由双方协议处理。")


@pytest.mark.parametrize(
    "text",
    [
        "民法典第1087条",
        "《民法典》第一千零八十七条",
        "中华人民共和国民法典第一千零八十七条",
        "民法典1087",
        "民法典1087条",
        "婚姻法典第1087条",
        "请问民法典第1087条怎么说",
        "《民法典》第1087条第一款",
    ],
)
def test_every_way_to_write_it(divorce, text):
    assert keys_of_cited(text) == [f"law:{divorce.pk}"]


@pytest.mark.parametrize(
    "text", ["民法典", "第1087条", "民法典第9000条", "条", "欠了5000", "离婚财产", "", "条" * 60]
)
def test_what_names_none(divorce, text):
    assert keys_of_cited(text) == []


def test_other_words_ask_the_database_nothing(divorce, django_assert_num_queries):
    with django_assert_num_queries(0):
        keys_of_cited("离婚以后财产怎么分")


def test_two_articles_stand_in_the_order_of_the_text(divorce):
    other = divorce.law.statutes.get(number=1088)
    keys = keys_of_cited("民法典第1088条和第1087条")
    assert keys == [f"law:{other.pk}", f"law:{divorce.pk}"]


def test_it_stands_first_among_the_results(divorce):
    engine = engines.engine()
    engine.rebuild([statute_document(row) for row in statutes().filter(law=divorce.law)])
    found = engine.search("民法典第1087条 离婚")
    assert (found.hits[0].key, found.hits[0].is_named) == (f"law:{divorce.pk}", True)
    assert not engine.search("民法典第1087条", {"type": "article"}).hits


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("民法典", "law", ("statute", "civil_code")),
        ("劳动法", "law", ("statute",)),
        ("工伤保险条例", "regulation", ("regulation",)),
        ("宪法", "constitution", ("constitution",)),
    ],
)
def test_how_much_a_law_counts(name, kind, expected):
    assert ranks_of(LawFactory.build(name=name, kind=kind)) == expected
