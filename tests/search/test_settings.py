"""Settings of the search that cannot work are refused at the start."""

from base64 import b64encode

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from portal.search.checks import settings_make_sense
from portal.search.engines.admin import SearchBackend
from portal.search.engines.elastic_index import ElasticIndex


@pytest.mark.parametrize("name", ["", "Elasticsearch", "nonsense"])
def test_an_unknown_engine_is_refused(settings, name):
    settings.SEARCH_ENGINE = name
    (error,) = settings_make_sense()
    assert "embedded, elasticsearch" in error.msg


@pytest.mark.parametrize(
    "url", ["", "search", "localhost:9200", "http://search", "ftp://search:9200", "http://s:port"]
)
def test_half_an_address_is_refused_without_its_password(settings, url):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URLS = ["https://me:secret@search:9200", url]
    (error,) = settings_make_sense()
    assert "address 2" in error.msg
    assert "secret" not in error.msg


def test_what_makes_sense_is_taken(settings):
    assert settings_make_sense() == []
    settings.ELASTICSEARCH_URLS = ["nonsense"]
    assert settings_make_sense() == []
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URLS = ["http://127.0.0.1:9200", "https://me:secret@search:9200"]
    assert settings_make_sense() == []


def test_every_command_says_so(settings):
    settings.SEARCH_ENGINE = "nonsense"
    with pytest.raises(SystemCheckError, match=r"portal_search\.E001"):
        call_command("check")


def test_both_searches_read_a_password_out_of_the_address_alike():
    address = "https://me:p%40ss@search:9200"
    public = ElasticIndex([address], "portal")._client
    admin = SearchBackend({"HOSTS": [address]}).es
    sent = [
        node.headers["authorization"]
        for client in (public, admin)
        for node in client.transport.node_pool.all()
    ]
    assert sent == [f"Basic {b64encode(b'me:p@ss').decode()}"] * 2
