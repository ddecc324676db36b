"""The weight of a document is a true factor of its score."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.search import ranking, registry
from portal.search.engines.embedded import EmbeddedEngine
from portal.search.models import SearchSettings
from portal.search.models.authority import KINDS, NAMES
from portal.search.queries import parse
from tests.factories.search import make_document

FACTORS = [0.05, 0.1, 0.5, 0.8, 1.0, 1.3, 2.0, 5.0]


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    """Return the score of one and the same text under each factor."""
    engine = EmbeddedEngine(tmp_path_factory.mktemp("weights"))
    engine.write([make_document(pk=f, boost=f) for f in FACTORS], [])
    found = engine.top(parse("工钱"))
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
    assert engine.top(parse("工钱"))[0].score > 0


def test_type_and_ranks_multiply():
    weights = SearchSettings(law=0.6, rule=0.5, civil_code=1.3)
    assert weights.factor_of(make_document(kind="law")) == pytest.approx(0.6)
    assert weights.factor_of(make_document(kind="law", ranks=("rule",))) == pytest.approx(0.3)
    both = make_document(kind="law", ranks=("statute", "civil_code"))
    assert weights.factor_of(both) == pytest.approx(0.78)


@pytest.mark.parametrize("name", ["unknown", "pk", "id", "objects", "save"])
def test_what_is_no_factor_counts_fully(name):
    assert SearchSettings().factor_of(make_document(ranks=(name,))) == 1.0


def test_every_type_with_a_label_has_a_factor():
    assert set(ranking.LABELS) == set(KINDS)
    shown = {field.name for field in SearchSettings._meta.get_fields()} - {"id", "learns"}
    assert shown == NAMES


@pytest.mark.django_db
def test_the_settings_weigh_what_is_indexed(groups):
    SearchSettings.objects.update_or_create(pk=1, defaults={"village": 0.5})
    group = Group.objects.create(name="回龙村")
    assert [document.boost for document in registry.documents()] == [0.5]
    key = groups.key(group)
    assert registry.documents_of([key])[key].boost == 0.5


@pytest.mark.django_db
def test_another_weight_rebuilds_the_index(groups, engine, django_capture_on_commit_callbacks):
    Group.objects.create(name="回龙村")
    weights = SearchSettings.objects.create()
    engine.rebuild()
    weights.village = 0.5
    with django_capture_on_commit_callbacks(execute=True):
        weights.save()
    assert not engine.check()
    assert engine.suggest("回龙")


@pytest.mark.django_db
@pytest.mark.parametrize("value", [0, 0.05, 2.5, -1])
def test_a_weight_has_bounds(value):
    with pytest.raises(ValidationError):
        SearchSettings(law=value).full_clean()


@pytest.mark.django_db
def test_editors_change_weights(admin_client):
    address = reverse("wagtailsettings:edit", args=["portal_search", "searchsettings"])
    answer = admin_client.get(address, follow=True)
    assert answer.status_code == 200
    fields = dict.fromkeys(NAMES, "1") | {"law": "0.7"}
    edited = admin_client.post(answer.redirect_chain[-1][0], fields, follow=True)
    assert edited.status_code == 200
    assert SearchSettings.now().law == 0.7
