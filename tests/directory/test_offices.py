"""The nearest office: by road, else the township's own, else the county's; what cookies may say."""

import pytest

from directory.models import Place
from directory.models.preferences import RegisterSettings
from tests.directory.test_pages import body, queries
from tests.factories.directory import (
    CountyFactory,
    OfficeFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.pages import site_settings

pytestmark = pytest.mark.django_db
URL = "/offices/"


def order(client, **query):
    context = client.get(URL, query).context
    return [desk.office.name for desk in [*context["first"], *context["others"]]]


@pytest.fixture
def village():
    """A village at 29° N 110° E. Its own office lies 40 km off, another 10, one nobody knows."""
    village = VillageFactory(name="板坪村委会", latitude=29.0, longitude=110.0)
    OfficeFactory(place=village.parent, name="本所", latitude=29.0, longitude=110.4)
    near = TownshipFactory()
    OfficeFactory(
        place=near,
        name="近所",
        latitude=29.0,
        longitude=110.1,
        phone="07448220001",
        address="石桥街 1 号",
        hours="周一到周五",
    )
    OfficeFactory(place=TownshipFactory(), name="不明所")
    OfficeFactory(place=village.parent.parent, name="区局")
    return village


def test_the_nearest_comes_first_and_says_how_far(client, village):
    assert order(client, village=village.pk) == ["近所", "本所", "区局", "不明所"]
    page = body(client, URL, village=village.pk)
    for text in ["板坪村", "约 14 公里（估算）", "约 54 公里（估算）", "石桥街 1 号", "周一到周五"]:
        assert text in page
    assert 'href="tel:07448220001"' in page
    assert "0744-8220001" in page
    assert page.count("公里") == 2


def test_the_countys_road_factor_counts(client, village):
    settings = site_settings()
    RegisterSettings.objects.create(site=settings.site, road_factor=2)
    assert "约 19 公里" in body(client, URL, village=village.pk)


def test_without_a_point_the_own_office_comes_first_then_the_countys(client, village):
    Place.objects.filter(pk=village.pk).update(latitude=None, longitude=None)
    assert order(client, village=village.pk)[:2] == ["本所", "区局"]
    page = body(client, URL, village=village.pk)
    assert "公里" not in page
    assert "还没有登记位置" in page


def test_the_remembered_village_is_taken_and_an_address_overrides_it(client, village):
    client.cookies["village"] = village.pk
    assert order(client)[0] == "近所"
    other = VillageFactory(name="远村委会", latitude=29.0, longitude=110.41)
    assert order(client, village=other.pk)[0] == "本所"


def test_without_a_village_all_are_listed_and_one_can_be_chosen(client, village):
    page = body(client, URL)
    assert len(order(client)) == 4
    assert "公里" not in page
    assert 'name="next" value="/offices/"' in page
    assert '<details class="offices__others" open>' in page
    assert order(client)[0] == "区局"


def test_choosing_leads_back(client, village):
    response = client.get(f"/villages/choose/{village.pk}/", {"next": URL})
    assert response["Location"] == URL
    assert order(client)[0] == "近所"


@pytest.mark.parametrize("code", ["999999999999", "x", "\0", "4" * 65_536, "", "'--", "٤" * 12])
def test_nonsense_counts_as_no_village(client, village, code):
    response = client.get(URL, {"village": code})
    assert response.status_code == 200
    assert response.context["village"] is None
    client.cookies["village"] = "<script>"
    assert client.get(URL, {"village": code}).context["village"] is None


def test_only_offices_of_the_county_and_of_places_in_use(client, village):
    CountyFactory(code="430811000000", name="武陵源区")
    far = TownshipFactory(code="430811001000", parent=Place.objects.get(pk="430811000000"))
    OfficeFactory(place=far, name="外县所")
    Place.objects.filter(office__name="近所").update(is_active=False)
    assert order(client, village=village.pk) == ["本所", "区局", "不明所"]
    foreign = VillageFactory(parent=far)
    assert client.get(URL, {"village": foreign.pk}).context["village"] is None


def test_an_empty_register_says_so(client):
    assert "empty" in body(client, URL)


def test_costs_the_same_with_many_offices(client, village, django_assert_max_num_queries):
    url = f"{URL}?village={village.pk}"
    few = queries(client, url, django_assert_max_num_queries, 6)
    for _ in range(20):
        OfficeFactory(latitude=29.1, longitude=110.2)
    assert queries(client, url, django_assert_max_num_queries, 6) == few
    client.cookies["village"] = village.pk
    assert queries(client, URL, django_assert_max_num_queries, 7) >= few


def test_a_visit_writes_no_settings(client, village):
    client.get(URL, {"village": village.pk})
    assert not RegisterSettings.objects.exists()


def test_is_for_reading(client):
    assert client.post(URL).status_code == 405


def test_the_own_office_is_never_folded_away(client, village):
    for east in (0.01, 0.02, 0.03, 0.04):
        OfficeFactory(place=TownshipFactory(), latitude=29.0, longitude=110.0 + east)
    context = client.get(URL, {"village": village.pk}).context
    assert [desk.office.name for desk in context["first"]][-1] == "本所"
    assert len(context["first"]) == 4
    assert len(context["others"]) == 4
    assert "本乡镇" in body(client, URL, village=village.pk)
