"""The weight of a document is a true factor of its score."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.search import ranking
from portal.search.engines.embedded import EmbeddedEngine
from tests.factories.search import make_document

FACTORS = [0.05, 0.1, 0.5, 0.8, 1.0, 1.3, 2.0, 5.0]


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    """Return the score of one and the same text under each factor."""
    engine = EmbeddedEngine(tmp_path_factory.mktemp("weights"))
    engine.write([make_document(pk=f, boost=f) for f in FACTORS], [])
    found = engine.top(["工钱"])
    keys = [hit.key for hit in engine.load(found, ["工钱"])]
    return {float(key.partition(":")[2]): one.score for key, one in zip(keys, found, strict=True)}


@pytest.mark.parametrize("factor", FACTORS)
def test_the_score_grows_with_the_factor(scores, factor):
    assert scores[factor] / scores[1.0] == pytest.approx(factor, rel=1e-4)


@given(boost=st.floats(allow_nan=False, allow_infinity=False, width=32))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_boost_can_be_stored(boost, tmp_path_factory):
    engine = EmbeddedEngine(tmp_path_factory.mktemp("boost"))
    engine.write([make_document(boost=boost)], [])
    assert engine.top(["工钱"])[0].score > 0


def test_an_unknown_type_has_full_authority():
    assert ranking.weight(make_document(kind="law", boost=0.5)) == 0.5
    assert ranking.weight(make_document(kind="page", boost=0.5)) == 0.4


def test_every_type_with_a_label_has_an_authority():
    assert ranking.LABELS.keys() == ranking.AUTHORITY.keys()
