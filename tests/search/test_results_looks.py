"""How the search page says what it found: order, narrowing, what kind of thing each hit is."""

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone, translation

from portal.search.narrowing import UNFOLDED, Choice, Facet
from tests.factories.search import make_document
from tests.search.engines import embedded  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
ENGLISH = {"accept-language": "en"}
TODAY = dt.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def html(client, engine):
    def fetch(**query):
        answer = client.get("/search/", query, headers=ENGLISH)
        assert answer.status_code == 200
        return answer.content.decode()

    return fetch


def test_a_hit_says_its_kind_where_and_when(html, engine):
    lecture = {"title": "工钱讲座", "facets": {"township": "崇文街道"}, "published_at": NOON}
    engine.index([make_document(kind="lecture", **lecture)])
    page = html(q="工钱")
    assert ">Lectures</span>" in page
    assert "崇文街道" in page
    assert '<time datetime="2026-11-21">' in page


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({}, ""),
        ({"until": "2020-12-31"}, "No longer in force"),
        ({"until": "2026-11-21"}, ""),
        ({"until": "2026-11-20"}, "No longer in force"),
        ({"since": "2026-11-21"}, ""),
        ({"since": "2026-11-22"}, "Not in force yet"),
        ({"since": "1999-10-01", "until": "2030-01-01"}, ""),
    ],
)
def test_law_that_does_not_hold_today_is_named_as_such(html, engine, days, expected):
    assert timezone.localdate() == TODAY
    engine.index([make_document(kind="law", title="旧法第一条", facets=days)])
    page = html(q="工钱")
    said = {words for words in ("No longer in force", "Not in force yet") if words in page}
    assert said == ({expected} if expected else set())


def test_days_of_a_law_are_nothing_to_narrow_by(html, engine):
    for day in ("2020-12-31", "2021-12-31"):
        engine.index([make_document(kind="law", facets={"until": day})])
    assert "2020-12-31" not in html(q="工钱")


def test_the_order_is_said_and_the_other_is_a_link(html, engine):
    engine.index([make_document()])
    best, newest = html(q="工钱"), html(q="工钱", sort="date", page="1")
    assert re.search(r'aria-current="true">Best first<', best)
    assert re.search(r'aria-current="true">Newest first<', newest)
    assert re.search(r'href="\?q=%E5%B7%A5%E9%92%B1&amp;sort=date"[^>]*>Newest first', best)
    assert "page=" not in newest.split('class="found__order"')[1].split("</nav>")[0]


def test_every_chosen_one_can_be_taken_back_and_all_at_once(html, engine):
    facets = {"topic": "土地", "township": "崇文", "year": "2025"}
    engine.index([make_document(facets=facets), make_document(facets={"topic": "婚姻"})])
    one = html(q="工钱", topic="土地")
    assert 'chip--chosen" href="?q=%E5%B7%A5%E9%92%B1">土地' in one
    assert "Clear all" not in one
    two = html(q="工钱", topic="土地", township="崇文", sort="date")
    assert two.count("chip--chosen") == 2
    assert 'class="chip" href="?q=%E5%B7%A5%E9%92%B1&amp;sort=date">Clear all' in two


def test_a_long_facet_shows_its_largest_values_and_folds_the_rest(html, engine):
    for number in range(UNFOLDED + 2):
        topic = f"主题{number}"
        engine.index([make_document(facets={"topic": topic}) for _ in range(20 - number)])
    page = html(q="工钱")
    shown, folded = page.split("2 more</summary>")
    assert "主题0" in shown
    assert f"主题{UNFOLDED}" not in shown
    assert f"主题{UNFOLDED + 1}" in folded


def test_no_choice_is_lost_between_seen_and_folded():
    choices = tuple(Choice(str(n), str(n), n, False, "?") for n in range(UNFOLDED + 3))
    facet = Facet("topic", "Topic", choices)
    assert len(facet.shown) == UNFOLDED
    assert facet.shown + facet.folded == choices
    assert Facet("topic", "Topic", choices[:2]).folded == ()


@pytest.mark.parametrize(
    ("page", "where"),
    [("2", "Page 2 of 3"), ("99", "Page 3 of 3"), ("0", "Page 1 of 3"), ("x", "Page 1 of 3")],
)
def test_pages_say_where_one_is_even_beyond_the_last(html, engine, page, where):
    engine.index([make_document() for _ in range(21)])
    assert where in html(q="工钱", page=page)


