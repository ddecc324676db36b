"""The nightly check: each kind of alarm opens, stays one, and is settled when its cause is gone."""

import datetime as dt

import pytest
import time_machine

from directory.actions import watch
from directory.coverage import Desks
from directory.models import Alarm, Assignment, Place
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CertificateFactory,
    CountyFactory,
    CoverFactory,
    LeaveFactory,
    OfficeFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.register import ContractFactory, WeChatGroupFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_now")]
TODAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 22, 2, tzinfo=dt.UTC)
Kind = Alarm.Kind


@pytest.fixture
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def days(number):
    return TODAY + dt.timedelta(days=number)


def of_kind(kind):
    return [row.subject for row in watch(TODAY) if row.kind == kind]


def served(**facts):
    """A village whose lead can log in."""
    return AssignmentFactory(adviser=AdviserFactory(with_login=True), **facts)


class TestNobodyAnswers:
    def test_every_desk_alone_is_enough(self):
        names = ["own", "cover", "neighbour", "office", "bureau"]
        assert not Desks().is_live
        assert all(Desks(**{name: True}).is_live for name in names)

    def test_a_village_with_its_adviser_has_a_desk(self):
        served()
        assert of_kind(Kind.NO_DESK) == []

    def test_without_anybody(self):
        village = VillageFactory()
        assert of_kind(Kind.NO_DESK) == [f"village:{village.pk}"]

    @pytest.mark.parametrize("lost", ["away", "suspended", "no log-in"])
    def test_with_an_adviser_who_cannot_answer(self, lost):
        row = served()
        if lost == "away":
            LeaveFactory(adviser=row.adviser)
        elif lost == "suspended":
            row.certificate.suspended_on = days(-1)
            row.certificate.save()
        else:
            type(row.adviser.user).objects.filter(adviser=row.adviser).update(is_active=False)
        assert of_kind(Kind.NO_DESK) == [f"village:{row.village_id}"]

    @pytest.mark.parametrize("desk", ["cover", "neighbour", "office", "bureau"])
    def test_another_desk_takes_over(self, desk):
        village = VillageFactory()
        if desk == "cover":
            CoverFactory(village=village, adviser=AdviserFactory(with_login=True))
        elif desk == "neighbour":
            served(village=VillageFactory(parent=village.parent))
        elif desk == "office":
            AppointmentFactory(role="office", place=OfficeFactory(place=village.parent).place)
        else:
            AppointmentFactory(role="bureau", place=village.parent.parent)
        assert of_kind(Kind.NO_DESK) == []

    def test_an_office_where_nobody_works_is_no_desk(self):
        village = VillageFactory()
        OfficeFactory(place=village.parent)
        AppointmentFactory(role="office", place=village.parent, ends_on=days(-1))
        assert of_kind(Kind.NO_DESK) == [f"village:{village.pk}"]


