"""Laws and articles in Wagtail's admin: found in lists, by filters, in the chooser; read."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from knowledge import actions
from knowledge.models import Citation, LawName
from tests.factories.knowledge import ArticleFactory, LawFactory, StatuteFactory
from tests.knowledge.test_statute_admin import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def statute():
    return StatuteFactory(number=1087, text="旧的话。", in_force_since=dt.date(2021, 1, 1))


def titles(answer):
    return [str(row) for row in answer.context["object_list"]]


@pytest.mark.parametrize(
    "words",
    ["民法典1087", "民法典第一千零八十七条", "《民法典》第1087条", "1087", "旧的话", "民法典 旧的"],
)
def test_the_list_and_the_chooser_find_an_article(desk, statute, words):
    StatuteFactory(number=1088, text="另一条。")
    StatuteFactory(law=LawFactory(name="民事诉讼法", full_name=""), number=10, text="第三。")
    listed = desk.get(address("statute", "list"), {"q": words})
    assert titles(listed) == [str(statute)]
    chooser = reverse("wagtailsnippetchoosers_knowledge_statute:choose_results")
    html = desk.get(chooser, {"q": words}).content.decode()
    assert str(statute) in html
    assert "第一千零八十八条" not in html


def test_editors_choose_articles_for_their_cards(client, editor, statute):
    client.force_login(editor)
    opened = client.get(reverse("wagtailsnippetchoosers_knowledge_statute:choose"))
    assert "民法典1087" in opened.json()["html"]
    chosen = client.get(
        reverse("wagtailsnippetchoosers_knowledge_statute:chosen", args=[statute.pk])
    )
    assert chosen.json()["result"]["string"] == str(statute)


def test_the_chooser_of_laws_knows_other_names(desk):
    law = LawFactory()
    LawName.objects.create(name="小法典", law=law)
    chooser = reverse("wagtailsnippetchoosers_knowledge_law:choose_results")
    assert str(law) in desk.get(chooser, {"q": "小法典"}).content.decode()
    assert str(law) not in desk.get(chooser, {"q": "刑法"}).content.decode()
    assert titles(desk.get(address("law", "list"), {"q": "小法典"})) == [str(law)]


def test_filters(desk, statute):
    old = LawFactory(name="旧法", kind="regulation", in_force_until=dt.date(2020, 1, 1))
    ended = StatuteFactory(law=old, number=1)
    gone = StatuteFactory(number=2, in_force_until=dt.date(2020, 1, 1))
    rows = address("statute", "list")
    assert titles(desk.get(rows, {"in_force": "yes"})) == [str(statute)]
    assert set(titles(desk.get(rows, {"in_force": "no"}))) == {str(ended), str(gone)}
    assert titles(desk.get(rows, {"kind": "regulation"})) == [str(ended)]
    assert titles(desk.get(rows, {"law": "旧"})) == [str(ended)]
    laws = address("law", "list")
    assert titles(desk.get(laws, {"in_force": "no"})) == [str(old)]
    assert titles(desk.get(laws, {"kind": "law"})) == [str(statute.law)]


def test_lists_cost_the_same_however_long_they_are(desk, statute, queries_of):
    for model in ("law", "statute"):
        queries_of(address(model, "list"))
    few = [queries_of(address(model, "list")) for model in ("law", "statute")]
    for number in range(1, 20):
        StatuteFactory(law=LawFactory(name=f"法{number}"), number=number)
    assert [queries_of(address(model, "list")) for model in ("law", "statute")] == few


def test_reading_one_shows_who_cites_it_and_what_it_said_before(desk, statute, reviewer):
    case = ArticleFactory(title="房子怎么分？")
    Citation.objects.create(page=case, statute=statute)
    actions.amend(statute, text="新的话。", since=dt.date(2026, 3, 1), by=reviewer)
    html = desk.get(address("statute", "inspect", statute.pk)).content.decode()
    assert "房子怎么分？" in html
    assert f"/cms/pages/{case.pk}/edit/" in html
    assert "旧的话。" in html
    assert ">None<" not in html


def test_the_columns_of_laws_are_named_as_the_office_names_them(desk):
    LawFactory()
    html = desk.get(address("law", "list")).content.decode()
    head = "".join(re.findall(r"<thead.*?</thead>", html, re.DOTALL))
    for label in ("名称", "类别", "生效日期"):
        assert label in head
    for wrong in ("method", "姓名"):
        assert wrong not in head
    sorted_by_kind = desk.get(address("law", "list"), {"ordering": "kind"})
    assert sorted_by_kind.status_code == 200