def test_a_hit_is_numbered_for_the_count_of_openings(html, engine):
    engine.index([make_document(), make_document()])
    page = html(q="工钱")
    assert re.findall(r'data-place="(\d+)"', page) == ["1", "2"]
    assert 'data-count-url="/search/count/"' in page


def test_the_label_of_the_box_stays_for_those_who_hear_the_page(html, engine):
    assert '<label for="search-text">' in html()
    assert '<label for="search-text" class="visually-hidden">' in html(q="工钱")


@pytest.mark.parametrize("query", ["", "没有的词外星"])
def test_without_results_the_hotline_is_on_the_page(html, engine, query):
    page = html(q=query)
    assert 'href="tel:12348"' in page.split("<main")[1].split("</main>")[0]


def test_two_villages_of_one_name_are_told_apart_as_one_types(client, engine):
    for township in ("崇文街道", "沅古坪镇"):
        facets = {"township": township}
        engine.index([make_document(kind="village", title="新村", facets=facets)])
    engine.index([make_document(kind="code", title="新村建设条例")])
    found = client.get("/search/suggest/", {"q": "xinc"}, headers=ENGLISH).json()["results"]
    assert [(row["name"], row["beside"]) for row in found] == [
        ("新村", "崇文街道 · Villages"),
        ("新村", "沅古坪镇 · Villages"),
        ("新村建设条例", "Laws"),
    ]


def test_the_shortest_name_is_suggested_first(client, engine):
    titles = ["劳动争议调解仲裁法", "劳动合同法", "劳动法"]
    engine.index([make_document(kind="code", title=title) for title in titles])
    for typed in ("劳动", "laodong", "ld"):
        found = client.get("/search/suggest/", {"q": typed}).json()["results"]
        assert [row["name"] for row in found] == ["劳动法", "劳动合同法", "劳动争议调解仲裁法"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("会龙", ["回龙居委会"]),
        ("灰聋居", ["回龙居委会"]),
        ("回龙", ["回龙居委会"]),
        ("会", []),
        ("会龙%", []),
        ("会客", []),
    ],
)
def test_who_writes_another_character_of_the_same_sound_is_understood(
    client, engine, typed, expected
):
    engine.index([make_document(kind="village", title="回龙居委会")])
    found = client.get("/search/suggest/", {"q": typed}).json()["results"]
    assert [row["name"] for row in found] == expected


def test_names_that_are_written_so_are_not_mixed_with_those_that_sound_so(client, engine):
    engine.index([make_document(title="会龙山"), make_document(kind="village", title="回龙居委会")])
    found = client.get("/search/suggest/", {"q": "会龙"}).json()["results"]
    assert [row["name"] for row in found] == ["会龙山"]


def test_what_was_named_is_shown_from_its_beginning(html, engine):
    body = "协议离婚后，子女由一方抚养的，另一方应当负担费用。" * 3 + "由人民法院判决。" * 30
    engine.index([make_document(kind="code", title="民法院", body=body)])
    engine.index([make_document(title="离婚", body=body)])
    named, other = re.findall('<p class="hit__passage">(.*?)</p>', html(q="民法院"), re.DOTALL)
    assert named.startswith("协议离婚后")
    assert "<mark>" not in named
    assert other.startswith("…由人<mark>民法院</mark>判决")


def test_what_may_have_been_meant_says_in_which_township(html, engine):
    facets = {"township": "崇文街道"}
    engine.index([make_document(kind="village", title="回龙居委会", facets=facets)])
    assert ">回龙居委会 · 崇文街道</a>" in html(q="huilong")


def test_nothing_within_what_was_chosen_is_not_nothing_at_all(html, engine):
    engine.index([make_document(title="工钱要不回来")])
    page = html(q="工钱", type="lecture", year="1949")
    assert "within what you chose" in page
    assert page.count("chip--chosen") == 2
    assert 'class="button button--primary" href="?q=%E5%B7%A5%E9%92%B1"' in page
    assert "Did you mean" not in page
    assert "within what you chose" not in html(q="饕餮")


def test_a_year_cannot_be_taken_for_a_number_of_results(html, engine):
    engine.index([make_document(facets={"year": year}) for year in ("2025", "2026")])
    assert ">the year 2026 1</a>" in html(q="工钱")


def test_links_carry_nothing_that_the_search_does_not_know(html, engine):
    engine.index([make_document(), make_document(kind="lecture")])
    page = html(q="工钱", type="lecture", utm="x" * 500, year="2026")
    assert page.split("<main")[1].count("utm=") == 0
