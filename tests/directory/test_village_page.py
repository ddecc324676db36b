"""What the village's own page shows beside its adviser, within its ten queries."""

import datetime as dt

import pytest

from directory.models import Contract, ContractVillage, ServiceRoom, WeChatGroup
from tests.directory.test_pages import body, queries
from tests.factories.directory import CoverFactory, FirmFactory, OfficeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def furnished(village, lead):
    """A village with a room, a group, a running contract, offices and somebody standing in."""
    ServiceRoom.objects.create(village=village, address="村部一楼", hours="每月第一个星期三")
    WeChatGroup.objects.create(village=village, name="板坪村法律群")
    contract = Contract.objects.create(
        number="永顾合2026-01",
        kind="township",
        party=village.parent,
        firm=FirmFactory(),
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2099, 12, 31),
        amount=83617,
    )
    ContractVillage.objects.create(contract=contract, village=village)
    OfficeFactory(place=village.parent, name="石桥司法所")
    CoverFactory(village=village)
    return village


def test_shows_room_group_contract_and_office(client, furnished):
    page = body(client, furnished.get_absolute_url())
    for text in ["村部一楼", "每月第一个星期三", "板坪村法律群", "2099年12月31日", "石桥司法所"]:
        assert text in page
    assert "永顾合2026-01" not in page
    assert "83617" not in page.replace(",", "")


def test_all_of_it_within_ten_queries(client, furnished, django_assert_max_num_queries):
    assert queries(client, furnished.get_absolute_url(), django_assert_max_num_queries, 10)


def test_without_them_shows_no_empty_boxes(client, village):
    page = body(client, village.get_absolute_url())
    assert 'class="card room"' not in page
    assert 'class="card wechat"' not in page
