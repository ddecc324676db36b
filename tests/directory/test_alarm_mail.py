"""Who is told of the register's alarms, once, and how they are listed."""

import datetime as dt
import io

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from directory.actions import tell, watch
from directory.models import Alarm, Appointment, Leave
from tests.factories.directory import (
    AppointmentFactory,
    CountyFactory,
    LeaveFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)

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
