"""Contracts, rooms, groups, applications and certificates: one of every state."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from PIL import Image

from directory.coverage import contract_rate
from directory.demo import papers, rooms
from directory.models import (
    Adviser,
    Application,
    Certificate,
    Contract,
    Place,
    PlaceChange,
    ServiceRoom,
    WeChatGroup,
)
from tests.journeys.demo import TODAY


def test_eleven_villages_signed_themselves_and_the_townships_for_the_rest():
    assert Contract.objects.filter(kind="direct").count() == 11
    rate = contract_rate(Place.objects.active().villages())
    assert (rate.villages, rate.direct) == (255, 11)
    assert 90 <= rate.percent < 100
    townships = Contract.objects.filter(kind="township").values_list("party", flat=True)
    assert set(townships) == set(Place.objects.townships().values_list("pk", flat=True))


def test_contracts_are_in_every_state():
    assert Contract.objects.ending_soon().count() >= 4
    assert Contract.objects.over().count() == 2
    assert Contract.objects.lapsed_without_successor().get().party.name == "罗水乡"
    assert Contract.objects.exclude(file="").count() == 2


def test_every_village_has_its_room_and_some_a_picture():
    assert ServiceRoom.objects.count() == 255
    pictured = ServiceRoom.objects.exclude(photo=None)
    assert pictured.count() == 7
    assert all(room.photo.renditions.exists() for room in pictured)
    assert len(set(ServiceRoom.objects.values_list("address", "hours"))) > 30


def test_groups_can_be_joined_are_lapsing_lapsed_full_or_without_picture():
    groups = WeChatGroup.objects.all()
    assert 40 <= groups.count() <= 50
    assert groups.joinable(TODAY).count() > 20
    assert groups.filter(qr_expires_on__lt=TODAY).exists()
    assert groups.filter(qr=None).exists()
    assert groups.filter(members=500).exists()
    assert groups.joinable(TODAY).filter(qr_expires_on__lte=TODAY + timedelta(days=2)).exists()
    assert all("演示" in group.qr.title for group in groups.exclude(qr=None))


def test_an_application_waits_one_was_refused_one_accepted():
    rows = Application.objects.values_list("status", flat=True)
    assert sorted(rows) == ["accepted", "refused", "submitted"]
    waiting = Application.objects.get(status="submitted")
    assert waiting.proofs.count() == 2
    accepted = Application.objects.get(status="accepted")
    assert not Certificate.objects.filter(adviser=accepted.adviser).exists()


def test_certificates_are_in_every_state():
    assert Certificate.objects.filter(valid_until__lt=TODAY).count() == 1
    assert Certificate.objects.exclude(suspended_on=None).count() == 1
    assert Certificate.objects.ending_soon().count() == 2
    idle = Adviser.objects.exclude(pk__in=Adviser.objects.listed())
    assert idle.count() == 3
    assert not idle.filter(certificate__assignments__isnull=False).exists()


def test_the_code_of_the_merged_village_leads_to_its_successor():
    change = PlaceChange.objects.get()
    assert "演示" in change.former_name
    answer = Client().get(f"/v/{change.former_id}/")
    assert answer.status_code in (301, 302)
    assert change.successor_id in answer["Location"]


def test_a_villages_page_answers_with_room_and_group():
    village = Place.objects.get(pk="430802102207")
    page = Client().get(village.get_absolute_url()).content.decode()
    assert village.service_room.address in page


@pytest.mark.parametrize(
    ("drawn", "size"),
    [(rooms.draw, (960, 540)), (papers.licence, (900, 600)), (papers.contract, (1000, 1414))],
)
def test_drawings_are_pictures_and_always_the_same(drawn, size):
    with Image.open(io.BytesIO(drawn("a"))) as image:
        assert image.size == size
    assert drawn("a") == drawn("a") != drawn("b")
