"""Joining by its actions: works · is logged · wrong person · wrong state · bad input · twice."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections
from django.utils import timezone
from wagtail.models import ModelLogEntry

from directory import receipts
from directory.actions import joining
from directory.models import Adviser, Application, Firm, Proof
from tests.directory.refusals import refused
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    FirmFactory,
    TownshipFactory,
    UserFactory,
)
from tests.factories.register import ApplicationFactory, ProofFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)
FACTS = {
    "name": "向远志",
    "kind": "lawyer",
    "firm_name": "湖南澧畔律师事务所",
    "licence_number": "14308202010998877",
    "phone": "13907440001",
    "statement": "家在教字垭，愿意跑山路",
}
Status = Application.Status


def send(form_key="key-1", **changes):
    facts = FACTS | changes
    townships = [TownshipFactory()]
    return joining.apply(form_key, facts=facts, townships=townships, pictures=["QUJD"], at=NOW)


@pytest.fixture
def bureau():
    return AppointmentFactory(role="bureau").user


def logged(row):
    entries = ModelLogEntry.objects.for_instance(row).order_by("pk")
    return list(entries.values_list("action", flat=True))


class TestApplying:
    def test_it_waits_with_everything_that_was_said(self):
        row = send()
        assert row.status == Status.SUBMITTED
        assert (row.name, row.phone, row.submitted_at) == ("向远志", "13907440001", NOW)
        assert row.townships.count() == 1
        assert [proof.picture for proof in row.proofs.all()] == ["QUJD"]
        assert logged(row) == ["directory.apply"]

    def test_the_same_form_twice_is_one_application_and_one_receipt(self):
        first = send()
        again = send(name="别人")
        assert first == again
        assert Application.objects.count() == Proof.objects.count() == 1
        assert joining.find(receipts.of_form("key-1")) == first
        assert logged(first) == ["directory.apply"]

    def test_nothing_private_is_readable_in_the_database(self):
        send()
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM directory_application")
            stored = str(cursor.fetchall())
            cursor.execute("SELECT * FROM directory_proof")
            stored += str(cursor.fetchall())
        for secret in [FACTS["licence_number"], FACTS["phone"], FACTS["statement"], "QUJD"]:
            assert secret not in stored
        assert receipts.of_form("key-1") not in stored
        assert "key-1" not in stored

    def test_nothing_private_is_in_the_log(self):
        row = send()
        entry = ModelLogEntry.objects.for_instance(row).get()
        assert FACTS["phone"] not in f"{entry.data} {entry.label}"
        assert FACTS["licence_number"] not in f"{entry.data} {entry.label}"


class TestReceipts:
    def test_a_form_always_has_the_same_twelve_digits(self):
        code = receipts.of_form("key-1")
        assert len(code) == receipts.DIGITS
        assert code.isdigit()
        assert code == receipts.of_form("key-1") != receipts.of_form("key-2")

    @pytest.mark.parametrize("shape", ["{}", "{:.4} ", "１{}"])
    def test_what_is_typed_is_read_by_its_digits(self, shape):
        row, code = send(), receipts.of_form("key-1")
        typed = {
            "{}": code,
            "{:.4} ": receipts.grouped(code).replace(" ", " - "),
            "１{}": "".join(chr(ord(char) + 0xFEE0) for char in code),
        }[shape]
        assert joining.find(typed) == row

    @pytest.mark.parametrize("code", ["", "0000000000000000", "no digits"])
    def test_a_wrong_code_finds_nothing(self, code):
        send()
        assert joining.find(code) is None


class TestDeciding:
    def test_who_is_accepted_becomes_an_adviser_without_certificate(self, bureau):
        row, firm = send(), FirmFactory(name=FACTS["firm_name"])
        joining.decide(row, accepted=True, reason=" 证照齐全 ", by=bureau, at=NOW, firm=firm)
        row.refresh_from_db()
        assert (row.status, row.decision_reason) == (Status.ACCEPTED, "证照齐全")
        assert (row.decided_by, row.decided_at) == (bureau, NOW)
        adviser = row.adviser
        assert (adviser.name, adviser.pinyin, adviser.kind) == ("向远志", "xiangyuanzhi", "lawyer")
        assert (adviser.firm, adviser.phone, adviser.public_phone) == (firm, FACTS["phone"], "")
        assert list(adviser.preferred_townships.all()) == list(row.townships.all())
        assert not Adviser.objects.listed().exists()
        assert logged(row) == ["directory.apply", "directory.decide"]
        assert logged(adviser) == ["wagtail.create"]

    def test_who_is_refused_reads_why_and_is_no_adviser(self, bureau):
        row = send()
        joining.decide(row, accepted=False, reason="执业未满一年", by=bureau, at=NOW)
        row.refresh_from_db()
        assert (row.status, row.adviser) == (Status.REFUSED, None)
        assert not Adviser.objects.exists()

    @pytest.mark.parametrize(
        ("kind", "name", "firm_kind"),
        [
            ("lawyer", "湖南新律师事务所", "law_firm"),
            ("lawyer", "沅古坪法律服务所", "legal_service_office"),
            ("legal_worker", "沅古坪所", "legal_service_office"),
        ],
    )
    def test_the_firm_named_is_entered_on_demand(self, bureau, kind, name, firm_kind):
        row = send(kind=kind, firm_name=name)
        joining.decide(row, accepted=True, reason="好", by=bureau, at=NOW, creates_firm=True)
        firm = Firm.objects.get(name=name)
        assert firm.kind == firm_kind
        assert firm.advisers.get().name == "向远志"

    def test_a_firm_that_is_there_is_not_entered_again(self, bureau):
        row, firm = send(), FirmFactory(name=FACTS["firm_name"])
        joining.decide(row, accepted=True, reason="好", by=bureau, at=NOW, creates_firm=True)
        assert Adviser.objects.get().firm == firm
        assert Firm.objects.count() == 1

    def test_practising_people_need_a_firm_and_retired_ones_none(self, bureau):
        with refused("firm"):
            joining.decide(send(), accepted=True, reason="好", by=bureau, at=NOW)
        retired = send("key-2", kind="retired_judge", firm_name="")
        joining.decide(retired, accepted=True, reason="好", by=bureau, at=NOW)
        assert Adviser.objects.get().firm is None

    @pytest.mark.parametrize("accepted", [True, False])
    @pytest.mark.parametrize("reason", ["", "   "])
    def test_no_decision_without_its_reason(self, bureau, accepted, reason):
        row = send()
        with refused("reason"):
            joining.decide(
                row, accepted=accepted, reason=reason, by=bureau, at=NOW, creates_firm=True
            )
        assert Application.objects.get().status == Status.SUBMITTED
        assert not Adviser.objects.exists()

    @pytest.mark.parametrize("role", ["clerk", "office", "leader", None])
    def test_nobody_but_the_bureau_decides(self, role):
        user = UserFactory()
        if role == "office":
            AppointmentFactory(user=user, role=role, place=TownshipFactory())
        elif role == "leader":
            AppointmentFactory(user=user, role=role)
        with pytest.raises(PermissionDenied):
            joining.decide(send(), accepted=False, reason="不行", by=user, at=NOW)
        assert Application.objects.get().status == Status.SUBMITTED


STEPS = {
    Status.ACCEPTED: lambda row, by: joining.decide(
        row, accepted=True, reason="好", by=by, at=NOW, creates_firm=True
    ),
    Status.REFUSED: lambda row, by: joining.decide(
        row, accepted=False, reason="不符", by=by, at=NOW
    ),
    Status.WITHDRAWN: lambda row, by: joining.withdraw(row),
}


@pytest.mark.parametrize("target", STEPS)
@pytest.mark.parametrize("state", Status)
def test_only_the_transitions_of_the_table_happen(bureau, state, target):
    row = ApplicationFactory(then=state)
    before = (row.status, row.decision_reason, row.adviser_id)
    if target in Application.TRANSITIONS[state]:
        assert STEPS[target](row, bureau).status == target
        return
    with refused():
        STEPS[target](row, bureau)
    row.refresh_from_db()
    assert (row.status, row.decision_reason, row.adviser_id) == before


@pytest.mark.parametrize("target", STEPS)
def test_each_step_twice_happens_once(bureau, target):
    row = ApplicationFactory()
    STEPS[target](row, bureau)
    with pytest.raises(ValidationError):
        STEPS[target](row, bureau)
    assert Adviser.objects.count() == (target == Status.ACCEPTED)


def test_withdrawing_erases_what_was_said():
    row = ProofFactory(application__statement="家事").application
    joining.withdraw(row)
    row.refresh_from_db()
    assert (row.licence_number, row.phone, row.statement) == ("", "", "")
    assert not row.proofs.exists()
    assert logged(row) == ["directory.withdraw"]


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_are_one_application():
    gate, found = threading.Barrier(3), []

    def tap():
        try:
            gate.wait()
            row = joining.apply("key", facts=FACTS, townships=[], pictures=["QUJD"], at=NOW)
            found.append(row.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=tap) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert len(set(found)) == 1
    assert Proof.objects.count() == 1


def test_an_adviser_can_be_accepted_who_has_a_namesake(bureau):
    AdviserFactory(name="向远志")
    STEPS[Status.ACCEPTED](send(), bureau)
    assert Adviser.objects.filter(name="向远志").count() == 2
    assert Application.objects.get().decided_at <= timezone.now() + dt.timedelta(days=3650)
