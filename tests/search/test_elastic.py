"""What only Elasticsearch can do wrong, on a real server."""

import threading
import time

import pytest
from django.contrib.auth.models import Group

from portal.search import outbox
from portal.search.engines import EngineDownError, elastic_index, patience
from portal.search.models import OutboxRow
from portal.search.queries import parse
from tests.factories.search import make_document
from tests.search import engines
from tests.search.gateway import TROUBLES, Gateway

pytestmark = [pytest.mark.django_db, *engines.NEEDS_SERVER]


@pytest.fixture(autouse=True)
def _short_rests(monkeypatch):
    monkeypatch.setattr(patience, "REST", 0.3)


@pytest.fixture
def gateway(settings):
    made = Gateway(settings.ELASTICSEARCH_URLS[0])
    settings.ELASTICSEARCH_URLS = [made.address]
    return made


@pytest.fixture
def engine(gateway, settings):
    """The engine behind a gateway."""
    with engines.opened("elasticsearch", settings) as found:
        yield found
        gateway.reopen()
        rest()


@pytest.fixture(params=TROUBLES.values(), ids=TROUBLES)
def trouble(request, gateway):
    """Return a function that brings the trouble."""
    return lambda: request.param(gateway)


@pytest.fixture
def indices(engine):
    """The server's own commands."""
    return engine.elastic._client.indices


def rest():
    time.sleep(patience.REST + 0.1)


def point_at_an_index_that_lies_nowhere(elastic):
    index, client = f"{elastic.alias}-0123456789abcdef", elastic._client
    nowhere = {"index.routing.allocation.require._name": "nobody", "number_of_shards": 1}
    client.indices.create(index=index, settings=nowhere, wait_for_active_shards=0)
    before = {"remove": {"index": elastic.current(), "alias": elastic.alias}}
    now = {"add": {"index": index, "alias": elastic.alias}}
    client.indices.update_aliases(actions=[before, now])


def test_the_page_says_that_there_is_no_search(client, engine, trouble, gateway):
    engine.index([make_document()])
    trouble()
    for _ in range(3):
        answer = client.get("/search/", {"q": "工钱", "type": "article", "topic": "x"})
        html = answer.content.decode()
        assert "搜索暂时不能用" in html
        assert 'href="/villages/"' in html
    gateway.reopen()
    rest()
    assert engine.search("工钱").total == 1


def test_answers_that_are_slow_each_do_not_add_up(client, engine, gateway):
    """Each comes before its time is over, all together would keep a visitor for seconds."""
    engine.index([make_document()])
    gateway.mode = "slow"
    answer = client.get("/search/", {"q": "“老板不给钱” 工钱"})
    assert "搜索暂时不能用" in answer.content.decode()
    rest()
    assert engine.similar("老板拖欠工钱") == []


def test_who_types_or_asks_goes_without_suggestions(client, engine, trouble):
    engine.index([make_document(kind="village", title="回龙村")])
    trouble()
    assert client.get("/search/suggest/", {"q": "回龙"}).status_code == 200
    assert engine.similar("老板拖欠工钱") == []


def test_a_silent_server_is_left_alone_for_a_while(engine, gateway, monkeypatch):
    monkeypatch.setattr(patience, "REST", 60)
    gateway.mode = "silent"
    with pytest.raises(EngineDownError):
        engine.search("工钱")
    asked = gateway.questions
    for _ in range(20):
        with pytest.raises(EngineDownError):
            engine.search("工钱")
    assert gateway.questions == asked


def test_changes_wait_for_the_server_and_none_is_lost(engine, trouble, groups, gateway, found):
    group = Group.objects.create(name="回龙居委会")
    outbox.drain()
    trouble()
    group.name = "崇文居委会"
    group.save()
    with pytest.raises(EngineDownError):
        outbox.drain()
    assert OutboxRow.objects.count() == 1
    gateway.reopen()
    rest()
    assert found("崇文") == {f"village:{group.pk}"}
    assert found("回龙") == set()
    assert not engine.check()


def test_a_rebuild_without_a_server_leaves_the_old_index(engine, gateway):
    engine.index([make_document()])

    def documents():
        yield make_document()
        gateway.refuse()

    with pytest.raises(EngineDownError):
        engine.rebuild(documents())
    gateway.reopen()
    rest()
    assert engine.search("工钱").total == 1
    assert engine.rebuild([make_document()]) == 1
    assert len(engines.generations(engine)) == 1


