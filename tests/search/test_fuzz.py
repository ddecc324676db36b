"""Bad input is harmless: 3,000 hostile requests, none answered by an error, an echo or a flood.

How long the slowest takes is measured by ``bench/search_fuzz``: a test asserts no wall clock.
"""

import pytest

from tests.factories.consultations import Township
from tests.factories.search import make_document
from tests.search import fuzzing
from tests.search.engines import NEEDS_SERVER

pytestmark = pytest.mark.django_db
PARTS, EACH = 6, 500
RUNS = [("embedded", part) for part in range(PARTS)]
RUNS += [pytest.param("elasticsearch", PARTS, marks=NEEDS_SERVER)]


@pytest.fixture
def browser(client, engine):
    """A browser that has begun to ask, before an index of 60 documents with markup in them."""
    client.raise_request_exception = False
    kinds = ["article", "village", "law", "page"]
    facets = {"topic": "劳动<xss7>", "township": '" xss7="', "year": "2026"}
    engine.index(
        make_document(kinds[number % 4], facets=facets, body="工钱<xss7>老板不给。" * (number + 1))
        for number in range(60)
    )
    village = Township().village
    client.post("/ask/", {"village": village.code})
    return client


@pytest.mark.parametrize(("engine", "part"), RUNS, indirect=["engine"])
def test_no_hostile_request_is_an_error_an_echo_or_a_flood(browser, part):
    faults = [
        f"{request}: {found}"
        for request in fuzzing.hostile(EACH, seed=part)
        for answer in fuzzing.send(browser, request)
        if (found := fuzzing.fault(request, answer))
    ]
    assert faults == []
