"""The contract that every engine keeps."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.search import engines, ranking
from portal.search.engines import EngineDownError
from tests.factories.search import make_document
from tests.search.engines import forget_index, opened_again

GARBAGE: list = ["", "x", "²", "1.5", "٣", "\x00", None, [], "999999999999"]
NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def keys(results):
    return [hit.key for hit in results.hits]


def test_a_word_inside_a_sentence_is_found(engine):
    document = make_document(body="村民在工地干活，老板一直拖欠工资不给。")
    engine.index([document, make_document(title="赡养", body="子女应当照顾老人。")])
    assert keys(engine.search("拖欠工资")) == [document.key]


def test_a_hit_gives_back_the_document(engine):
    document = make_document(facets={"topic": "wages"}, published_at=NOON)
    engine.index([document])
    (hit,) = engine.search("工钱").hits
    assert (hit.key, hit.type, hit.title, hit.url, hit.facets, hit.published_at) == (
        document.key,
        document.type,
        document.title,
        document.url,
        {"topic": "wages"},
        NOON,
    )
    assert "<mark>工钱</mark>" in hit.snippet
    assert hit.label == "案例" or str(hit.label) == "Cases"


def test_titles_are_found_and_marked_and_escaped(engine):
    engine.index([make_document(title="<i>征地</i>怎么办", body="")])
    (hit,) = engine.search("征地").hits
    assert hit.title_html == "&lt;i&gt;<mark>征地</mark>&lt;/i&gt;怎么办"


def test_traditional_and_wide_characters_find_the_same(engine):
    document = make_document(title="离婚 ABC")
    engine.index([document])
    assert keys(engine.search("離婚")) == keys(engine.search("ＡＢＣ")) == [document.key]


def test_indexing_twice_keeps_one_copy(engine):
    engine.index([make_document(pk="1", title="旧标题")])
    engine.index([make_document(pk="1", title="新标题")])
    assert [hit.title for hit in engine.search("标题").hits] == ["新标题"]
    assert len(list(engine.stored())) == 1


def test_deleting_removes_from_hits_counts_and_suggestions(engine):
    document = make_document(title="征地")
    engine.index([document])
    engine.delete([document.key])
    engine.delete([document.key, "article:unknown"])
    results = engine.search("征地")
    assert (keys(results), results.total, results.facets["type"]) == ([], 0, {})
    assert engine.suggest("征地") == []


def test_counts_and_facets_of_all_types_stay_under_a_filter(engine):
    engine.index([make_document(title="征地") for _ in range(3)])
    engine.index([make_document(kind="lecture", title="征地")])
    every = engine.search("征地款")
    lectures = engine.search("征地款", {"type": "lecture"})
    assert every.facets["type"] == lectures.facets["type"] == {"article": 3, "lecture": 1}
    assert (every.total, lectures.total) == (4, 1)


def test_filters_narrow_by_any_facet(engine):
    here = make_document(facets={"township": "崇文"})
    engine.index([here, make_document(facets={"township": "南庄坪"})])
    assert keys(engine.search("工钱", {"township": "崇文"})) == [here.key]
    assert keys(engine.search("工钱", {"township": "没有"})) == []
    assert len(keys(engine.search("工钱", {"township": ""}))) == 2


@pytest.mark.parametrize("title", ["拖欠工资", "案子"])
def test_noise_far_below_the_best_is_cut(engine, title):
    best = make_document(title=title, body="拖欠工资怎么办，拖欠工资找谁。")
    engine.index([best, *(make_document(title=f"工作{n}", body="怎样找工作") for n in range(5))])
    assert keys(engine.search("拖欠工资")) == [best.key]


def test_boost_multiplies(engine):
    low, high = make_document(boost=0.5), make_document(boost=1)
    engine.index([low, high])
    assert keys(engine.search("工钱")) == [high.key, low.key]
    engine.index([make_document(pk=low.key.split(":")[1], boost=0.3)])
    assert keys(engine.search("工钱")) == [high.key]


def test_quotes_ask_for_the_phrase(engine):
    phrase, words = make_document(body="征地补偿款"), make_document(body="补偿款是征地后给的")
    engine.index([phrase, words])
    assert keys(engine.search("“征地补偿”")) == [phrase.key]
    assert keys(engine.search('"征地 补偿"')) == [phrase.key, words.key]


def test_a_quote_that_nothing_contains_does_not_hide_the_words(engine):
    document = make_document(body="补偿款是征地后给的")
    engine.index([document])
    assert keys(engine.search("“征地补偿”")) == [document.key]


def test_one_character_is_enough(engine):
    document = make_document(title="茶")
    engine.index([document])
    assert keys(engine.search("茶")) == [document.key]


@pytest.mark.parametrize("text", ["430802001001", "４３０８０２００１００１", "回龙居委会", "回龙"])
def test_a_code_or_name_leads_to_its_page_first(engine, text):
    village = make_document(
        kind="village", title="回龙居委会", body="", aliases=("430802001001", "回龙")
    )
    engine.index([village, *(make_document(body="回龙居委会的案子。" * n) for n in range(1, 9))])
    results = engine.search(text)
    assert [hit.key for hit in results.hits if hit.is_named] == [village.key]
    assert keys(results)[0] == village.key
    assert results.total == len(keys(results)) == len(set(keys(results)))


def test_namesakes_are_all_named(engine):
    engine.index([make_document(kind="village", title="红星村") for _ in range(2)])
    assert [hit.is_named for hit in engine.search("红星村").hits] == [True, True]
    assert engine.search("红星村", {"type": "lecture"}).total == 0


def test_suggestions_by_name_pinyin_and_initials(engine):
    village = make_document(kind="village", title="回龙居委会", aliases=("huilong",))
    engine.index([village, make_document(kind="adviser", title="张回")])
    for prefix in ("回", "回龙居", "huil", "HLJWH"):
        assert [hit.key for hit in engine.suggest(prefix)] == [village.key], prefix
    for prefix in ("", "%", "_", "zzz", "\x00", "回%"):
        assert village.key not in [hit.key for hit in engine.suggest(prefix)], prefix


@pytest.mark.parametrize("text", ["huilong", "hljwh", "灰聋居委会"])
def test_what_may_have_been_meant(engine, text):
    village = make_document(kind="village", title="回龙居委会")
    engine.index([village])
    results = engine.search(text)
    assert village.key in [*keys(results), *(hit.key for hit in results.suggestion)]


def test_similar_takes_a_whole_question(engine):
    near = make_document(title="拖欠工资", body="包工头拖欠工资怎么要回来")
    elsewhere = make_document(kind="village", title="拖欠工资")
    engine.index([near, elsewhere, make_document(title="养老", body="养老金")])
    question = "去年在工地干了三个月，包工头说没有钱，拖欠工资一万二不给我。" * 20
    assert [hit.key for hit in engine.similar(question)] == [near.key]
    assert engine.similar("") == []
    assert len(engine.similar(question, types=("article", "village"), limit=1)) == 1


@pytest.mark.parametrize("others", [0, 12])
def test_similar_names_only_what_stands_out_of_all_cases(engine, others):
    shared = "讲的是养老。" * 20 + "公司应当承担侵权责任，赔偿损失"
    question = "供水公司管道坏了，公司应当承担侵权责任，赔偿损失吗？"
    first, *alike = (make_document(title="公司", body=shared) for _ in range(others + 1))
    engine.index([first, *alike])
    assert [hit.key for hit in engine.similar(question)] == ([] if others else [first.key])


@pytest.mark.parametrize(
    ("page", "expected"),
    [(1, 1), ("2", 2), ("3", 3), ("4", 3), ("0", 1), ("-1", 1), ("9" * 400, 1)]
    + [(garbage, 1) for garbage in GARBAGE],
)
def test_any_page_number_is_answered(engine, page, expected):
    engine.index([make_document() for _ in range(ranking.PAGE_SIZE * 2 + 1)])
    results = engine.search("工钱", page=page)
    assert (results.page, results.pages) == (expected, 3)
    assert results.hits


def test_the_window_bounds_what_is_counted(engine):
    engine.index([make_document() for _ in range(ranking.WINDOW + 20)])
    results = engine.search("工钱", size=500)
    assert results.total == len(results.hits) == ranking.WINDOW


@pytest.mark.parametrize("text", ["", " ", "\x00", "，。", '""', "\u202e"])
def test_nothing_typed_finds_nothing(engine, text):
    engine.index([make_document()])
    assert keys(engine.search(text)) == []


def test_rebuild_replaces_everything(engine):
    old, new = make_document(title="旧的"), make_document(title="新的")
    engine.index([old])
    assert engine.rebuild([new]) == 1
    assert dict(engine.stored()) == {new.key: new.digest}
    assert engine.suggest("旧的") == []
    assert keys(engine.search("新的")) == [new.key]


def test_search_goes_on_while_an_index_is_built(engine):
    old, new = make_document(title="征地"), make_document(title="征地")
    engine.index([old])

    def documents():
        assert keys(engine.search("征地")) == [old.key]
        yield new

    engine.rebuild(documents())
    assert keys(engine.search("征地")) == [new.key]


def test_a_rebuild_that_fails_leaves_the_old_index(engine):
    old = make_document(title="征地")
    engine.index([old])

    def documents():
        yield make_document()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        engine.rebuild(documents())
    assert keys(engine.search("征地")) == [old.key]
    engine.index([make_document(title="补偿")])


def test_a_second_rebuild_is_refused(engine):
    def documents():
        with pytest.raises(engines.EngineBusyError):
            engine.rebuild([])
        yield make_document(title="征地")

    assert engine.rebuild(documents()) == 1
    assert len(keys(engine.search("征地"))) == 1


def test_readers_see_what_another_thread_commits(engine):
    engine.index([make_document(title="征地")])
    engine.search("征地")
    other = opened_again()
    thread = threading.Thread(target=other.write, args=([make_document(title="征地")], []))
    thread.start()
    thread.join()
    assert engine.search("征地").total == 2


def test_without_an_index_the_engine_is_down(engine):
    forget_index(engine)
    assert not engine.is_built()
    for read in (lambda: engine.search("征地"), lambda: list(engine.stored())):
        with pytest.raises(EngineDownError):
            read()
    assert engine.similar("征地") == []
    engine.rebuild([make_document(title="征地")])
    assert engine.search("征地").total == 1


@pytest.mark.parametrize("engine", ["embedded"], indirect=True)
def test_a_damaged_index_is_down_until_rebuilt(engine):
    engine.index([make_document(title="征地")])
    folder = engine.generations.current()
    for file in folder.iterdir():
        file.write_bytes(b"\x00" * 50)
    fresh = type(engine)(engine.generations.root)
    with pytest.raises(EngineDownError):
        fresh.search("征地")
    fresh.rebuild([make_document(title="征地")])
    assert fresh.search("征地").total == 1


def test_an_unknown_engine_is_a_clear_error(settings):
    settings.SEARCH_ENGINE = "nonsense"
    with pytest.raises(ImproperlyConfigured, match="embedded"):
        engines.engine()


def test_what_may_have_been_meant_stands_beside_poor_hits(engine):
    village = make_document(kind="village", title="回龙村")
    other = make_document(kind="village", title="九龙村")
    engine.index([village, other])
    poor = engine.search("灰龙村")
    assert other.key in keys(poor)
    assert [hit.key for hit in poor.suggestion] == [village.key]
    assert engine.search("九龙").suggestion == ()


def test_a_lone_character_of_a_longer_word_makes_no_hit(engine):
    engine.index([make_document(title="外出打工", body="红星村")])
    assert engine.search("外星飞碟").total == 0
