"""Public pages: status, what a stranger sees, what stays hidden, a budget of queries."""

import datetime as dt

import pytest
from django.urls import reverse

from directory.models import Place, Topic
from tests.directory.conftest import PHONE
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CountyFactory,
    CoverFactory,
    LeaveFactory,
    OfficeFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.ledger import EntryFactory

pytestmark = pytest.mark.django_db
SPACED = "139 7440 0001"


def body(client, url, **query):
    response = client.get(url, query)
    assert response.status_code == 200, url
    return response.content.decode()


def queries(client, url, django_assert_max_num_queries, most):
    client.get(url)
    with django_assert_max_num_queries(most) as counted:
        client.get(url)
    return len(counted)


class TestVillagePage:
    def test_shows_the_adviser_and_both_ways_to_reach_them(self, client, village, lead):
        page = body(client, village.get_absolute_url())
        for text in ["板坪村", "向明远", lead.firm.name, "婚姻家庭", lead.certificate.number]:
            assert text in page
        assert f'href="tel:{PHONE}"' in page
        assert SPACED in page
        assert f'href="/ask/?village={village.pk}"' in page

    def test_keeps_a_phone_without_consent_to_itself(self, client, village, lead):
        lead.phone_consented_on = None
        lead.save()
        page = body(client, village.get_absolute_url())
        assert PHONE not in page
        assert SPACED not in page
        assert f'href="/ask/?village={village.pk}"' in page

    def test_the_office_is_called_where_the_adviser_cannot_be(self, client, village, lead):
        OfficeFactory(place=village.parent, phone="07448220001")
        lead.phone_consented_on = None
        lead.save()
        assert 'class="button button--wide" href="tel:07448220001"' in body(
            client, village.get_absolute_url()
        )

    def test_says_who_stands_in_while_the_lead_is_away(self, client, village, lead):
        LeaveFactory(adviser=lead)
        CoverFactory(village=village, adviser=AdviserFactory(name="田秀英", phone="13900000009"))
        page = body(client, village.get_absolute_url())
        assert "田秀英" in page
        assert 'href="tel:13900000009"' in page
        assert PHONE not in page

    def test_the_office_answers_when_nobody_serves(self, client, village):
        OfficeFactory(place=village.parent, name="石桥司法所")
        page = body(client, village.get_absolute_url())
        assert "石桥司法所" in page
        assert f'href="/ask/?village={village.pk}"' in page

    @pytest.mark.parametrize("change", ["expired", "suspended"])
    def test_an_adviser_without_certificate_in_force_is_gone(self, client, village, lead, change):
        fields = {"expired": {"valid_until": dt.date(2026, 1, 1)}}
        changes = fields.get(change, {"suspended_on": dt.date(2026, 1, 1)})
        type(lead.certificate).objects.filter(pk=lead.pk).update(**changes)
        page = body(client, village.get_absolute_url())
        assert "向明远" not in page
        assert PHONE not in page

    def test_an_ended_assignment_is_history(self, client, village):
        AssignmentFactory(
            village=village, adviser=AdviserFactory(name="刘桂兰"), ends_on=dt.date(2025, 1, 1)
        )
        assert "刘桂兰" not in body(client, village.get_absolute_url())

    def test_counts_what_was_done_this_month(self, client, village, time_machine):
        time_machine.move_to(dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC))
        for kind in ["visit", "visit", "visit", "lecture"]:
            EntryFactory(village=village, kind=kind)
        EntryFactory(village=village, kind="visit", happened_on=dt.date(2026, 10, 1))
        page = body(client, village.get_absolute_url())
        assert "<strong>3</strong>" in page
        assert "5" in page

    def test_costs_at_most_ten_queries_whatever_the_village(
        self, client, village, lead, django_assert_max_num_queries
    ):
        url = village.get_absolute_url()
        OfficeFactory(place=village.parent)
        few = queries(client, url, django_assert_max_num_queries, 10)
        for _ in range(20):
            EntryFactory(village=village)
            AssignmentFactory(village=VillageFactory(parent=village.parent))
        lead.topics.set(Topic.objects.all())
        assert queries(client, url, django_assert_max_num_queries, 10) <= few

    def test_an_unknown_or_closed_code_gets_help(self, client, village):
        Place.objects.filter(pk=village.pk).update(is_active=False)
        for code in [village.pk, "430802999999", village.parent_id]:
            response = client.get(f"/v/{code}/")
            assert response.status_code == 404
            assert 'role="search"' in response.content.decode()
        page = client.get(f"/v/{village.pk}/").content.decode()
        assert village.parent.get_absolute_url() in page
        assert client.get("/v/12345/").status_code == 404


