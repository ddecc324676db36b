"""Facets with counts, results by date, and what a name suggests, on every engine."""

import datetime as dt

from django.http import QueryDict

from portal.search.narrowing import Narrowing
from portal.search.queries import TYPED_LIMIT
from tests.factories.search import make_document

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def keys(results):
    return [hit.key for hit in results.hits]


def test_every_facet_is_counted_by_its_words(engine):
    facets = [("土地", "崇文", "2025"), ("土地", "崇文", "2026"), ("婚姻", "", "2026")]
    engine.index(
        [make_document(facets={"topic": t, "township": p, "year": y}) for t, p, y in facets]
    )
    assert engine.search("工钱").facets == {
        "type": {"article": 3},
        "topic": {"土地": 2, "婚姻": 1},
        "township": {"崇文": 2},
        "year": {"2026": 2, "2025": 1},
    }
    narrowed = engine.search("工钱", {"topic": "土地", "year": "2026"})
    assert narrowed.total == 1
    assert narrowed.facets["topic"] == {"土地": 1, "婚姻": 1}
    assert narrowed.facets["year"] == {"2025": 1, "2026": 1}


def test_the_newest_stands_first_on_request(engine):
    days = [None, NOON, NOON + dt.timedelta(days=1), NOON - dt.timedelta(days=400)]
    made = [make_document(published_at=day) for day in days]
    engine.index(made)
    expected = [made[place].key for place in (2, 1, 3, 0)]
    assert keys(engine.search("工钱", newest=True)) == expected


def test_what_is_not_suggested_by_name_is_found(engine):
    law = make_document(kind="law", title="劳动法第五十条", body="工钱", is_suggested=False)
    engine.index([law])
    assert engine.suggest("劳动法") == []
    assert keys(engine.search("工钱")) == [law.key]


def test_what_is_called_so_is_suggested_before_what_counts_more(engine):
    whole = make_document(kind="code", title="民法典", boost=0.5)
    engine.index([make_document(title="民法典里的故事", boost=2), whole])
    assert engine.suggest("民法典")[0].key == whole.key


def test_links_carry_on_what_was_understood_and_nothing_else():
    asked = "q=+%E5%B7%A5%E9%92%B1%00&type=nonsense&topic=%E5%80%9F%E9%92%B1&sort=date&page=7&x=1"
    typed = Narrowing.of(QueryDict(asked)).typed
    assert typed.urlencode() == QueryDict("q=工钱&topic=借钱&sort=date").urlencode()
    assert Narrowing.of(QueryDict("x=1&sort=pk")).typed.urlencode() == ""
    long = Narrowing.of(QueryDict("q=" + "村" * 20_000)).typed
    assert len(long["q"]) == TYPED_LIMIT
