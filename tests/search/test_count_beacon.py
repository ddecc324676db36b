"""The address that a browser tells what was seen and opened, and the page that lets it."""

import re

import pytest
from django.test import Client

from portal.search import engines
from portal.search.models import OpenedDay, SoughtDay, SoughtText
from portal.search.tickets import Ticket
from tests.factories.search import make_document

pytestmark = pytest.mark.django_db
COUNT = "/search/count/"
TICKET = re.compile(r'data-ticket="([^"]+)" data-count-url="/search/count/"')


@pytest.fixture
def wages(settings, db):
    settings.SEARCH_ENGINE = "embedded"
    engines.engine().rebuild([])
    engines.engine().index([make_document(title=f"老板欠薪{number}") for number in range(12)])


@pytest.fixture
def strict():
    """A browser that sends no token, and no error hidden."""
    return Client(enforce_csrf_checks=True)


def page(client, **query):
    return client.get("/search/", {"q": "欠薪", **query}).content.decode()


def ticket(client, **query):
    found = TICKET.search(page(client, **query))
    return found and found[1]


def counted():
    days = SoughtDay.objects.values_list("sought__text", "searches", "unfound", "opened")
    return sorted(days)


class TestThePage:
    def test_carries_what_it_shows(self, client, wages):
        read = Ticket.read(ticket(client))
        assert (read.text, read.counts, read.is_found) == ("欠薪", True, True)
        assert len(read.keys) == 10
        places = re.findall(r'data-place="(\d+)"', page(client))
        assert places == [str(number) for number in range(1, 11)]

    def test_writes_nothing_itself(self, client, wages):
        page(client)
        assert counted() == []

    @pytest.mark.parametrize("query", [{"page": "2"}, {"type": "article"}, {"sort": "date"}])
    def test_narrowed_or_turned_it_is_no_search(self, client, wages, query):
        read = Ticket.read(ticket(client, **query))
        assert not read.counts
        assert read.keys

    def test_without_results_says_so(self, client, wages):
        read = Ticket.read(ticket(client, q="彩票中奖"))
        assert (read.text, read.is_found, read.keys) == ("彩票中奖", False, [])

    def test_has_none_where_nothing_was_looked_for(self, client, wages):
        assert ticket(client, q="") is None

    def test_has_none_when_the_engine_is_down(self, client, wages, monkeypatch):
        def down(*args, **kwargs):
            raise engines.EngineDownError

        monkeypatch.setattr(type(engines.engine()), "search", down)
        assert ticket(client) is None


class TestTheBeacon:
    def test_counts_a_search_and_says_nothing(self, client, strict, wages):
        answer = strict.post(COUNT, {"ticket": ticket(client)})
        assert (answer.status_code, answer.content) == (204, b"")
        assert not answer.cookies
        assert counted() == [("欠薪", 1, 0, 0)]

    def test_counts_what_was_not_found(self, client, strict, wages):
        strict.post(COUNT, {"ticket": ticket(client, q="彩票中奖"), "place": ""})
        assert counted() == [("彩票中奖", 1, 1, 0)]

    def test_counts_what_is_opened(self, client, strict, wages):
        signed = ticket(client)
        strict.post(COUNT, {"ticket": signed})
        strict.post(COUNT, {"ticket": signed, "place": "3"})
        assert counted() == [("欠薪", 1, 0, 1)]
        assert OpenedDay.objects.get().key == Ticket.read(signed).keys[2]

    def test_counts_what_is_opened_on_the_second_page(self, client, strict, wages):
        strict.post(COUNT, {"ticket": ticket(client)})
        strict.post(COUNT, {"ticket": ticket(client, page="2"), "place": "1"})
        assert counted() == [("欠薪", 1, 0, 1)]

    def test_addresses_are_told_apart(self, client, strict, wages):
        for number in (1, 1, 2, 3):
            strict.post(COUNT, {"ticket": ticket(client)}, REMOTE_ADDR=f"203.0.113.{number}")
        assert counted() == [("欠薪", 3, 0, 0)]

    @pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
    def test_not_from_elsewhere(self, client, strict, wages, site):
        headers = {"sec-fetch-site": site, "origin": "https://example.com"}
        answer = strict.post(COUNT, {"ticket": ticket(client)}, headers=headers)
        assert answer.status_code == 204
        assert counted() == []

    @pytest.mark.parametrize("method", ["get", "head", "put", "delete", "patch", "options"])
    def test_only_a_post_counts(self, client, strict, wages, method):
        assert getattr(strict, method)(COUNT).status_code == 405
        assert counted() == []

    @pytest.mark.parametrize(
        "place", ["0", "-1", "11", "999999999", "x", "1.5", "²", "\x00", "1\x00", " 1", "１２３４"]
    )
    def test_places_that_are_none(self, client, strict, wages, place):
        assert strict.post(COUNT, {"ticket": ticket(client), "place": place}).status_code == 204
        assert counted() == []

    @pytest.mark.parametrize(
        "body",
        [
            *(b"", b"\x00", b"ticket=%00", b"ticket=%ff%fe", b"=&=&;;", b"ticket=eyJ:1:2"),
            *(b"ticket=" + b"a" * 65_536, b'{"ticket": 1}', b"&".join([b"a=1"] * 900)),
        ],
    )
    @pytest.mark.parametrize(
        "kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data", "x"]
    )
    def test_rubbish(self, strict, body, kind):
        answer = strict.generic("POST", COUNT, body, content_type=kind)
        assert answer.status_code in (204, 400)
        assert not SoughtText.objects.exists()

    def test_a_ticket_made_elsewhere(self, strict, settings):
        settings.SECRET_KEY = "another"
        forged = Ticket("欠薪", True, True, ["law:1"]).signed()
        settings.SECRET_KEY = "and another"
        assert strict.post(COUNT, {"ticket": forged}).status_code == 204
        assert counted() == []

    def test_it_costs_the_same_at_every_search(
        self, client, strict, wages, django_assert_max_num_queries
    ):
        signed = ticket(client)
        strict.post(COUNT, {"ticket": signed}, REMOTE_ADDR="203.0.113.1")
        with django_assert_max_num_queries(9):
            strict.post(COUNT, {"ticket": signed}, REMOTE_ADDR="203.0.113.2")