class TestPicker:
    def test_offers_the_townships(self, client, village):
        empty = TownshipFactory(name="无村乡")
        page = body(client, reverse("directory:picker"))
        assert village.parent.get_absolute_url() in page
        assert empty.name not in page

    @pytest.mark.parametrize(
        "text", ["板坪", "板坪村", "bp", "banping", "BanPing", "ｂｐ", "{code}", "{township} 板坪"]
    )
    def test_finds_a_village_by(self, client, village, text):
        VillageFactory(name="回龙居委会")
        text = text.format(code=village.pk, township=village.parent.name)
        page = body(client, reverse("directory:picker"), q=text)
        assert f"/villages/choose/{village.pk}/" in page
        assert "回龙" not in page

    @pytest.mark.parametrize("text", ["没有的村", "\0", "'; DROP TABLE", "%", "字" * 300, "_"])
    def test_finds_nothing_politely(self, client, village, text):
        response = client.get(reverse("directory:picker"), {"q": text})
        assert response.context["matches"] == []
        assert village.parent.get_absolute_url() in response.content.decode()

    def test_says_when_there_are_more(self, client):
        township = TownshipFactory()
        for _ in range(31):
            VillageFactory(parent=township)
        page = body(client, reverse("directory:picker"), q="青山")
        assert page.count("/villages/choose/") == 30

    def test_costs_the_same_with_many_villages(
        self, client, village, django_assert_max_num_queries
    ):
        url = reverse("directory:picker")
        few = queries(client, url, django_assert_max_num_queries, 6)
        for _ in range(20):
            VillageFactory()
        assert queries(client, url, django_assert_max_num_queries, 6) == few
        assert queries(client, f"{url}?q=qs", django_assert_max_num_queries, 6)

    def test_choosing_remembers_the_village(self, client, village):
        response = client.get(reverse("directory:choose", args=[village.pk]))
        assert response["Location"] == village.get_absolute_url()
        cookie = response.cookies["village"]
        assert (cookie.value, cookie["max-age"], cookie["samesite"]) == (
            village.pk,
            365 * 24 * 3600,
            "Lax",
        )
        assert "板坪村" in body(client, reverse("directory:picker"))

    @pytest.mark.parametrize(
        ("target", "goes_there"),
        [("/ask/", True), ("https://evil.example/", False), ("//evil.example", False), ("", False)],
    )
    def test_choosing_leads_back_but_never_away(self, client, village, target, goes_there):
        response = client.get(reverse("directory:choose", args=[village.pk]), {"next": target})
        expected = target if goes_there else village.get_absolute_url()
        assert response["Location"] == expected

    def test_only_villages_in_use_can_be_chosen(self, client, village):
        assert client.get(f"/villages/choose/{village.parent_id}/").status_code == 404
        assert client.get("/villages/choose/999999999999/").status_code == 404

    def test_a_forged_cookie_does_no_harm(self, client, village):
        client.cookies["village"] = "'><script>"
        assert "<script>" not in body(client, reverse("directory:picker")).split("<main")[1]

    def test_suggestions_are_short_facts(self, client, village):
        for _ in range(12):
            VillageFactory()
        found = client.get(reverse("directory:suggest"), {"q": "banp"}).json()["results"]
        assert found == [
            {
                "code": village.pk,
                "name": "板坪村",
                "township": village.parent.name,
                "url": f"/villages/choose/{village.pk}/",
            }
        ]
        assert len(client.get(reverse("directory:suggest"), {"q": "qs"}).json()["results"]) == 8
        assert client.get(reverse("directory:suggest")).json() == {"results": []}

    @pytest.mark.parametrize("name", ["picker", "suggest", "advisers"])
    def test_pages_are_for_reading(self, client, name):
        assert client.post(reverse(f"directory:{name}")).status_code == 405


class TestTownshipPage:
    def test_lists_its_villages_and_who_serves_them(self, client, village, lead):
        OfficeFactory(place=village.parent, name="石桥司法所")
        VillageFactory(parent=village.parent, name="无人村委会")
        elsewhere = VillageFactory(name="别处村委会")
        page = body(client, village.parent.get_absolute_url())
        for text in ["板坪村", "向明远", "无人村", "石桥司法所"]:
            assert text in page
        assert elsewhere.short_name not in page

    def test_costs_the_same_with_many_villages(
        self, client, village, lead, django_assert_max_num_queries
    ):
        url = village.parent.get_absolute_url()
        few = queries(client, url, django_assert_max_num_queries, 8)
        for _ in range(20):
            AssignmentFactory(village=VillageFactory(parent=village.parent))
        assert queries(client, url, django_assert_max_num_queries, 8) == few

    def test_other_codes_are_not_found(self, client, village):
        for code in [village.pk, "430802999000", CountyFactory().pk]:
            assert client.get(f"/villages/{code}/").status_code == 404
