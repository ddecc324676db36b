"""The nightly check: each kind of alarm opens, stays one, and is settled when its cause is gone."""

import datetime as dt
import io

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from directory.actions import tell, watch
from directory.coverage import Desks
from directory.models import Alarm, Appointment, Assignment, Leave, Place
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
    UserFactory,
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
        [(61, None), (60, Kind.CONTRACT_ENDING), (-1, Kind.CONTRACT_ENDED)],
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


class TestTelling:
    @pytest.fixture
    def keeper(self):
        user = UserFactory(email="zhou@example.org", display_name="周科员")
        AppointmentFactory(user=user, place=CountyFactory())
        AppointmentFactory(user=user, place=CountyFactory(), starts_on=dt.date(2025, 1, 1))
        return user

    def test_one_digest_per_person(self, keeper):
        villages = [VillageFactory(name="板坪村委会"), VillageFactory()]
        LeaveFactory()
        watch(TODAY)
        assert tell(timezone.now()) == 1
        (digest,) = mail.outbox
        assert digest.to == ["zhou@example.org"]
        assert "板坪村" in digest.body
        assert str(Kind.UNSERVED.label) in digest.body or "没有" in digest.body
        assert reverse("register/alarms:index") in digest.body
        assert all(f"{village.parent.name} " in digest.body for village in villages)
        assert not Alarm.objects.filter(told_at=None).exists()

    def test_nobody_is_told_twice(self, keeper):
        VillageFactory()
        watch(TODAY)
        tell(timezone.now())
        assert tell(timezone.now()) == 0
        watch(days(1))
        assert tell(timezone.now()) == 0
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize(
        "wrong", ["office", "elsewhere", "no address", "locked", "appointment over"]
    )
    def test_who_is_not_told(self, keeper, wrong):
        if wrong == "office":
            keeper.appointments.update(role="office", place=TownshipFactory())
        elif wrong == "elsewhere":
            keeper.appointments.update(place=CountyFactory(code="430811000000", name="武陵源区"))
        elif wrong == "appointment over":
            Appointment.objects.update(ends_on=days(-1))
        else:
            type(keeper).objects.update(
                **({"email": ""} if wrong == "no address" else {"is_active": False})
            )
        VillageFactory()
        watch(TODAY)
        assert tell(timezone.now()) == 0
        assert Alarm.objects.standing().filter(told_at=None).exists()

    def test_a_mail_server_that_is_down_is_asked_again(self, keeper, settings):
        VillageFactory()
        watch(TODAY)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        assert tell(timezone.now()) == 0
        assert not Alarm.objects.exclude(told_at=None).exists()
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        assert tell(timezone.now()) == 1

    def test_the_command_does_it_all(self, keeper):
        VillageFactory()
        said = io.StringIO()
        call_command("watch_register", stdout=said)
        assert said.getvalue() == "1 alarms stand, 1 mails, 0 log-ins changed\n"
        assert len(mail.outbox) == 1
        Leave.objects.all().delete()
        call_command("watch_register", stdout=said)
        assert len(mail.outbox) == 1

    def test_the_clock_starts_it(self, settings):
        assert ("watch_register", 24 * 3600) in settings.SCHEDULE


class TestTheScreen:
    def test_lists_filters_and_changes_nothing(self, client):
        village = VillageFactory()
        row = watch(TODAY)[0]
        client.force_login(UserFactory(superuser=True))
        index = reverse("register/alarms:index")
        for query, hits in [
            ({}, 2),
            ({"state": "settled"}, 0),
            ({"kind": "unserved", "state": "standing"}, 1),
            ({"township": village.parent_id}, 2),
        ]:
            listed = client.get(index, query).context["object_list"]
            assert len(listed) == hits, query
        assert client.get(reverse("register/alarms:inspect", args=[row.pk])).status_code == 200
        for name, args in [("add", []), ("edit", [row.pk]), ("delete", [row.pk])]:
            assert client.post(reverse(f"register/alarms:{name}", args=args)).status_code == 302
        assert Alarm.objects.count() == 2
