"""The contact card: whom it names, which phones, codes to scan, a version that tells its age."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.directory.conftest import PHONE
from tests.directory.test_pages import SPACED, body, queries
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CoverFactory,
    LeaveFactory,
    OfficeFactory,
    VillageFactory,
)
from tests.factories.pages import site_settings

pytestmark = pytest.mark.django_db


def address(village):
    return reverse("directory:card", args=[village.pk])


def version(page):
    return re.search(r"版本 ([0-9A-F]{4})<", page)[1]


def test_names_the_adviser_and_every_way_to_reach_somebody(client, village, lead, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://example.gov.cn"
    site_settings(duty_phone="0744-5550000")
    OfficeFactory(place=village.parent, name="石桥司法所", phone="07448220001")
    page = body(client, address(village))
    for text in [
        "板坪村",
        "向明远",
        lead.firm.name,
        SPACED,
        "石桥司法所",
        "0744-8220001",
        "0744-5550000",
        "12348",
        lead.certificate.number,
    ]:
        assert text in page
    assert page.count('<img class="qr"') == 2
    assert "二维码：板坪村的网页" in page
    assert f"二维码：查验上岗证 {lead.certificate.number}" in page
    assert "data-print hidden" in page
    assert "<noscript>" in page


def test_a_phone_without_consent_is_not_on_it(client, village, lead):
    type(lead).objects.update(phone_consented_on=None)
    page = body(client, address(village))
    assert PHONE not in page
    assert SPACED not in page
    assert "向明远" in page
    assert "12348" in page


@pytest.mark.parametrize(
    "change",
    [{"valid_until": dt.date(2026, 1, 1)}, {"suspended_on": dt.date(2026, 1, 1)}],
)
def test_an_adviser_out_of_office_is_not_on_it(client, village, lead, change):
    OfficeFactory(place=village.parent, name="石桥司法所")
    type(lead.certificate).objects.update(**change)
    page = body(client, address(village))
    assert "向明远" not in page
    assert PHONE not in page
    assert lead.certificate.number not in page
    assert "石桥司法所" in page
    assert page.count('<img class="qr"') == 1


def test_names_who_stands_in(client, village, lead):
    LeaveFactory(adviser=lead, reason="病假")
    CoverFactory(village=village, adviser=AdviserFactory(name="田秀英", phone="13900000009"))
    page = body(client, address(village))
    assert "田秀英" in page
    assert "tel:13900000009" in page
    assert PHONE not in page
    assert "病假" not in page


def test_a_village_without_anybody_has_a_card_too(client, village):
    page = body(client, address(village))
    assert "12348" in page
    assert page.count('<img class="qr"') == 1


def test_the_version_changes_with_what_is_printed_and_with_nothing_else(client, village, lead):
    first = version(body(client, address(village)))
    assert version(body(client, address(village))) == first
    type(lead).objects.update(bio="别的", dialects="土家话")
    assert version(body(client, address(village))) == first
    type(lead).objects.update(phone="13900000008")
    second = version(body(client, address(village)))
    assert second != first
    site_settings(duty_phone="0744-5550000")
    assert version(body(client, address(village))) != second


def test_says_the_day_of_printing(client, village, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 21, 16, 30, tzinfo=dt.UTC))
    assert "2026年11月22日" in body(client, address(village))


def test_unknown_codes_and_townships_have_none(client, village):
    for code in ["430802999999", village.parent_id, "999999999999"]:
        assert client.get(f"/v/{code}/card/").status_code == 404
    assert client.get("/v/12/card/").status_code == 404
    assert client.post(address(village)).status_code == 405


def test_the_villages_page_leads_to_it(client, village):
    assert address(village) in body(client, village.get_absolute_url())


def test_costs_the_same_with_many_rows(client, village, lead, django_assert_max_num_queries):
    OfficeFactory(place=village.parent)
    few = queries(client, address(village), django_assert_max_num_queries, 8)
    for _ in range(20):
        AssignmentFactory(village=VillageFactory(parent=village.parent))
    assert queries(client, address(village), django_assert_max_num_queries, 8) == few
