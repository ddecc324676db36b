"""The database itself keeps the order of joining: each rule is broken with raw SQL."""

import datetime as dt
import threading

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, connections, transaction
from django.db.models.signals import post_migrate, pre_migrate
from django.db.utils import DatabaseError

from directory.models import Attendance, Certificate
from directory.models.joining_guards import GUARDS
from tests.factories.directory import (
    TRAINED_ON,
    AdviserFactory,
    CertificateFactory,
    attend,
)
from tests.factories.register import ApplicationFactory, AttendanceFactory, TrainingFactory

pytestmark = pytest.mark.django_db
HELD = dt.date(2026, 3, 10)


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def certify(adviser, valid_from=HELD, number="永顾1"):
    sql(
        "INSERT INTO directory_certificate (adviser_id, number, valid_from, valid_until)"
        " VALUES (%s, %s, %s, '2099-12-31')",
        adviser.pk,
        number,
        valid_from,
    )


@pytest.fixture
def adviser():
    return AdviserFactory(uncertified=True)


@pytest.fixture
def training():
    return TrainingFactory(held_on=HELD)


@pytest.fixture
def attendance(adviser, training):
    return AttendanceFactory(adviser=adviser, training=training)


class TestCertificates:
    def test_nobody_is_certified_untrained(self, adviser):
        with pytest.raises(IntegrityError):
            certify(adviser)

    def test_a_training_that_somebody_else_attended_is_none(self, adviser, training):
        AttendanceFactory(training=training)
        with pytest.raises(IntegrityError):
            certify(adviser)

    @pytest.mark.parametrize(("days", "taken"), [(-1, False), (0, True), (1, True)])
    def test_the_training_lies_on_or_before_the_first_day(self, adviser, attendance, days, taken):
        first = HELD + dt.timedelta(days=days)
        if taken:
            certify(adviser, first)
        else:
            with pytest.raises(IntegrityError):
                certify(adviser, first)
        assert Certificate.objects.exists() is taken

    def test_the_first_day_cannot_move_before_the_training(self, adviser, attendance):
        certify(adviser)
        with pytest.raises(IntegrityError):
            sql("UPDATE directory_certificate SET valid_from = '2026-03-09'")
        sql("UPDATE directory_certificate SET valid_from = '2026-03-11'")

    def test_a_certificate_cannot_pass_to_somebody_untrained(self, adviser, attendance):
        certify(adviser)
        other = AdviserFactory(uncertified=True)
        with pytest.raises(IntegrityError):
            sql("UPDATE directory_certificate SET adviser_id = %s", other.pk)

    def test_a_certificate_older_than_the_rule_is_renewed_and_suspended(self, adviser):
        connection.check_constraints()
        GUARDS.remove(connection)
        certify(adviser)
        GUARDS.install(connection)
        sql("UPDATE directory_certificate SET valid_until = '2098-12-31'")
        sql("UPDATE directory_certificate SET suspended_on = '2026-05-01', valid_from = valid_from")
        certificate = Certificate.objects.get()
        certificate.number = "永顾2"
        certificate.save()
        with pytest.raises(IntegrityError):
            sql("UPDATE directory_certificate SET valid_from = '2026-03-11'")

    @pytest.mark.parametrize("day", ["2026-3-10", "soon", ""])
    def test_days_are_days(self, adviser, attendance, day):
        if connection.vendor == "postgresql" and day == "2026-3-10":
            return  # PostgreSQL reads it as the day it is
        with pytest.raises(DatabaseError):
            certify(adviser, day)


class TestAttendances:
    def test_the_one_a_certificate_stands_on_stays(self, adviser, attendance):
        certify(adviser)
        other = AdviserFactory(uncertified=True)
        for statement, value in [
            ("DELETE FROM directory_attendance WHERE adviser_id = %s", adviser.pk),
            ("UPDATE directory_attendance SET training_id = %s", TrainingFactory().pk),
            ("UPDATE directory_attendance SET adviser_id = %s", other.pk),
        ]:
            with pytest.raises(IntegrityError):
                sql(statement, value)

    def test_it_goes_while_nothing_stands_on_it(self, attendance):
        sql("UPDATE directory_attendance SET training_id = %s", TrainingFactory().pk)
        sql("DELETE FROM directory_attendance")
        assert not Attendance.objects.exists()

    def test_one_of_two_goes(self, adviser, attendance):
        second = AttendanceFactory(adviser=adviser, training=TrainingFactory(held_on=HELD))
        certify(adviser)
        sql("DELETE FROM directory_attendance WHERE id = %s", attendance.pk)
        with pytest.raises(IntegrityError):
            sql("DELETE FROM directory_attendance WHERE id = %s", second.pk)

    def test_a_later_training_carries_no_certificate(self, adviser, attendance):
        later = TrainingFactory(held_on=HELD + dt.timedelta(days=1))
        extra = AttendanceFactory(adviser=adviser, training=later)
        certify(adviser)
        sql("DELETE FROM directory_attendance WHERE id = %s", extra.pk)
        with pytest.raises(IntegrityError):
            sql("DELETE FROM directory_attendance WHERE id = %s", attendance.pk)

    def test_writing_it_again_unchanged_is_no_move(self, adviser, attendance):
        certify(adviser)
        attendance.save()


