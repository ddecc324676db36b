"""The public search page."""

from dataclasses import replace

import pytest
from django.utils import translation

from portal.search import registry
from tests.factories.search import group_source, make_document
from tests.search.engines import forget_index

pytestmark = pytest.mark.django_db
URL = "/search/"
BUDGET = 6


def text_of(answer):
    return answer.content.decode()


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def get(client):
    def fetch(**query):
        return client.get(URL, query, headers={"accept-language": "en"})

    return fetch


@pytest.fixture
def wages(engine):
    documents = [make_document() for _ in range(12)]
    documents.append(make_document(kind="lecture", title="工钱要不回来怎么办"))
    engine.index(documents)
    return documents


def test_hits_are_marked_linked_and_counted(get, wages):
    answer = get(q="工钱")
    assert answer.status_code == 200
    html = text_of(answer)
    assert "<mark>工钱</mark>" in html
    assert 'href="/lecture/' in html
    assert "About 13 results" in html
    assert html.count("<mark>") >= 10


def test_the_box_keeps_what_was_typed_and_the_page_is_not_for_robots(get, wages):
    html = text_of(get(q='工钱"><script>'))
    assert 'value="工钱&quot;&gt;&lt;script&gt;"' in html
    assert "<script>" not in html
    assert 'content="noindex"' in html


def test_types_narrow_and_keep_all_counts(get, wages):
    html = text_of(get(q="工钱", type="lecture"))
    assert "About 1 result<" in html
    assert "Cases 12" in html
    assert "Lectures 1" in html
    assert 'href="/article/' not in html


def test_the_second_page_holds_the_rest(get, wages):
    first, second = text_of(get(q="工钱")), text_of(get(q="工钱", page="2"))
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert second.count("/article/") + second.count("/lecture/") == 3


def test_where_the_only_hit_of_the_last_page_has_run_out_the_one_before_is_shown(get, engine):
    registry.register(replace(group_source(), is_dated=True))
    engine.index([make_document(title="回龙水渠的事", body="回龙水渠") for _ in range(10)])
    engine.index(
        [make_document("village", 99999, title="回龙水渠的那一边", body="回龙水渠另说别的")]
    )
    found = engine.search("回龙水渠", page="2")
    assert (found.page, found.pages, found.total, len(found.hits)) == (1, 1, 10, 10)
    assert get(q="回龙水渠", page="2").status_code == 200


@pytest.mark.parametrize("kind", ["nonsense", "laws", "\x00", "' OR 1=1"])
def test_an_unknown_type_is_ignored(get, wages, kind):
    assert "About 13 results" in text_of(get(q="工钱", type=kind))


def test_a_code_that_finds_nothing_else_leads_to_its_page(get, engine):
    code = "430802001001"
    engine.index([make_document(kind="village", pk=code, title="回龙居委会", aliases=(code,))])
    answer = get(q=code)
    assert answer.status_code == 302
    assert answer["Location"] == f"/village/{code}/"


def test_a_name_is_the_top_hit_where_others_exist(get, engine):
    engine.index([make_document(body="回龙居委会") for _ in range(3)])
    engine.index([make_document(kind="village", pk="x", title="回龙居委会", body="")])
    html = text_of(get(q="回龙居委会"))
    assert html.index("/village/x/") < html.index("/article/")


def test_finding_nothing_leads_to_the_adviser_with_the_words(get, engine):
    answer = get(q="我想问<b>外星人</b>")
    assert answer.status_code == 200
    html = text_of(answer)
    assert "Nothing was found" in html
    assert 'action="/ask/"' in html
    assert '<input type="hidden" name="q" value="我想问&lt;b&gt;外星人&lt;/b&gt;">' in html
    assert 'href="/villages/"' in html


def test_a_long_question_is_carried_over_whole(get, engine):
    question = "包工头欠我三个月工钱，" * 20
    assert f'name="q" value="{question}"' in text_of(get(q=question))


def test_what_may_have_been_meant_is_offered(get, engine):
    engine.index([make_document(kind="village", pk="x", title="回龙居委会")])
    html = text_of(get(q="hljwh"))
    assert "Did you mean" in html
    assert 'href="/village/x/"' in html


def test_nothing_typed_shows_ways_on(get, engine):
    html = text_of(get())
    assert "Nothing was found" not in html
    assert 'href="/advisers/"' in html


def test_while_the_engine_is_down_the_page_says_so_and_leads_on(get, engine):
    forget_index(engine)
    answer = get(q="工钱")
    assert answer.status_code == 200
    html = text_of(answer)
    assert "Search cannot be used right now" in html
    assert 'href="/villages/"' in html
    assert 'name="q" value="工钱"' in html


def test_the_page_is_only_read(client, engine):
    assert client.post(URL, {"q": "工钱"}).status_code == 405
    assert client.head(URL, {"q": "工钱"}).status_code == 200


@pytest.mark.parametrize("query", ["工钱", "没有的词外星"])
def test_the_number_of_queries_does_not_grow(get, engine, query, django_assert_max_num_queries):
    engine.index([make_document()])
    get(q=query)
    with django_assert_max_num_queries(BUDGET) as one:
        get(q=query)
    engine.index([make_document() for _ in range(50)])
    with django_assert_max_num_queries(BUDGET) as many:
        get(q=query)
    assert len(many) == len(one)


def test_facets_narrow_by_links_that_keep_the_rest(get, engine):
    engine.index([make_document(facets={"topic": "土地"}), make_document(facets={"topic": "婚姻"})])
    html = text_of(get(q="工钱", sort="date"))
    assert 'href="?q=%E5%B7%A5%E9%92%B1&amp;sort=date&amp;topic=%E5%9C%9F%E5%9C%B0"' in html
    narrowed = text_of(get(q="工钱", topic="土地"))
    assert "About 1 result<" in narrowed
    assert "婚姻 1" in narrowed
    assert 'class="chip chip--chosen" href="?q=%E5%B7%A5%E9%92%B1"' in narrowed
    assert "Nothing was found" in text_of(get(q="工钱", topic="没有"))


def test_the_box_suggests_names_as_json(client, engine):
    engine.index([make_document(kind="village", pk="x", title="回龙居委会")])
    for prefix in ("回龙", "huil", "hljwh"):
        (row,) = client.get(URL + "suggest/", {"q": prefix}).json()["results"]
        assert (row["name"], row["url"]) == ("回龙居委会", "/village/x/")
    assert client.get(URL + "suggest/", {"q": ""}).json() == {"results": []}
    assert client.post(URL + "suggest/", {"q": "回"}).status_code == 405


def test_suggestions_need_no_engine(client, engine):
    engine.index([make_document(title="回龙")])
    forget_index(engine)
    assert client.get(URL + "suggest/", {"q": "回"}).status_code == 200


def test_the_box_is_a_plain_form_that_a_script_may_help(get, engine):
    html = text_of(get())
    assert 'data-suggest-url="/search/suggest/"' in html
    assert 'method="get" role="search"' in html
