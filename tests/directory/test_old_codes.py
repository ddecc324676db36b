"""The printed code of a place that changed still leads somewhere, on every public way."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from directory.models import PlaceChange
from tests.factories.directory import CountyFactory, TownshipFactory, VillageFactory
from tests.factories.register import PlaceChangeFactory

pytestmark = pytest.mark.django_db


def merge(former, successor, kind="merged"):
    return PlaceChangeFactory(former=former, successor=successor, kind=kind)


@pytest.fixture
def heir():
    return VillageFactory(name="新村委会")


@pytest.fixture
def parts():
    """A split village and what came out of it."""
    former = VillageFactory(name="老村委会")
    return former, [merge(former, VillageFactory(), "split").successor for _ in range(2)]


class TestOneSuccessor:
    @pytest.mark.parametrize("kind", ["merged", "recoded"])
    def test_takes_over_the_page_for_good(self, client, village, heir, kind):
        merge(village, heir, kind)
        response = client.get(f"/v/{village.pk}/")
        assert (response.status_code, response["Location"]) == (301, f"/v/{heir.pk}/")
        assert client.head(f"/v/{village.pk}/").status_code == 301

    def test_at_the_end_of_a_chain(self, client, village, heir, django_assert_max_num_queries):
        middle = VillageFactory()
        merge(village, middle)
        merge(middle, heir)
        with django_assert_max_num_queries(5):
            assert client.get(f"/v/{village.pk}/")["Location"] == f"/v/{heir.pk}/"

    def test_of_a_township_takes_over_its_list(self, client, village):
        new = TownshipFactory()
        merge(village, VillageFactory(parent=new))
        merge(village.parent, new)
        response = client.get(f"/villages/{village.parent_id}/")
        assert (response.status_code, response["Location"]) == (301, f"/villages/{new.pk}/")
        assert client.get(f"/villages/choose/{village.parent_id}/").status_code == 404

    @pytest.mark.parametrize("target", ["", "?next=/ask/%3Fa%3D1%26b%3D2", "?next=//evil.example"])
    def test_is_chosen_instead_and_the_way_back_is_kept(self, client, village, heir, target):
        merge(village, heir)
        response = client.get(f"/villages/choose/{village.pk}/{target}", follow=True)
        assert response.redirect_chain[0][1] == 301
        assert client.cookies["village"].value == heir.pk
        last = response.redirect_chain[-1][0]
        assert last == ("/ask/?a=1&b=2" if "ask" in target else f"/v/{heir.pk}/")

    def test_gets_the_pages_own_way_on_after_it_closed_for_nothing(self, client, village, heir):
        merge(village, heir)
        heir.is_active = False
        heir.save()
        page = client.get(f"/v/{village.pk}/")
        assert page.status_code == 404
        assert village.parent.name in page.content.decode()


class TestSplit:
    def test_asks_which_part_is_meant(self, client, parts, django_assert_max_num_queries):
        former, successors = parts
        with django_assert_max_num_queries(6):
            response = client.get(f"/v/{former.pk}/")
        page = response.content.decode()
        assert response.status_code == 200
        assert "老村" in page
        for place in successors:
            assert f'href="/v/{place.pk}/"' in page

    def test_choosing_leads_to_choosing_a_part(self, client, parts):
        former, successors = parts
        page = client.get(f"/villages/choose/{former.pk}/?next=/ask/").content.decode()
        for place in successors:
            assert f'href="/villages/choose/{place.pk}/?next=%2Fask%2F"' in page
        assert "village" not in client.cookies

    def test_parts_united_again_are_no_question(self, client, parts):
        former, (one, two) = parts
        merge(one, two)
        assert client.get(f"/v/{former.pk}/")["Location"] == f"/v/{two.pk}/"


def test_an_unknown_code_is_said_to_be_unknown(client):
    CountyFactory()
    for address in [
        "/v/430802999999/",
        "/villages/430802999000/",
        "/villages/choose/430802999999/",
    ]:
        assert client.get(address).status_code == 404


class TestRememberedVillage:
    def test_is_the_successor_now(self, client, village, heir):
        client.get(f"/villages/choose/{village.pk}/")
        merge(village, heir)
        page = client.get(reverse("directory:picker")).content.decode()
        assert f"/villages/choose/{heir.pk}/" in page
        client.get(f"/villages/choose/{heir.pk}/")
        assert client.cookies["village"].value == heir.pk

    def test_goes_into_the_ask_flow(self, client, village, heir):
        client.cookies["village"] = village.pk
        merge(village, heir)
        page = client.post("/ask/", {"q": "工钱"}, follow=True).content.decode()
        assert heir.short_name in page

    def test_of_a_split_place_is_asked_again(self, client, parts):
        client.cookies["village"] = parts[0].pk
        page = client.get(reverse("directory:picker")).content.decode()
        assert f"/villages/choose/{parts[0].pk}/" not in page

    def test_can_be_forgotten_under_both_codes(self, client, village, heir):
        client.get(f"/villages/choose/{village.pk}/")
        merge(village, heir)
        client.get(reverse("directory:forget", args=[heir.pk]))
        page = client.get(reverse("directory:picker")).content.decode()
        assert f"/villages/choose/{heir.pk}/" not in page.split("<ul")[1]
        assert client.cookies["village"].value == ""


class TestFormerNames:
    def test_stand_on_the_villages_page(self, client, village):
        PlaceChangeFactory(renamed=True, former=village, former_name="老坪村委会")
        merge(VillageFactory(name="并入村委会"), village)
        client.cookies["django_language"] = "en"
        page = client.get(village.get_absolute_url()).content.decode()
        own, joined = re.findall(r'class="former-names">(.*?)</p>', page)
        assert "老坪村委会" in own
        assert "并入村委会" not in own
        assert joined == f"并入村委会 became part of {village.short_name}"

    def test_do_not_repeat_the_present_one(self, client, village):
        PlaceChangeFactory(renamed=True, former=village, former_name=village.name)
        merge(VillageFactory(name=village.name), village, "recoded")
        assert "former-names" not in client.get(village.get_absolute_url()).content.decode()

    def test_cost_one_query(self, client, village, django_assert_max_num_queries):
        with django_assert_max_num_queries(12) as before:
            client.get(village.get_absolute_url())
        for number in range(5):
            PlaceChangeFactory(
                renamed=True,
                former=village,
                former_name=f"老{number}",
                happened_on=dt.date(2020, 1, number + 1),
            )
        assert PlaceChange.objects.count() == 5
        with django_assert_max_num_queries(len(before) + 1):
            client.get(village.get_absolute_url())