class TestTrainings:
    def test_the_day_stays_once_somebody_attended(self, attendance):
        with pytest.raises(IntegrityError):
            sql("UPDATE directory_training SET held_on = '2026-03-09'")

    def test_the_rest_may_change_and_so_may_an_empty_one(self, attendance):
        sql("UPDATE directory_training SET title = '更名', held_on = held_on")
        empty = TrainingFactory()
        sql("UPDATE directory_training SET held_on = '2026-01-01' WHERE id = %s", empty.pk)

    @pytest.mark.parametrize("day", ["2026-3-10", "soon"])
    def test_days_are_days(self, training, day):
        if connection.vendor == "postgresql" and day == "2026-3-10":
            return  # PostgreSQL reads it as the day it is
        with pytest.raises(DatabaseError):
            sql("UPDATE directory_training SET held_on = %s", day)
        with pytest.raises(DatabaseError):
            sql(
                "INSERT INTO directory_training (title, held_on, location) VALUES ('x', %s, '')",
                day,
            )


CHANGES = [
    "status = 'submitted', decision_reason = '', decided_at = NULL, adviser_id = NULL",
    "status = 'withdrawn', adviser_id = NULL",
    "decision_reason = '另一个理由'",
    "decided_at = '2020-01-01 00:00:00'",
    "decided_by_id = NULL",
    "decided_by_id = 987654",
]


class TestApplications:
    @pytest.mark.parametrize("trait", ["accepted", "refused"])
    @pytest.mark.parametrize("change", CHANGES)
    def test_a_decision_is_never_changed(self, trait, change):
        row = ApplicationFactory(**{trait: True})
        with pytest.raises(DatabaseError):
            sql(f"UPDATE directory_application SET {change} WHERE id = %s", row.pk)  # noqa: S608 (own words)

    def test_the_adviser_of_a_decision_stays(self):
        row, other = ApplicationFactory(accepted=True), AdviserFactory()
        with pytest.raises(IntegrityError):
            sql("UPDATE directory_application SET adviser_id = %s WHERE id = %s", other.pk, row.pk)

    def test_what_was_withdrawn_stays_so(self):
        row = ApplicationFactory(withdrawn=True)
        with pytest.raises(IntegrityError):
            sql("UPDATE directory_application SET status = 'submitted' WHERE id = %s", row.pk)

    @pytest.mark.parametrize("trait", ["accepted", "refused"])
    def test_what_was_decided_is_never_deleted(self, trait):
        row = ApplicationFactory(**{trait: True})
        with pytest.raises(IntegrityError):
            sql("DELETE FROM directory_application WHERE id = %s", row.pk)

    @pytest.mark.parametrize("trait", [{}, {"withdrawn": True}])
    def test_what_was_not_decided_may_be_erased(self, trait):
        row = ApplicationFactory(**trait)
        sql("DELETE FROM directory_application WHERE id = %s", row.pk)

    def test_private_words_of_a_decided_one_may_be_erased(self):
        row = ApplicationFactory(refused=True)
        sql("UPDATE directory_application SET phone = '', statement = '' WHERE id = %s", row.pk)

    @pytest.mark.parametrize(
        "facts",
        [
            {"status": "withdrawn"},
            {"status": "refused", "decision_reason": "资格不符", "decided_at": "2026-01-01 00:00Z"},
            {"decision_reason": "先写好"},
            {"decided_at": "2026-01-01 00:00Z"},
        ],
    )
    def test_a_new_one_waits_for_its_decision(self, facts):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApplicationFactory(**facts)

    def test_a_decided_one_is_not_replaced(self):
        row = ApplicationFactory(refused=True)
        copy = ApplicationFactory.build(pk=row.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save(force_insert=True)


def test_guards_come_off_and_on(adviser):
    connection.check_constraints()
    GUARDS.remove(connection)
    GUARDS.install(connection)
    GUARDS.install(connection)
    assert GUARDS.missing(connection) == set()
    with pytest.raises(IntegrityError):
        certify(adviser)


def test_migrate_takes_the_guards_off_and_puts_them_back():
    config = apps.get_app_config("directory")
    pre_migrate.send(config, app_config=config, using="default", plan=["a step"])
    taken_off = set(GUARDS.sqlite) if connection.vendor == "sqlite" else set()
    assert GUARDS.missing(connection) == taken_off
    post_migrate.send(config, app_config=config, using="default", plan=["a step"])
    assert GUARDS.missing(connection) == set()


def test_the_tests_advisers_share_one_training():
    first, second = AdviserFactory(), AdviserFactory()
    assert attend(first).training == attend(second).training
    assert attend(first).training.held_on == TRAINED_ON
    assert CertificateFactory.build().number


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first_does", ["certify", "leave"])
def test_certifying_and_striking_off_the_list_wait_for_each_other(first_does):
    """Whoever comes second sees what the first did: never a certificate without a training."""
    adviser = AdviserFactory(uncertified=True)
    attendance = AttendanceFactory(adviser=adviser, training=TrainingFactory(held_on=HELD))
    steps = {
        "certify": lambda: certify(adviser),
        "leave": lambda: sql("DELETE FROM directory_attendance WHERE id = %s", attendance.pk),
    }
    second_does = "leave" if first_does == "certify" else "certify"
    failures, waiting = [], threading.Event()

    def second():
        waiting.set()
        try:
            steps[second_does]()
        except DatabaseError as refusal:
            failures.append(refusal)
        finally:
            connections.close_all()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        steps[first_does]()
        thread.start()
        waiting.wait()
        thread.join(0.3)
    thread.join()
    assert len(failures) == 1
    assert Certificate.objects.exists() == (first_does == "certify")
    assert Attendance.objects.exists() == (first_does == "certify")