class TestEachKind:
    def test_a_village_without_an_adviser(self):
        village = VillageFactory()
        served()
        assert of_kind(Kind.UNSERVED) == [f"village:{village.pk}"]

    @pytest.mark.parametrize(
        ("last", "kind"),
        [
            (61, None),
            (60, "certificate_ending"),
            (0, "certificate_ending"),
            (-1, "certificate_ended"),
        ],
    )
    def test_a_certificate_that_ends(self, last, kind):
        certificate = CertificateFactory(
            adviser=AdviserFactory(uncertified=True), valid_until=days(last)
        )
        AssignmentFactory(adviser=certificate.adviser)
        kinds = ["certificate_ending", "certificate_ended"]
        found = [row for row in watch(TODAY) if row.kind in kinds]
        assert [row.kind for row in found] == ([kind] if kind else [])
        for row in found:
            assert (row.subject, row.due_on) == (f"certificate:{certificate.pk}", days(last))
            assert certificate.number in row.label

    def test_a_lapsed_certificate_of_somebody_who_serves_nobody_is_no_alarm(self):
        CertificateFactory(adviser=AdviserFactory(uncertified=True), expired=True)
        assert of_kind(Kind.CERTIFICATE_ENDED) == []

    def test_it_lies_at_the_smallest_place_over_the_villages_served(self):
        first = VillageFactory()
        adviser = AdviserFactory()
        type(adviser.certificate).objects.update(valid_until=days(5))
        AssignmentFactory(village=first, adviser=adviser)
        assert watch(TODAY)[-1].place == first
        AssignmentFactory(village=VillageFactory(parent=first.parent), adviser=adviser)
        place = Alarm.objects.filter(kind=Kind.CERTIFICATE_ENDING)
        watch(TODAY)
        assert place.get().place == first.parent
        AssignmentFactory(village=VillageFactory(), adviser=adviser)
        watch(TODAY)
        assert place.get().place == first.parent.parent

    @pytest.mark.parametrize(
        ("last", "kind"),
        [
            *[(61, None), (60, Kind.CONTRACT_ENDING), (0, Kind.CONTRACT_ENDING)],
            (-1, Kind.CONTRACT_ENDED),
        ],
    )
    def test_a_contract_that_ends(self, last, kind):
        contract = ContractFactory(direct=True, ends_on=days(last))
        found = [row for row in watch(TODAY) if row.subject == f"contract:{contract.pk}"]
        assert [row.kind for row in found] == ([kind] if kind else [])

    def test_a_contract_with_a_successor_is_none(self):
        old = ContractFactory(direct=True, over=True)
        ContractFactory(direct=True, party=old.party)
        assert of_kind(Kind.CONTRACT_ENDED) == []

    def test_a_picture_that_lapses(self):
        group = WeChatGroupFactory(qr_expires_on=days(2))
        WeChatGroupFactory(qr_expires_on=days(3))
        assert of_kind(Kind.QR_ENDING) == [f"group:{group.pk}"]

    def test_a_closed_place_that_is_still_served(self):
        row = served()
        Place.objects.filter(pk=row.village_id).update(is_active=False)
        assert of_kind(Kind.CLOSED_PLACE) == [f"village:{row.village_id}"]
        assert of_kind(Kind.UNSERVED) == []

    def test_another_county_is_not_ours(self):
        county = CountyFactory(code="430811000000", name="武陵源区")
        VillageFactory(parent=TownshipFactory(code="430811001000", parent=county))
        assert watch(TODAY) == []


class TestStanding:
    def test_two_long_names_are_cut_to_what_an_alarm_holds(self):
        township = TownshipFactory(name="乡" * 60)
        VillageFactory(parent=township, name="村" * 60)
        rows = [row for row in watch(TODAY) if row.kind == Kind.UNSERVED]
        Alarm.objects.get(pk=rows[0].pk).full_clean()
        assert [row.pk for row in watch(TODAY) if row.kind == Kind.UNSERVED] == [rows[0].pk]

    def test_twice_is_once(self):
        VillageFactory()
        first = {row.pk for row in watch(TODAY)}
        assert {row.pk for row in watch(TODAY)} == first
        assert {row.pk for row in watch(days(1))} == first
        assert not Alarm.objects.exclude(found_on=TODAY).exists()

    def test_settled_when_the_cause_is_gone_and_new_when_it_is_back(self):
        village = VillageFactory()
        watch(TODAY)
        row = served(village=village)
        assert watch(days(1)) == []
        assert set(Alarm.objects.values_list("settled_on", flat=True)) == {days(1)}
        Assignment.objects.filter(pk=row.pk).update(ends_on=days(1))
        watch(days(2))
        rows = Alarm.objects.filter(kind=Kind.UNSERVED, subject=f"village:{village.pk}")
        assert rows.count() == 2
        assert rows.standing().get().found_on == days(2)

    def test_the_words_follow_the_register(self):
        village = VillageFactory()
        watch(TODAY)
        Place.objects.filter(pk=village.pk).update(name="新名村委会")
        watch(days(1))
        assert {row.label[-3:] for row in Alarm.objects.all()} == {"新名村"}

    def test_it_costs_the_same_for_many_villages(self, django_assert_max_num_queries):
        VillageFactory()
        with django_assert_max_num_queries(30) as first:
            watch(TODAY)
        for _ in range(8):
            VillageFactory()
            LeaveFactory(adviser=served().adviser)
            ContractFactory(direct=True, over=True)
            WeChatGroupFactory(qr_expires_on=days(1))
        with django_assert_max_num_queries(len(first)):
            watch(days(1))
