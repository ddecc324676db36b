"""With the whole country in the register a site stays a county's: picker, pages and search."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, Site

from consultations.forms.ask import VillageForm
from directory.actions import Division, import_places
from directory.models import Place
from directory.models.places import reach_of
from directory.search import villages
from portal.pages.models import SiteSettings
from portal.search import outbox, registry
from portal.search.engines import engine
from portal.search.models import OutboxRow
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CountyFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.divisions import write_country, write_csv
from tests.factories.pages import site_settings

pytestmark = pytest.mark.django_db
SHAPE = (2, 2, 2, 2, 2)


@pytest.fixture
def elsewhere():
    """A village of another county whose name, pinyin and initials are those of a village here."""
    county = CountyFactory(code="430811000000", name="武陵源区")
    township = TownshipFactory(code="430811001000", name="崇文街道", parent=county)
    return VillageFactory(code="430811001001", name="板坪村委会", parent=township)


@pytest.fixture
def here():
    township = TownshipFactory(code="430802001000", name="崇文街道")
    return VillageFactory(code="430802001001", name="板坪村委会", parent=township)


@pytest.mark.parametrize(
    ("code", "reach"),
    [
        ("430000000000", "43"),
        ("430800000000", "4308"),
        ("430802000000", "430802"),
        ("441900000000", "4419"),
        ("430802001000", "430802001"),
        ("430802001001", "430802001001"),
        ("", ""),
        ("no code at all", "no code at all"),
    ],
)
def test_the_zeros_of_a_code_say_how_far_it_reaches(code, reach):
    assert reach_of(code) == reach


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("430802000000", 1),
        ("430800000000", 2),
        ("430000000000", 2),
        ("430811001000", 1),
        ("110000000000", 0),
        ("nonsense", 0),
        ("", 2),
    ],
)
def test_the_site_may_be_for_a_place_of_any_level(here, elsewhere, code, found):
    site_settings(county_code=code)
    assert Place.objects.within_county(code).villages().count() == found
    if code:
        assert Place.objects.local().villages().count() == found


def test_several_sites_share_the_places_of_all_their_counties(here, elsewhere):
    root = Page.objects.get(depth=1)
    site = Site.objects.create(hostname="wly.example.cn", root_page=root)
    SiteSettings.objects.create(site=site, county_code="430811000000")
    assert set(Place.objects.local().villages()) == {here, elsewhere}


@pytest.mark.parametrize("text", ["板坪", "banping", "bp", "4308", "崇文 板坪"])
def test_the_picker_finds_villages_of_this_county_only(client, here, elsewhere, text):
    found = client.get(reverse("directory:suggest"), {"q": text}).json()["results"]
    assert [row["code"] for row in found] == [here.pk]
    page = client.get(reverse("directory:picker"), {"q": text}).content.decode()
    assert here.pk in page
    assert elsewhere.pk not in page


def test_a_whole_code_leads_to_villages_of_this_county_only(client, here, elsewhere):
    for name in ["choose", "village"]:
        assert client.get(reverse(f"directory:{name}", args=[elsewhere.pk])).status_code == 404
    assert client.get(reverse("directory:township", args=[elsewhere.parent_id])).status_code == 404
    assert client.get(reverse("directory:choose", args=[here.pk])).status_code == 302
    assert not client.get(reverse("directory:suggest"), {"q": elsewhere.pk}).json()["results"]


def test_a_page_of_nowhere_does_not_offer_a_township_elsewhere(client, here, elsewhere):
    page = client.get(reverse("directory:village", args=["430811001999"])).content.decode()
    assert elsewhere.parent_id not in page


def test_asking_knows_villages_of_this_county_only(client, here, elsewhere):
    form = VillageForm({"query": "板坪", "village": ""})
    assert form.is_valid()
    assert form.cleaned_data["place"] == here
    assert not VillageForm({"query": "", "village": elsewhere.pk}).is_valid()


def test_a_request_reads_the_settings_once(rf, django_assert_num_queries):
    site_settings(county_code="430811000000")
    request = rf.get("/")
    SiteSettings.of(request)
    with django_assert_num_queries(0):
        assert SiteSettings.of(request).county_code == "430811000000"


def test_the_index_holds_the_countys_villages_and_no_others(here, elsewhere):
    assert [place.pk for place in villages()] == [here.pk]
    keys = [f"village:{place.pk}" for place in (here, elsewhere)]
    assert list(registry.documents_of(keys)) == keys[:1]


def test_importing_the_country_gives_search_this_countys_villages_only(tmp_path):
    folder = write_country(tmp_path, SHAPE)
    site_settings(county_code="110101000000")
    OutboxRow.objects.all().delete()
    report = import_places(Division(folder))
    assert report.added == 62
    keys = set(OutboxRow.objects.values_list("key", flat=True))
    assert keys == {f"village:{place.pk}" for place in Place.objects.local().villages()}
    assert len(keys) == 4


def test_another_county_in_the_settings_is_set_right_by_the_check(here, elsewhere):
    engine().rebuild()
    site_settings(county_code="430811000000")
    drift = engine().check()
    assert set(drift.missing) == {f"village:{elsewhere.pk}"}
    assert set(drift.extra) == {f"village:{here.pk}"}
    outbox.enqueue(drift.keys)
    outbox.drain()
    assert not engine().check()
    assert [hit.key for hit in engine().search("板坪").hits] == [f"village:{elsewhere.pk}"]


def test_a_new_name_of_a_township_reaches_the_documents_that_show_it(tmp_path, here):
    adviser = AssignmentFactory(village=here, adviser=AdviserFactory()).adviser
    OutboxRow.objects.all().delete()
    township, county = here.parent, here.parent.parent
    assert set(registry.keys_changed_by(county)) >= {f"village:{here.pk}", f"adviser:{adviser.pk}"}
    facts = (township.pk, "新街道", "township", county.pk)
    import_places(Division(write_csv(tmp_path / "places.csv", [facts])))
    keys = set(OutboxRow.objects.values_list("key", flat=True))
    assert keys == {f"village:{here.pk}", f"adviser:{adviser.pk}"}


def test_a_new_name_far_away_costs_search_nothing(tmp_path, here, elsewhere):
    OutboxRow.objects.all().delete()
    facts = (elsewhere.pk, "新村", "village", elsewhere.parent_id)
    import_places(Division(write_csv(tmp_path / "places.csv", [facts])))
    assert Place.objects.get(pk=elsewhere.pk).name == "新村"
    assert not OutboxRow.objects.exists()


@pytest.mark.parametrize("page", ["suggest", "picker", "village", "township"])
def test_pages_ask_as_many_questions_with_the_country_as_without(
    client, here, tmp_path, page, django_assert_num_queries
):
    address = {
        "suggest": reverse("directory:suggest") + "?q=bp",
        "picker": reverse("directory:picker") + "?q=bp",
        "village": here.get_absolute_url(),
        "township": here.parent.get_absolute_url(),
    }[page]
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        answer = client.get(address)
    import_places(Division(write_country(tmp_path, SHAPE)))
    with django_assert_num_queries(len(before)):
        assert client.get(address).status_code == answer.status_code == 200


@pytest.mark.parametrize(
    "screen", ["assignments", "covers", "appointments", "contracts", "offices", "pairing"]
)
def test_no_form_of_the_admin_lists_the_whole_country(admin_client, here, elsewhere, screen):
    page = admin_client.get(reverse(f"register/{screen}:add")).content.decode()
    assert here.pk in page or here.parent_id in page
    assert elsewhere.pk not in page
    assert elsewhere.parent_id not in page
