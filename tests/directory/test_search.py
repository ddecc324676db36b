"""What search may know of the register: what everybody may see, nothing else."""

import pytest

from directory.models import Place
from directory.search import adviser_document, advisers, village_document, villages
from portal.search import registry
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CertificateFactory,
    TownshipFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db


def test_villages_in_use_are_found_by_their_names():
    village = VillageFactory(name="板坪村委会")
    VillageFactory(is_active=False)
    assert [place.pk for place in villages()] == [village.pk]
    document = village_document(villages().get())
    assert document.key == f"village:{village.pk}"
    assert (document.title, document.url) == ("板坪村", f"/v/{village.pk}/")
    assert {village.pk, "banpingcunweihui", "bpcwh"} <= set(document.aliases)
    assert document.facets == {"township": village.parent.name}


def test_advisers_in_office_are_found_without_their_phone():
    adviser = AdviserFactory(name="向明远", phone="13974400001")
    village = AssignmentFactory(adviser=adviser).village
    CertificateFactory(adviser=AdviserFactory(uncertified=True), expired=True)
    AdviserFactory(uncertified=True)
    document = adviser_document(advisers().get())
    assert document.title == "向明远"
    assert village.short_name in document.body
    assert "13974400001" not in document.body
    assert document.facets == {"township": village.parent.name}


def test_an_adviser_of_several_townships_has_no_township():
    adviser = AdviserFactory()
    for _ in range(2):
        AssignmentFactory(adviser=adviser, village=VillageFactory(parent=TownshipFactory()))
    assert adviser_document(advisers().get()).facets == {}


def test_a_change_of_service_changes_the_advisers_document():
    assignment = AssignmentFactory()
    key = f"adviser:{assignment.adviser.pk}"
    for row in [assignment, assignment.certificate, assignment.adviser.firm, assignment.adviser]:
        assert key in registry.keys_changed_by(row)
    changed = registry.keys_changed_by(assignment.village)
    assert changed == [f"village:{assignment.village.pk}", key]


def test_building_documents_costs_the_same_for_many(django_assert_num_queries):
    for _ in range(4):
        AssignmentFactory()
    with django_assert_num_queries(4):
        [adviser_document(adviser) for adviser in advisers()]
    with django_assert_num_queries(2):  # the sites' counties, the villages
        [village_document(place) for place in villages()]
    assert Place.objects.villages().count() == 4
