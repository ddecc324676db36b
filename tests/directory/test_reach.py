"""Rights at a place in Wagtail's admin: elsewhere is 404, and nothing is written there."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from directory.models import Adviser, Certificate, Cover, Leave, Office, Place
from directory.permissions import advisers_within_reach, within_reach
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CountyFactory,
    CoverFactory,
    LeaveFactory,
    OfficeFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.ledger import EntryFactory

pytestmark = pytest.mark.django_db
DAYS = {"starts_on": "2026-11-02", "ends_on": "2026-11-08"}
LONG_OVER = {"starts_on": "2025-01-01", "ends_on": "2025-06-30"}


@pytest.fixture
def here():
    return VillageFactory()


@pytest.fixture
def elsewhere():
    """A village in another county."""
    county = CountyFactory(code="430811000000", name="武陵源区")
    return VillageFactory(parent=TownshipFactory(code="430811001000", parent=county))


def staff(role, place):
    """Somebody with every right on every screen, and one appointment."""
    user = AppointmentFactory(role=role, place=place).user
    models = Permission.objects.filter(content_type__app_label__in=["directory", "ledger"])
    user.user_permissions.set([*models, Permission.objects.get(codename="access_admin")])
    return user


@pytest.fixture
def officer(client, here):
    """The township officer of ``here``, logged in."""
    user = staff("office", here.parent)
    client.force_login(user)
    return user


@pytest.fixture
def bureau(client, here):
    user = staff("bureau", here.parent.parent)
    client.force_login(user)
    return user


def url(screen, action, row=None):
    return reverse(f"{screen}:{action}", args=[row.pk] if row else [])


# (screen, a row for a village)
ROWS = {
    "register/assignments": lambda village: AssignmentFactory(village=village),
    "register/covers": lambda village: CoverFactory(village=village),
    "register/leaves": lambda village: LeaveFactory(
        adviser=AssignmentFactory(village=village).adviser
    ),
    "register/advisers": lambda village: AssignmentFactory(village=village).adviser,
    "register/certificates": lambda village: AssignmentFactory(village=village).certificate,
    "register/places": lambda village: village,
    "register/offices": lambda village: OfficeFactory(place=village.parent),
    "register/appointments": lambda village: AppointmentFactory(role="clerk", place=village),
    "ledger": lambda village: EntryFactory(village=village),
}
READING = ["inspect", "history", "history_results"]
WRITING = ["edit", "delete", "usage"]


@pytest.mark.parametrize("role", ["office", "bureau", "leader"])
@pytest.mark.parametrize("screen", ROWS)
class TestElsewhere:
    def test_is_not_there(self, client, here, elsewhere, screen, role):
        own, other = ROWS[screen](here), ROWS[screen](elsewhere)
        place = here.parent if role == "office" else here.parent.parent
        client.force_login(staff(role, place))
        listed = client.get(url(screen, "index")).context["object_list"]
        assert own in listed
        assert other not in listed
        assert other not in client.get(url(screen, "index_results")).context["object_list"]
        for action in READING:
            assert client.get(url(screen, action, own)).status_code == 200, action
            assert client.get(url(screen, action, other)).status_code == 404, action
        for action in WRITING:
            for method in (client.get, client.post):
                assert method(url(screen, action, other)).status_code in (302, 404), action
        assert type(other).objects.filter(pk=other.pk).exists()

    def test_does_not_leave_in_a_sheet(self, client, here, elsewhere, screen, role):
        ROWS[screen](elsewhere)
        client.force_login(staff(role, here.parent.parent if role != "office" else here.parent))
        sheet = client.get(url(screen, "index"), {"export": "xlsx"})
        assert elsewhere.name.encode() not in b"".join(sheet.streaming_content)
        found = client.get(url(screen, "index"), {"q": elsewhere.name}).context["object_list"]
        assert not list(found)


def test_a_leader_reads_and_cannot_write_whatever_the_group_says(client, here):
    client.force_login(staff("leader", here.parent.parent))
    cover = CoverFactory(village=here)
    assert client.get(url("register/covers", "inspect", cover)).status_code == 200
    assert client.get(url("register/covers", "edit", cover)).status_code == 404
    typed = {"village": here.pk, "certificate": AdviserFactory().pk, "reason": "x", **DAYS}
    answer = client.post(url("register/covers", "add"), typed)
    assert {"village", "certificate"} <= set(answer.context["form"].errors)
    assert Cover.objects.count() == 1


class TestAnOfficer:
    def test_writes_a_cover_in_her_township(self, client, officer, here):
        colleague = AssignmentFactory(village=VillageFactory(parent=here.parent)).adviser
        typed = {"village": here.pk, "certificate": colleague.pk, "reason": "开庭", **DAYS}
        assert client.post(url("register/covers", "add"), typed).status_code == 302
        assert Cover.objects.get().village == here

    def test_cannot_choose_a_village_or_an_adviser_elsewhere(
        self, client, officer, here, elsewhere
    ):
        stranger = AssignmentFactory(village=elsewhere).adviser
        page = client.get(url("register/covers", "add"))
        assert list(page.context["form"].fields["village"].queryset) == [here]
        assert stranger.certificate not in page.context["form"].fields["certificate"].queryset
        typed = {"village": elsewhere.pk, "certificate": stranger.pk, "reason": "x", **DAYS}
        answer = client.post(url("register/covers", "add"), typed)
        assert set(answer.context["form"].errors) == {"village", "certificate"}
        assert not Cover.objects.exists()

    def test_reads_advisers_but_changes_none(self, client, officer, here):
        adviser = AssignmentFactory(village=here).adviser
        assert client.get(url("register/advisers", "inspect", adviser)).status_code == 200
        typed = {"name": "改名", "kind": "lawyer"}
        assert client.post(url("register/advisers", "edit", adviser), typed).status_code == 404
        adviser.refresh_from_db()
        assert adviser.name != "改名"

    def test_says_where_a_village_lies_and_nothing_else(self, client, officer, here):
        address = url("register/places", "edit", here)
        fields = list(client.get(address).context["form"].fields)
        assert fields == ["kind", "latitude", "longitude"]
        typed = {"kind": "community", "latitude": "29.12", "longitude": "110.48"}
        answer = client.post(address, typed | {"name": "改名", "is_active": ""})
        assert answer.status_code == 302
        here.refresh_from_db()
        assert (here.kind, here.point, here.is_active) == ("community", (29.12, 110.48), True)
        assert here.name != "改名"

    def test_grants_no_leave(self, client, officer, here):
        adviser = AssignmentFactory(village=here).adviser
        client.post(url("register/leaves", "add"), {"adviser": adviser.pk, **DAYS})
        assert not Leave.objects.exists()

    def test_sees_nothing_once_her_appointment_is_over(self, client, officer, here):
        officer.appointments.update(**LONG_OVER)
        assert not list(client.get(url("register/places", "index")).context["object_list"])
        assert client.get(url("register/places", "inspect", here)).status_code == 404

    def test_finds_only_her_township_among_the_filters(self, client, officer, here, elsewhere):
        page = client.get(url("register/assignments", "index"))
        offered = page.context["filters"].form.fields["township"].queryset
        assert list(offered) == [here.parent]


class TestABureau:
    def test_cannot_add_a_place_elsewhere(self, client, bureau, elsewhere):
        typed = {"code": "430811001999", "name": "新村", "level": "village", "is_active": "on"}
        answer = client.post(url("register/places", "add"), typed)
        assert answer.context["form"].errors
        assert not Place.objects.filter(pk="430811001999").exists()

    def test_cannot_open_an_office_elsewhere(self, client, bureau, elsewhere):
        typed = {"place": elsewhere.parent.pk, "name": "外县司法所"}
        answer = client.post(url("register/offices", "add"), typed)
        assert set(answer.context["form"].errors) == {"place"}
        assert not Office.objects.exists()

    def test_keeps_what_a_record_names_already(self, client, bureau, here, elsewhere):
        """An adviser whose wishes reach beyond the county does not lose them on saving."""
        adviser = AssignmentFactory(village=here).adviser
        adviser.preferred_townships.set([elsewhere.parent])
        page = client.get(url("register/advisers", "edit", adviser))
        field = page.context["form"].fields.get("preferred_townships")
        assert field is None or elsewhere.parent in field.queryset

    def test_is_held_back_from_rows_that_another_role_shows(self, client, bureau, elsewhere):
        """Bureau here and leader there: reads there, writes only here."""
        AppointmentFactory(user=bureau, role="leader", place=elsewhere.parent.parent)
        assert client.get(url("register/places", "inspect", elsewhere)).status_code == 200
        assert client.get(url("register/places", "edit", elsewhere)).status_code == 404


class TestAdvisersOf:
    def test_a_township_are_those_who_serve_there_today(self, here):
        user = AppointmentFactory(role="office", place=here.parent).user
        serving = AssignmentFactory(village=here).adviser
        covering = CoverFactory(village=here).adviser
        AssignmentFactory(village=VillageFactory(parent=here.parent), **LONG_OVER)
        AdviserFactory()
        assert set(advisers_within_reach(user, Adviser.objects.all())) == {serving, covering}

    def test_a_county_are_those_who_ever_served_there_or_serve_nobody(self, here, elsewhere):
        user = AppointmentFactory(role="bureau", place=here.parent.parent).user
        former = AssignmentFactory(village=here, **LONG_OVER).adviser
        free = AdviserFactory()
        AssignmentFactory(village=elsewhere)
        found = advisers_within_reach(user, Certificate.objects.all(), "adviser")
        assert {row.adviser for row in found} == {former, free}


class TestWithinReach:
    def test_a_superuser_is_not_limited(self, here, elsewhere):
        user = UserFactory(superuser=True)
        assert {here, elsewhere} <= set(within_reach(user, Place.objects.all(), ""))
        assert advisers_within_reach(user, Adviser.objects.all()).count() == 0

    def test_rows_without_a_place_are_not_limited(self, here):
        nobody = UserFactory()
        assert within_reach(nobody, Place.objects.all(), None).count() == 3
        assert within_reach(nobody, Place.objects.all(), "").count() == 0

    def test_it_costs_one_query_more(self, here, django_assert_num_queries):
        user = staff("office", here.parent)
        TownshipFactory(code="430802999000")
        with django_assert_num_queries(2):
            assert set(within_reach(user, Place.objects.all(), "")) == {here, here.parent}
