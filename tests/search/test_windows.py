"""What is narrowed is what the engine itself would find, however it was come by."""

import pytest

from portal.search import ranking
from portal.search.engines.windows import DEPTH, Windows, above_bar
from portal.search.queries import parse
from tests.factories.search import make_document

MANY = DEPTH + 40


@pytest.fixture
def stocked(engine):
    """More hits than one look sees: laws in front, a few pages and one village far behind."""
    rows = [make_document("law", pk=str(n), title=f"工钱{n}") for n in range(MANY)]
    far = {"boost": 0.5, "title": "讨工钱的路"}
    rows += [make_document("page", pk=f"p{n}", **far) for n in range(30)]
    rows.append(make_document("village", pk="v", facets={"topic": "工资"}, **far))
    engine.index(rows)
    return engine


def keys(engine, window):
    return [hit.key for hit in engine.load(window, ())]


@pytest.mark.parametrize(
    "filters",
    [{}, {"type": "law"}, {"type": "page"}, {"topic": "工资"}, {"topic": "工资", "type": "page"}],
    ids=str,
)
def test_a_window_is_what_an_own_look_finds(stocked, filters):
    query = parse("工钱")
    own = above_bar(stocked.top(query, filters, limit=DEPTH))[: ranking.WINDOW]
    window = Windows(stocked, query).within(filters)
    assert sorted(keys(stocked, window)) == sorted(keys(stocked, own))
    assert [found.score for found in window] == [found.score for found in own]


def test_one_window_holds_no_more_than_it_says(stocked):
    assert len(Windows(stocked, parse("工钱")).within({"type": "law"})) == ranking.WINDOW


def test_what_was_named_leaves_its_place_to_the_next(stocked):
    named = stocked.named(["law:0", "law:7"])
    window = Windows(stocked, parse("工钱"), without=named).within({})
    assert len(window) == ranking.WINDOW
    assert not {"law:0", "law:7"} & set(keys(stocked, window))


class Counted:
    """An engine that counts how often it is looked into."""

    def __init__(self, engine):
        self.engine, self.looks = engine, 0

    def mark(self, value):
        return self.engine.mark(value)

    def top(self, *args, **kwargs):
        self.looks += 1
        return self.engine.top(*args, **kwargs)


@pytest.mark.parametrize(("kind", "looks"), [("law", 1), ("page", 2)])
def test_a_second_look_only_where_the_first_was_not_deep_enough(stocked, kind, looks):
    counted = Counted(stocked)
    windows = Windows(counted, parse("工钱"))
    windows.within({"type": kind})
    windows.within({})
    assert counted.looks == looks


def test_few_hits_need_one_look_for_every_filter(engine):
    engine.index([make_document(pk="1"), make_document("page", pk="2")])
    counted = Counted(engine)
    windows = Windows(counted, parse("工钱"))
    assert [len(windows.within({"type": kind})) for kind in ("article", "page", "law")] == [1, 1, 0]
    assert counted.looks == 1


def test_phrases_count_where_any_document_holds_them(engine):
    engine.index([make_document(pk="1", body="拖欠工钱"), make_document(pk="2", body="工钱拖欠")])
    found = Windows(engine, parse('"拖欠工钱"')).within({})
    assert keys(engine, found) == ["article:1"]
    assert len(Windows(engine, parse('"拖着工钱"')).within({})) == 2


def test_no_words_are_no_look():
    assert Windows(Counted(None), parse("")).within({}) == []


def test_what_scores_far_less_than_the_best_is_no_hit(engine):
    engine.index(
        [make_document(pk="1", title="工钱工资"), make_document(pk="2", boost=0.1, title="工钱")]
    )
    best = engine.top(parse("工钱工资"))
    assert len(best) == 2
    assert keys(engine, above_bar(best)) == ["article:1"]
    assert above_bar([]) == []
