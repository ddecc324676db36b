"""The search engine is away for an hour: nobody waits for it, nothing is lost, somebody is told."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from consultations.models import Consultation
from portal.search import outbox
from portal.search.engines import EngineDownError
from portal.search.models import OutboxRow
from portal.search.tasks import drain_outbox
from tests.factories.consultations import Township
from tests.factories.knowledge import ArticleFactory
from tests.search.engines import outage

pytestmark = pytest.mark.django_db
QUESTION = "在工地干了三个月，老板一直不给工钱，我该找谁要？"


@pytest.fixture
def _own_registry():
    """Here the portal's own sources are tried."""


def asks(client, place):
    """Go the whole way of asking; return how many queries each step took."""
    steps = [
        ("start", {"village": place.village.code}),
        ("question", {"question": QUESTION}),
        ("topic", {"topic": place.topic.pk}),
        ("parties", {"concerns_committee": "no"}),
        ("contact", {"phone": ""}),
        ("check", {"consent": "on"}),
    ]
    counts = {}
    for name, data in steps:
        address = reverse(f"consultations:ask_{name}")
        with CaptureQueriesContext(connection) as queries:
            if name == "topic":
                assert client.get(address).status_code == 200
            assert client.post(address, data).status_code == 302
        counts[name] = len(queries)
    return counts


def publishes(page):
    """Publish new words on ``page``; return how many queries that took."""
    page = Page.objects.get(pk=page.pk).specific
    page.title = "老板不给工钱怎么办？"
    with CaptureQueriesContext(connection) as queries:
        page.save_revision().publish()
    return len(queries)


def test_submitting_and_publishing_take_no_step_more(engine, client):
    place, page = Township(), ArticleFactory()
    outbox.drain()
    asks(client, place), publishes(page)  # what only the first time costs
    up = {**asks(client, place), "publish": publishes(page)}
    with outage(engine):
        assert {**asks(client, place), "publish": publishes(page)} == up
    assert Consultation.objects.count() == 3


def test_what_is_submitted_and_published_meanwhile_reaches_the_worker_without_an_error(
    engine, client, caplog, django_capture_on_commit_callbacks
):
    """The callbacks after the commit run as they do in a request; none of them may raise."""
    place, page = Township(), ArticleFactory()
    outbox.drain()
    connection.run_on_commit.clear()
    with outage(engine), django_capture_on_commit_callbacks(execute=True) as calls:
        asks(client, place)
        publishes(page)
    assert calls
    assert Consultation.objects.count() == 1
    assert f"article:{page.pk}" in set(OutboxRow.objects.values_list("key", flat=True))
    assert "Search index changes wait" in caplog.text
    assert outbox.drain() > 0
    assert f"article:{page.pk}" in {hit.key for hit in engine.search("不给工钱怎么办").hits}


def test_the_search_page_says_so_and_offers_directory_topics_and_the_adviser(engine, client):
    ArticleFactory()
    outbox.drain()
    with outage(engine):
        answer = client.get("/search/", {"q": "彩礼能退吗", "type": "article", "sort": "date"})
        text = answer.content.decode()
        assert client.get("/search/suggest/", {"q": "彩礼"}).status_code == 200
    assert answer.status_code == 200
    for part in ("搜索暂时不能用", 'href="/villages/"', 'href="/learn/"', 'action="/ask/"'):
        assert part in text
    assert "彩礼能退吗" in text
    assert "没有找到" not in text


def test_an_hour_of_changes_is_told_caught_up_and_complete(engine, client, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    articles = [ArticleFactory(title=f"工钱的事 {number}") for number in range(12)]
    outbox.drain()
    assert not engine.check()
    with outage(engine):
        for minute, article in enumerate(articles):
            time_machine.move_to(now + dt.timedelta(minutes=5 * minute), tick=False)
            page = Page.objects.get(pk=article.pk).specific
            if minute % 3 == 0:
                page.unpublish()
            elif minute % 3 == 1:
                page.delete()
            else:
                page.title = f"彩礼的事 {minute}"
                page.save_revision().publish()
            assert drain_outbox.call() == 0
            with pytest.raises(EngineDownError):
                outbox.drain()
        assert "wait too long" in outbox.fault()
        assert client.get("/readyz").status_code == 503
    time_machine.move_to(now + dt.timedelta(hours=1), tick=False)
    call_command("search", "sync")
    assert outbox.fault() == ""
    assert client.get("/readyz").json()["checks"]["search"] == "ok"
    assert not OutboxRow.objects.exists()
    call_command("search", "check")  # raises where the index differs
    titles = [hit.title for hit in engine.search("工钱的事", {"type": "article"}).hits]
    assert not [title for title in titles if title.startswith("工钱的事")]
    assert len(engine.search("彩礼的事", {"type": "article"}).hits) == 4


def test_what_is_rolled_back_meanwhile_leaves_nothing(engine, django_capture_on_commit_callbacks):
    outbox.drain()
    before = list(OutboxRow.objects.values_list("key", flat=True))
    with (
        outage(engine),
        django_capture_on_commit_callbacks(execute=True) as calls,
        transaction.atomic(),
    ):
        ArticleFactory()
        transaction.set_rollback(True)
    assert calls == []
    assert list(OutboxRow.objects.values_list("key", flat=True)) == before
    assert not engine.check()
