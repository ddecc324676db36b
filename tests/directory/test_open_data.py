"""Open data: columns that stay, public facts only, no cell that runs, kept an hour."""

import csv
import datetime as dt
import io
import json

import pytest
from django.urls import reverse

from directory.exports import DATASETS, SCHEMA_VERSION, harmless
from directory.models import Place, Topic
from tests.directory.open_data import address, rows
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CertificateFactory,
    CountyFactory,
    FirmFactory,
    LeaveFactory,
    OfficeFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.pages import site_settings

pytestmark = pytest.mark.django_db
PHONE = "13912345678"
# Whoever built something on these names relies on them: add at the end, never change.
COLUMNS = {
    "villages": "code name kind township township_code latitude longitude page",
    "advisers": "id name kind firm phone certificate valid_until topics",
    "assignments": "village_code adviser_id since",
    "offices": "place_code place name address phone hours latitude longitude",
    "topics": "slug name parent situation",
}
FILES = [(name, form) for name in COLUMNS for form in ("csv", "json")]


@pytest.fixture
def served():
    """A village with everything known about it, and its adviser."""
    village = VillageFactory(name="板坪村委会", kind="village", latitude=29.117, longitude=110.479)
    lead = AdviserFactory(name="向明远", phone=PHONE)
    lead.topics.set(Topic.objects.filter(slug__in=["family", "wages"]))
    AssignmentFactory(village=village, adviser=lead, starts_on=dt.date(2025, 3, 1))
    return village


@pytest.mark.parametrize("name", COLUMNS)
def test_column_names_stay(client, served, name):
    text = client.get(address(name, "csv")).content
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig").splitlines()[0] == ",".join(COLUMNS[name].split())
    found = json.loads(client.get(address(name, "json")).content)
    assert found["schema_version"] == SCHEMA_VERSION == 1
    assert all(" ".join(row) == COLUMNS[name] for row in found["rows"])
    assert " ".join(DATASETS[name].header) == COLUMNS[name]


def test_no_file_without_its_columns_pinned():
    assert set(DATASETS) == set(COLUMNS)


