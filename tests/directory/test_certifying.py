"""Training and certificates by their actions: works · logged · wrong person · wrong day · twice."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from directory.actions import certifying
from directory.models import Adviser, Certificate
from tests.directory.refusals import refused
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    CertificateFactory,
    TownshipFactory,
    UserFactory,
)
from tests.factories.register import AttendanceFactory, TrainingFactory

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 3, 10), dt.date(2029, 3, 9)
DAY = dt.date(2026, 6, 1)


@pytest.fixture
def bureau():
    return AppointmentFactory(role="bureau").user


@pytest.fixture
def trained():
    return AttendanceFactory(training__held_on=FIRST).adviser


@pytest.fixture
def certificate(trained):
    return CertificateFactory(adviser=trained, valid_from=FIRST, valid_until=LAST)


def last_log(row):
    entry = ModelLogEntry.objects.for_instance(row).order_by("-pk").first()
    return (entry.action, entry.user_id, entry.data) if entry else None


def issue(adviser, by, **changes):
    facts = {"number": "永顾2026-100", "valid_from": FIRST, "valid_until": LAST} | changes
    return certifying.issue(adviser, by=by, **facts)


class TestIssuing:
    def test_a_trained_adviser_gets_one_and_is_listed(self, trained, bureau):
        row = issue(trained, bureau)
        assert row.is_valid_on(FIRST)
        assert list(Adviser.objects.listed(FIRST)) == [trained]
        action, user, data = last_log(row)
        assert (action, user) == ("directory.certify", bureau.pk)
        assert data["number"] == "永顾2026-100"

    def test_untrained_nobody_gets_one(self, bureau):
        with refused("valid_from"):
            issue(AdviserFactory(uncertified=True), bureau)

    def test_a_training_after_the_first_day_does_not_count(self, trained, bureau):
        with refused("valid_from"):
            issue(trained, bureau, valid_from=FIRST - dt.timedelta(days=1))

    def test_a_second_one_is_refused(self, trained, bureau):
        issue(trained, bureau)
        with refused("adviser"):
            issue(trained, bureau, number="永顾2026-101")

    @pytest.mark.parametrize("number", ["永顾 1", "永顾/1", "a?b", "", "x" * 41])
    def test_a_number_must_fit_an_address(self, trained, bureau, number):
        with refused("number"):
            issue(trained, bureau, number=number)
        assert not Certificate.objects.exists()

    def test_a_number_is_given_once(self, trained, bureau, certificate):
        other = AttendanceFactory(training__held_on=FIRST).adviser
        with refused("number"):
            issue(other, bureau, number=certificate.number)

    def test_days_in_order(self, trained, bureau):
        with pytest.raises(ValidationError):
            issue(trained, bureau, valid_until=FIRST - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("given", "year", "proposed"),
    [
        ([], 2026, "永顾2026-001"),
        (["永顾2026-001", "永顾2026-009"], 2026, "永顾2026-010"),
        (["永顾2025-062"], 2026, "永顾2026-001"),
        (["永顾2026-999"], 2026, "永顾2026-1000"),
        (["慈顾2025-003", "永顾2024-009"], 2026, "慈顾2026-001"),
        (["湘-1", "旧证"], 2026, "永顾2026-001"),
    ],
)
def test_the_next_number_follows_the_last(given, year, proposed):
    for number in given:
        CertificateFactory(adviser=AdviserFactory(uncertified=True), number=number)
    assert certifying.propose_number(year) == proposed


class TestChanging:
    def test_renewing_moves_the_last_day(self, certificate, bureau):
        later = LAST + dt.timedelta(days=365)
        certifying.renew(certificate, valid_until=later, by=bureau)
        certificate.refresh_from_db()
        assert certificate.valid_until == later
        action, _user, data = last_log(certificate)
        assert (action, data["before"]) == ("directory.renew", LAST.isoformat())

    @pytest.mark.parametrize("days", [0, -1])
    def test_a_renewal_never_shortens_and_twice_is_refused(self, certificate, bureau, days):
        with refused("valid_until"):
            certifying.renew(certificate, valid_until=LAST + dt.timedelta(days=days), by=bureau)
        assert last_log(certificate) is None

    def test_suspending_and_lifting(self, certificate, bureau):
        certifying.suspend(certificate, on=DAY, reason="正在调查", by=bureau)
        assert not Adviser.objects.listed(DAY).exists()
        assert Adviser.objects.listed(DAY - dt.timedelta(days=1)).exists()
        assert last_log(certificate)[2]["reason"] == "正在调查"
        certifying.lift(certificate, reason="查无此事", by=bureau)
        assert Adviser.objects.listed(DAY).exists()
        action, _user, data = last_log(certificate)
        assert (action, data["since"]) == ("directory.lift", DAY.isoformat())

    def test_suspending_or_lifting_twice_is_refused(self, certificate, bureau):
        with refused("suspended_on"):
            certifying.lift(certificate, reason="x", by=bureau)
        certifying.suspend(certificate, on=DAY, reason="x", by=bureau)
        with refused("suspended_on"):
            certifying.suspend(certificate, on=DAY, reason="x", by=bureau)

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_both_need_a_reason(self, certificate, bureau, reason):
        with refused("reason"):
            certifying.suspend(certificate, on=DAY, reason=reason, by=bureau)
        certifying.suspend(certificate, on=DAY, reason="x", by=bureau)
        with refused("reason"):
            certifying.lift(certificate, reason=reason, by=bureau)

    @pytest.mark.parametrize("on", [FIRST - dt.timedelta(days=1), LAST + dt.timedelta(days=1)])
    def test_a_suspension_lies_within_the_days(self, certificate, bureau, on):
        with refused("suspended_on"):
            certifying.suspend(certificate, on=on, reason="x", by=bureau)

    @pytest.mark.parametrize("on", [FIRST, LAST])
    def test_its_first_and_last_day_are_within(self, certificate, bureau, on):
        certifying.suspend(certificate, on=on, reason="x", by=bureau)
        assert certificate.state_on(on) == "valid"
        certificate.refresh_from_db()
        assert certificate.state_on(on) == "suspended"


@pytest.mark.parametrize("role", ["office", "leader", None])
@pytest.mark.parametrize(
    "act",
    [
        lambda c, by: issue(AdviserFactory(uncertified=True), by),
        lambda c, by: certifying.renew(c, valid_until=LAST + dt.timedelta(days=9), by=by),
        lambda c, by: certifying.suspend(c, on=DAY, reason="x", by=by),
        lambda c, by: certifying.lift(c, reason="x", by=by),
        lambda c, by: certifying.write_attendance(TrainingFactory(), [], by=by),
    ],
)
def test_nobody_but_the_bureau(certificate, role, act):
    place = {"place": TownshipFactory()} if role == "office" else {}
    user = AppointmentFactory(role=role, **place).user if role else UserFactory()
    with pytest.raises(PermissionDenied):
        act(certificate, user)
    assert last_log(certificate) is None


class TestAttendance:
    def test_the_list_is_what_was_ticked(self, bureau):
        training, first, second = TrainingFactory(), *AdviserFactory.create_batch(2)
        certifying.write_attendance(training, [first, second], by=bureau)
        certifying.write_attendance(training, [second], by=bureau)
        assert [row.adviser for row in training.attendances.all()] == [second]
        action, user, data = last_log(training)
        assert (action, user) == ("directory.attend", bureau.pk)
        assert data == {"added": [], "removed": [first.pk]}

    def test_the_same_list_twice_writes_nothing(self, bureau):
        training, adviser = TrainingFactory(), AdviserFactory()
        for _ in range(2):
            certifying.write_attendance(training, [adviser], by=bureau)
        assert ModelLogEntry.objects.for_instance(training).count() == 1

    def test_whom_a_certificate_needs_stays_and_is_named(self, certificate, trained, bureau):
        # The factory's own training stands under it too: take that one away first.
        extra = trained.attendances.exclude(training__held_on=FIRST).get()
        certifying.write_attendance(extra.training, [], by=bureau)
        training = trained.attendances.get().training
        with pytest.raises(ValidationError, match=trained.name):
            certifying.write_attendance(training, [], by=bureau)
        assert trained.attendances.exists()

    def test_a_training_after_the_certificate_may_lose_her(self, certificate, trained, bureau):
        later = AttendanceFactory(adviser=trained, training__held_on=LAST).training
        certifying.write_attendance(later, [], by=bureau)
        assert not later.attendances.exists()


@pytest.mark.parametrize(
    ("day", "suspended_on", "state"),
    [
        (FIRST - dt.timedelta(days=1), None, "coming"),
        (FIRST, None, "valid"),
        (LAST, None, "valid"),
        (LAST + dt.timedelta(days=1), None, "expired"),
        (DAY, DAY, "suspended"),
        (DAY - dt.timedelta(days=1), DAY, "valid"),
        (LAST + dt.timedelta(days=1), DAY, "expired"),
    ],
)
def test_the_state_in_words_agrees_with_what_is_in_force(certificate, day, suspended_on, state):
    certificate.suspended_on = suspended_on
    assert certificate.state_on(day) == state
    assert certificate.is_valid_on(day) is (state == "valid")