def test_no_reader_meets_a_gap_while_indexes_are_exchanged(engine):
    document = make_document(title="征地")
    engine.index([document])
    is_over, totals, errors = threading.Event(), set(), []

    def read():
        while not is_over.is_set():
            try:
                best = engine.top(parse("征地"))
                totals.add(len(engine.load(best, ())))
            except EngineDownError as error:
                errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(5):
        assert engine.replace([document]) == 1
    is_over.set()
    for reader in readers:
        reader.join()
    assert (totals, errors) == ({1}, [])


def test_an_index_removed_by_hand_is_built_anew_at_the_workers_next_turn(engine, groups, found):
    group = Group.objects.create(name="回龙居委会")
    outbox.drain()
    engine.elastic.drop()
    with pytest.raises(EngineDownError, match="no search index"):
        engine.search("回龙")
    with pytest.raises(EngineDownError, match="refused"):
        engine.index([make_document()])
    assert found("回龙") == {f"village:{group.pk}"}


def test_shards_that_nobody_has_are_a_down_engine(engine, indices, monkeypatch):
    monkeypatch.setattr(elastic_index, "BULK_WAIT", "500ms")
    engine.index([make_document(pk="1")])
    (found,) = engine.named(["article:1"])
    point_at_an_index_that_lies_nowhere(engine.elastic)
    for call in (
        lambda: engine.search("工钱"),
        lambda: engine.load([found], ()),
        lambda: list(engine.stored()),
        lambda: engine.index([make_document()]),
    ):
        with pytest.raises(EngineDownError):
            call()
    engine.rebuild([make_document()])
    assert engine.search("工钱").total == 1


def test_a_document_that_was_refused_does_not_count_as_written(engine, indices, groups, found):
    index = engine.elastic.alias
    indices.put_settings(index=index, settings={"index.blocks.write": True})
    group = Group.objects.create(name="回龙居委会")
    with pytest.raises(EngineDownError, match="was refused"):
        outbox.drain()
    assert OutboxRow.objects.count() == 1
    indices.put_settings(index=index, settings={"index.blocks.write": False})
    assert found("回龙") == {f"village:{group.pk}"}


def test_what_a_killed_build_left_goes_and_what_is_anothers_stays(engine, indices):
    name = engine.elastic.name
    left = f"{name}-1-0123456789abcdef"
    older = f"{name}-0-0123456789abcdef"
    others = [f"{name}-other-1-0123456789abcdef", f"{name}-notes"]
    for index in (left, older, *others):
        indices.create(index=index)
    engine.rebuild([])
    assert not indices.exists(index=left)
    assert not indices.exists(index=older)
    for other in others:
        assert indices.exists(index=other)
        indices.delete(index=other)


def test_a_document_deleted_while_it_was_searched_for_is_not_shown(engine):
    stays, goes = make_document(), make_document()
    engine.index([stays, goes])
    best = engine.top(parse("工钱"))
    engine.delete([goes.key])
    assert [hit.key for hit in engine.load(best, ())] == [stays.key]


def test_half_a_character_is_stored_and_asked_for(engine):
    engine.write([make_document(title="征地\ud800", facets={"topic": "土\udfff"})], [])
    assert engine.search("征地\ud800").total == 1
    assert engine.search("征地", {"topic": "土\udfff"}).total == 1
    assert engine.named(["\ud800"]) == []


def test_one_living_server_of_two_is_enough(engine, gateway, settings):
    engine.index([make_document()])
    settings.ELASTICSEARCH_URLS = ["http://127.0.0.1:9", gateway.address]
    other = engines.opened_again()
    assert [other.search("工钱").total for _ in range(4)] == [1] * 4


def test_text_lies_once_in_the_index_and_is_cut_as_everywhere(engine, indices):
    engine.index([make_document(title="Ａ4纸 征地", body="")])
    (mapping,) = (index["mappings"] for index in indices.get(index=engine.elastic.alias).values())
    assert mapping["properties"]["text"]["analyzer"] == "whitespace"
    source = engine.elastic._client.search(index=engine.elastic.alias)["hits"]["hits"][0]["_source"]
    assert list(source) == ["shown"]
    for text in ("征地", "a4纸", "纸"):
        assert engine.search(text).total == 1
    assert engine.search("4").total == 0