def test_a_village(client, served, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://example.gov.cn"
    assert rows(client, "villages") == [
        {
            "code": served.code,
            "name": "板坪村委会",
            "kind": "village",
            "township": served.parent.name,
            "township_code": served.parent_id,
            "latitude": 29.117,
            "longitude": 110.479,
            "page": f"https://example.gov.cn/v/{served.code}/",
        }
    ]


def test_an_adviser_and_whom_he_serves(client, served):
    lead = served.assignments.get().adviser
    assert rows(client, "advisers") == [
        {
            "id": lead.pk,
            "name": "向明远",
            "kind": "lawyer",
            "firm": lead.firm.name,
            "phone": PHONE,
            "certificate": lead.certificate.number,
            "valid_until": "2099-12-31",
            "topics": ["family", "wages"],
        }
    ]
    expected = {"village_code": served.code, "adviser_id": lead.pk, "since": "2025-03-01"}
    assert rows(client, "assignments") == [expected]
    line = client.get(address("advisers", "csv")).content.decode("utf-8-sig").splitlines()[1]
    assert line.endswith(",2099-12-31,family wages")


def test_offices_and_topics(client):
    office = OfficeFactory(address="石桥街 1 号", hours="周一到周五")
    (row,) = rows(client, "offices")
    assert (row["place_code"], row["address"], row["latitude"]) == (
        office.pk,
        "石桥街 1 号",
        None,
    )
    wages = next(row for row in rows(client, "topics") if row["slug"] == "wages")
    assert wages["parent"] == "other"
    assert wages["situation"]


class TestWhatStaysHidden:
    CANARIES = (PHONE, "病假", "暗号简介", "secret-login", "山高路远", "过期者", "未持证", "停职者")

    @pytest.fixture
    def secrets(self):
        user = UserFactory(username="secret-login")
        adviser = AdviserFactory(phone=PHONE, hidden_phone=True, user=user, bio="暗号简介")
        LeaveFactory(adviser=adviser, reason="病假")
        AssignmentFactory(adviser=adviser, slot=None, exception_reason="山高路远")
        CertificateFactory(adviser=AdviserFactory(name="过期者", uncertified=True), expired=True)
        AdviserFactory(name="未持证", uncertified=True)
        today = dt.date(2026, 1, 1)
        CertificateFactory(
            adviser=AdviserFactory(name="停职者", uncertified=True), suspended_on=today
        )

    @pytest.mark.parametrize(("name", "form"), FILES)
    def test_from_every_file(self, client, secrets, name, form):
        text = client.get(address(name, form)).content.decode()
        assert not [canary for canary in self.CANARIES if canary in text]

    def test_logging_in_shows_nothing_more(self, client, secrets):
        client.force_login(UserFactory(superuser=True))
        assert PHONE not in client.get(address("advisers", "json")).content.decode()

    def test_of_an_expired_adviser_the_villages_too(self, client):
        row = AssignmentFactory()
        type(row.certificate).objects.update(valid_until=dt.date(2026, 1, 1))
        assert rows(client, "assignments") == []

    def test_closed_villages_and_other_counties(self, client, served):
        CountyFactory(code="430811000000", name="武陵源区")
        elsewhere = TownshipFactory(
            code="430811001000", parent=Place.objects.get(pk="430811000000")
        )
        other = AssignmentFactory(village=VillageFactory(parent=elsewhere, name="别处村委会"))
        OfficeFactory(place=elsewhere)
        closed = AssignmentFactory(village=VillageFactory(parent=served.parent)).village
        Place.objects.filter(pk=closed.pk).update(is_active=False)
        assert [row["code"] for row in rows(client, "villages")] == [served.code]
        assert [row["village_code"] for row in rows(client, "assignments")] == [served.code]
        assert rows(client, "offices") == []
        site_settings(county_code="430811000000")
        assert [row["code"] for row in rows(client, "villages")] == [other.village_id]


class TestCells:
    @pytest.mark.parametrize("sign", [*"=+-@\t\r\n＝＋－＠", "=cmd|' /C calc'!A0", "@SUM(1)"])
    def test_no_cell_is_a_formula(self, client, served, sign):
        FirmFactory(name="x")
        adviser = served.assignments.get().adviser
        type(adviser.firm).objects.filter(pk=adviser.firm_id).update(name=f"{sign}1+1")
        text = client.get(address("advisers", "csv")).content.decode("utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text, newline=""))
        assert row["firm"] == f"'{sign}1+1"
        assert rows(client, "advisers")[0]["firm"] == f"{sign}1+1"

    @pytest.mark.parametrize("value", ["板坪村", "", "a=b", 29.1, -5, None, "2026-11-22"])
    def test_what_is_harmless_stays(self, value):
        assert harmless(value) == value

    def test_a_list_is_one_cell_and_cannot_begin_like_a_formula(self):
        assert harmless(["a", "b"]) == "a b"
        assert harmless(["=a"]) == "'=a"
        assert harmless("\0=1") == "'=1"

    def test_quotes_commas_and_lines_stay_in_their_cell(self, client, served):
        name = '甲"乙,丙\n丁'
        type(served).objects.filter(pk=served.pk).update(name=name)
        text = client.get(address("villages", "csv")).content.decode("utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text, newline=""))
        assert row["name"] == name
        assert rows(client, "villages")[0]["name"] == name


@pytest.mark.parametrize(("name", "form"), FILES)
def test_a_file_costs_the_same_with_many_rows(
    client, served, name, form, django_assert_max_num_queries
):
    def asked():
        with django_assert_max_num_queries(4) as counted:
            client.get(address(name, form))
        return len(counted)

    client.get(address(name, form))
    few = asked()
    for _ in range(12):
        row = AssignmentFactory(village=VillageFactory(parent=served.parent))
        row.adviser.topics.set(Topic.objects.all()[:3])
        OfficeFactory()
    assert asked() == few


@pytest.mark.parametrize(
    "path", ["nothing.csv", "villages.xlsx", "../villages.csv", "VILLAGES.csv", ".csv"]
)
def test_other_files_do_not_exist(client, path):
    assert client.get(f"/open-data/{path}").status_code == 404


def test_files_are_for_reading(client):
    assert client.post(address("villages", "csv")).status_code == 405
    assert client.head(address("villages", "csv")).status_code == 200


def test_an_empty_register_has_files_all_the_same(client):
    assert rows(client, "villages") == []
    assert rows(client, "advisers") == []


class TestPage:
    def test_says_what_each_column_means(self, client):
        response = client.get(reverse("directory:open_data"))
        page = response.content.decode()
        assert response.status_code == 200
        for name, columns in COLUMNS.items():
            for form in ("csv", "json"):
                assert f'href="{address(name, form)}"' in page
            for column in columns.split():
                assert f"<code>{column}</code>" in page

    def test_asks_the_database_for_nothing_but_its_frame(
        self, client, served, django_assert_max_num_queries
    ):
        url = reverse("directory:open_data")
        client.get(url)
        with django_assert_max_num_queries(2):
            client.get(url)


def test_advisers_of_another_county_are_not_in_the_files(client, served):
    """Who serves nobody counts for every county; who serves only elsewhere, for the other."""
    elsewhere = CountyFactory(code="430811000000")
    far = VillageFactory(parent=TownshipFactory(code="430811100000", parent=elsewhere))
    both, other, _free = [AdviserFactory(name=name) for name in ("两处", "外县", "待派")]
    AssignmentFactory(village=far, adviser=other)
    AssignmentFactory(village=VillageFactory(parent=far.parent), adviser=both)
    AssignmentFactory(village=VillageFactory(parent=served.parent), adviser=both)
    names = {row["name"] for row in rows(client, "advisers")}
    assert names == {"向明远", "两处", "待派"}
    serving = {row["adviser_id"] for row in rows(client, "assignments")}
    assert serving <= {row["id"] for row in rows(client, "advisers")}
