"""Whatever happens to a register, on every day every village has one desk, or an alarm says not.

Random histories of assigning, handing over, ending, covering, leave, suspending, lapsing, locking
log-ins, and of people coming to and leaving the offices; routing and the nightly check are asked
about each day.
"""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from consultations.actions.desks import desk_of
from consultations.models import Consultation, DeskRole
from directory.actions import assign, cover, end_assignment, grant_leave, reassign, watch
from directory.models import Alarm, Appointment, Certificate, Topic
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    CountyFactory,
    OfficeFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)

START = dt.date(2026, 3, 1)
LENGTH = 24
SHANGHAI = ZoneInfo("Asia/Shanghai")
STEP = st.tuples(
    st.sampled_from(
        [
            *("assign", "assign", "assign", "reassign", "end", "cover", "cover", "leave"),
            *("suspend", "lapse", "lock", "office", "office", "bureau", "leave_office"),
        ]
    ),
    st.integers(0, 2),  # which village or township
    st.integers(0, 2),  # which adviser
    st.integers(0, LENGTH - 4),  # first day
    st.integers(1, 12),  # how many days
)


class Register:
    """Three villages in two townships, three advisers, two offices; nobody at work yet."""

    def __init__(self):
        county = CountyFactory()
        OfficeFactory(place=county)
        self.townships = [TownshipFactory(parent=county) for _ in range(2)]
        for township in self.townships:
            OfficeFactory(place=township)
        parents = [self.townships[0], self.townships[0], self.townships[1]]
        self.villages = [VillageFactory(parent=parent) for parent in parents]
        self.advisers = [AdviserFactory(with_login=True) for _ in range(3)]
        self.county, self.root = county, UserFactory(superuser=True)
        self.topic = Topic.objects.get(slug="family")

    def live(self, steps):
        """Lets everything happen; what the register refuses has not happened."""
        for kind, village, adviser, first, length in steps:
            days = START + dt.timedelta(first), START + dt.timedelta(first + length - 1)
            try:
                with transaction.atomic():
                    self.step(kind, village, self.advisers[adviser], *days)
                event(kind)
            except (ValidationError, DatabaseError):
                event(f"{kind} refused")

    def step(self, kind, number, adviser, first, last):
        """One thing that happens to village or township ``number`` and to ``adviser``."""
        getattr(self, kind)(number, adviser, {"starts_on": first, "ends_on": last})

    def assign(self, number, adviser, term):
        assign(self.villages[number], adviser, starts_on=term["starts_on"], by=self.root)

    def reassign(self, number, adviser, term):
        reassign(self.villages[number], adviser, on=term["starts_on"], by=self.root)

    def end(self, number, _adviser, term):
        for row in self.villages[number].assignments.current(term["starts_on"]):
            end_assignment(row, on=term["starts_on"], reason="x", by=self.root)

    def cover(self, number, adviser, term):
        cover(self.villages[number], adviser, reason="x", by=self.root, **term)

    def leave(self, _number, adviser, term):
        grant_leave(adviser, by=self.root, **term)

    def suspend(self, _number, adviser, term):
        Certificate.objects.filter(adviser=adviser).update(suspended_on=term["starts_on"])

    def lapse(self, _number, adviser, term):
        Certificate.objects.filter(adviser=adviser).update(valid_until=term["ends_on"])

    def lock(self, _number, adviser, _term):
        type(adviser.user).objects.filter(pk=adviser.user_id).update(is_active=False)

    def office(self, number, _adviser, term):
        AppointmentFactory(role="office", place=self.townships[number % 2], **term)

    def bureau(self, _number, _adviser, term):
        AppointmentFactory(role="bureau", place=self.county, **term)

    def leave_office(self, _number, _adviser, term):
        staff = Appointment.objects.current(term["starts_on"]).filter(role="office")
        staff.update(ends_on=term["starts_on"])

    def desk(self, village, day):
        """The fields of the desk that routing names for a question on that day."""
        question = Consultation(village=village, topic=self.topic)
        noon = dt.datetime.combine(day, dt.time(12), tzinfo=SHANGHAI)
        return desk_of(question, at=noon)


def has_bureau(county, day):
    return Appointment.objects.current(day).filter(role="bureau", place=county).exists()


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEP, min_size=3, max_size=14))
def test_every_village_has_a_desk_on_every_day_or_an_alarm(steps, db):
    with transaction.atomic():
        register = Register()
        register.live(steps)
        for number in range(0, LENGTH, 4):
            day = START + dt.timedelta(number)
            reported = {row.subject for row in watch(day) if row.kind == Alarm.Kind.NO_DESK}
            nobody = set()
            for village in register.villages:
                desk = register.desk(village, day)
                assert (desk["adviser_id"] is None) != (desk["office_id"] is None)
                lost = desk["desk_role"] == DeskRole.BUREAU and not has_bureau(register.county, day)
                nobody |= {f"village:{village.pk}"} if lost else set()
            event("nobody answers somewhere" if nobody else "somebody answers everywhere")
            assert reported == nobody, day
        transaction.set_rollback(True)
