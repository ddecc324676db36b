"""Recording and changing contracts: works, event, wrong person, wrong state, bad input, twice."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from wagtail.models import ModelLogEntry

from directory import actions
from directory.actions import contracting
from directory.models import Contract
from tests.factories.directory import (
    AppointmentFactory,
    FirmFactory,
    PlaceFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.register import ContractFactory

pytestmark = pytest.mark.django_db
NEXT_YEAR = {"starts_on": dt.date(2027, 1, 1), "ends_on": dt.date(2027, 12, 31)}


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-22 09:00+08:00")


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def bureau():
    return AppointmentFactory(role="bureau").user


@pytest.fixture
def township():
    return TownshipFactory(name="教字垭镇")


@pytest.fixture
def villages(township):
    return [
        VillageFactory(parent=township, name=f"{name}村委会") for name in ("沙田", "板坪", "竹园")
    ]


def facts(party, **others):
    given = {"number": "永法顾1号", "kind": "township", "firm": FirmFactory(), "party": party}
    days = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 12, 31)}
    return given | days | others


def logged(row):
    entries = ModelLogEntry.objects.for_instance(row).order_by("pk")
    return [(entry.action, entry.user) for entry in entries]


def pdf(name="合同.pdf", content=b"%PDF-1.7\n1 0 obj"):
    return ContentFile(content, name=name)


def kept(private):
    folder = private / "contracts"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_townships_contract_covers_all_its_villages(bureau, township, villages):
    elsewhere = VillageFactory()
    contract = actions.record_contract(by=bureau, **facts(township, amount=Decimal(60000)))
    assert set(contract.villages.all()) == set(villages)
    assert elsewhere not in contract.villages.all()
    assert logged(contract) == [("directory.contract", bureau)]


def test_villages_with_a_contract_of_their_own_are_left_out(bureau, township, villages):
    ContractFactory(direct=True, party=villages[1])
    villages[2].is_active = False
    villages[2].save()
    contract = actions.record_contract(by=bureau, **facts(township))
    assert list(contract.villages.all()) == [villages[0]]


def test_named_villages_only(bureau, township, villages):
    contract = actions.record_contract(by=bureau, villages=villages[:2], **facts(township))
    assert set(contract.villages.all()) == set(villages[:2])


def test_a_direct_contract_covers_its_village(bureau, villages):
    contract = actions.record_contract(by=bureau, **facts(villages[0], kind="direct"))
    assert list(contract.villages.all()) == [villages[0]]


@pytest.mark.parametrize("role", ["clerk", "office", "leader"])
def test_only_the_bureau_writes_contracts(township, villages, role):
    place = {"clerk": villages[0], "office": township, "leader": township.parent}[role]
    user = AppointmentFactory(role=role, place=place).user
    with pytest.raises(PermissionDenied):
        actions.record_contract(by=user, **facts(township))
    with pytest.raises(PermissionDenied):
        actions.change_contract(ContractFactory(party=township), number="x", by=user)


@pytest.mark.parametrize("user", [None, "locked out"])
def test_nobody_and_the_locked_out_write_none(township, user):
    user = user and UserFactory(superuser=True, is_active=False)
    with pytest.raises(PermissionDenied):
        actions.record_contract(by=user, **facts(township))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "direct"}, "party"),
        ({"kind": "gift"}, "kind"),
        ({"number": ""}, "number"),
        ({"ends_on": dt.date(2025, 1, 1)}, "ends_on"),
        ({"signed_on": dt.date(2027, 1, 1)}, "signed_on"),
        ({"amount": Decimal(-1)}, "amount"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(bureau, township, villages, given, field):
    with pytest.raises(ValidationError) as refusal:
        actions.record_contract(by=bureau, **facts(township, **given))
    assert field in refusal.value.message_dict
    assert not Contract.objects.exists()


def test_the_same_number_twice_is_refused(bureau, township, villages):
    first = actions.record_contract(by=bureau, **facts(township))
    with pytest.raises(ValidationError) as refusal:
        actions.record_contract(by=bureau, **facts(township))
    assert "number" in refusal.value.message_dict
    assert Contract.objects.get() == first


def test_a_county_cannot_be_a_party(bureau, township, villages):
    with pytest.raises(ValidationError) as refusal:
        actions.record_contract(by=bureau, **facts(township.parent))
    assert "party" in refusal.value.message_dict


def test_a_covered_village_is_named_with_its_contract(bureau, township, villages):
    actions.record_contract(by=bureau, **facts(township))
    with pytest.raises(ValidationError) as refusal:
        actions.record_contract(
            by=bureau, villages=villages[:1], **facts(township, number="永法顾2号")
        )
    assert "沙田村" in refusal.value.message_dict["villages"][0]
    assert "永法顾1号" in refusal.value.message_dict["villages"][0]


def test_a_contract_without_a_free_village_is_refused(bureau, township, villages):
    actions.record_contract(by=bureau, **facts(township))
    with pytest.raises(ValidationError) as refusal:
        actions.record_contract(by=bureau, **facts(township, number="永法顾2号"))
    assert "villages" in refusal.value.message_dict


def test_villages_of_another_township_are_refused(bureau, township, villages):
    with pytest.raises(ValidationError) as refusal:
        actions.record_contract(by=bureau, villages=[VillageFactory()], **facts(township))
    assert "villages" in refusal.value.message_dict


def test_the_following_term_may_be_recorded_beside_the_present(bureau, township, villages):
    actions.record_contract(by=bureau, **facts(township))
    later = actions.record_contract(by=bureau, **facts(township, number="永法顾2号", **NEXT_YEAR))
    assert later.villages.count() == 3


def test_ending_early_and_extending(bureau, township, villages):
    contract = actions.record_contract(by=bureau, **facts(township))
    changed = actions.change_contract(contract, by=bureau, ends_on=dt.date(2026, 6, 30))
    assert changed.ends_on == dt.date(2026, 6, 30)
    actions.change_contract(contract, by=bureau, ends_on=dt.date(2027, 6, 30))
    entry = ModelLogEntry.objects.for_instance(contract).order_by("-pk").first()
    assert entry.data["changed"] == {"ends_on": ["2026-06-30", "2027-06-30"]}


def test_extending_into_the_next_contract_is_refused_in_words(bureau, township, villages):
    contract = actions.record_contract(by=bureau, **facts(township))
    actions.record_contract(by=bureau, **facts(township, number="永法顾2号", **NEXT_YEAR))
    with pytest.raises(ValidationError) as refusal:
        actions.change_contract(contract, by=bureau, ends_on=dt.date(2027, 1, 1))
    assert "永法顾2号" in str(refusal.value)
    contract.refresh_from_db()
    assert contract.ends_on == dt.date(2026, 12, 31)


def test_the_same_change_twice_is_logged_once(bureau, township, villages):
    contract = actions.record_contract(by=bureau, **facts(township))
    for _turn in range(2):
        actions.change_contract(contract, by=bureau, number="永法顾9号", villages=villages)
    assert [action for action, _user in logged(contract)] == [
        "directory.contract",
        "directory.contract_changed",
    ]


def test_a_village_joins_a_running_contract_but_does_not_leave_it(bureau, township, villages):
    contract = actions.record_contract(by=bureau, villages=villages[:1], **facts(township))
    actions.change_contract(contract, by=bureau, villages=villages)
    with pytest.raises(ValidationError) as refusal:
        actions.change_contract(contract, by=bureau, villages=villages[1:])
    assert "沙田村" in refusal.value.message_dict["villages"][0]
    assert contract.villages.count() == 3


def test_before_its_first_day_villages_may_leave_it(bureau, township, villages):
    contract = actions.record_contract(by=bureau, **facts(township, **NEXT_YEAR))
    actions.change_contract(contract, by=bureau, villages=villages[1:])
    assert set(contract.villages.all()) == set(villages[1:])


def test_party_kind_and_first_day_stay(bureau, township, villages):
    contract = actions.record_contract(by=bureau, **facts(township))
    actions.change_contract(contract, by=bureau, kind="direct", starts_on=dt.date(2020, 1, 1))
    contract.refresh_from_db()
    assert (contract.kind, contract.starts_on) == ("township", dt.date(2026, 1, 1))


def test_what_only_the_database_sees_comes_back_in_words(
    bureau, township, villages, monkeypatch, private
):
    """Between the check and the write somebody else was faster."""
    ContractFactory(party=township, villages=villages)
    monkeypatch.setattr(contracting, "_check_villages", lambda contract, rows: None)
    with pytest.raises(ValidationError) as refusal:
        actions.record_contract(by=bureau, villages=villages, file=pdf(), **facts(township))
    assert not hasattr(refusal.value, "error_dict")
    assert kept(private) == []


class TestLists:
    def test_ending_and_lapsed(self, township, villages):
        soon = ContractFactory(party=township, villages=villages[:1])
        late = ContractFactory(party=township, villages=villages[1:2], ends_on=dt.date(2027, 6, 30))
        over = ContractFactory(party=township, villages=villages[2:], over=True)
        assert list(Contract.objects.ending_soon()) == [soon]
        assert list(Contract.objects.lapsed_without_successor()) == [over]
        assert late not in Contract.objects.over()

    def test_renewed_contracts_are_not_asked_about(self, township, villages):
        old = ContractFactory(party=township, villages=villages, over=True)
        present = ContractFactory(party=township, villages=villages)
        assert not Contract.objects.lapsed_without_successor()
        assert list(Contract.objects.ending_soon().without_successor()) == [present]
        ContractFactory(party=township, villages=villages[:2], **NEXT_YEAR)
        assert list(Contract.objects.ending_soon().without_successor()) == [present]
        ContractFactory(party=township, villages=villages[2:], **NEXT_YEAR)
        assert not Contract.objects.ending_soon().without_successor()
        assert list(Contract.objects.over()) == [old]

    def test_a_place_no_longer_in_use_needs_no_successor(self, township):
        gone = VillageFactory(parent=township, is_active=False)
        ContractFactory(party=township, villages=[gone], over=True)
        assert not Contract.objects.lapsed_without_successor()


def test_the_bureau_of_another_county_writes_none(township, villages):
    county = PlaceFactory(code="430811000000", name="武陵源区", level="county")
    user = AppointmentFactory(role="bureau", place=county).user
    with pytest.raises(PermissionDenied):
        actions.record_contract(by=user, **facts(township))
