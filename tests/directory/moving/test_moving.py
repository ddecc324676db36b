"""Moving what hangs on a closed place: what the plan says is what happens, once."""

import datetime as dt

import pytest
from wagtail.models import ModelLogEntry

from directory.actions import move_services, record_change
from directory.models import (
    Appointment,
    Assignment,
    ContractVillage,
    Cover,
    ServiceRoom,
    WeChatGroup,
)
from tests.directory.moving.days import BEFORE, LATER, ON, SINCE, terms
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CertificateFactory,
    CoverFactory,
    LeaveFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.ledger import EntryFactory
from tests.factories.register import ContractFactory, ServiceRoomFactory, WeChatGroupFactory

pytestmark = pytest.mark.django_db


class TestLeads:
    def test_go_to_an_unserved_successor(self, village, heir, merge, bureau):
        lead = AssignmentFactory(village=village)
        change = merge()
        assert terms(village) == [(lead.adviser, lead.starts_on, BEFORE)]
        assert terms(heir) == [(lead.adviser, ON, None)]
        assert heir.assignments.get().slot == 1
        assert change.moved_at is not None
        logged = ModelLogEntry.objects.for_instance(village)
        assert logged.get(action="directory.move_services").user == bureau

    def test_end_where_the_successor_has_its_own(self, village, heir, merge):
        lead, own = AssignmentFactory(village=village), AssignmentFactory(village=heir)
        merge()
        assert terms(village) == [(lead.adviser, lead.starts_on, BEFORE)]
        assert terms(heir) == [(own.adviser, own.starts_on, None)]

    def test_go_until_the_successors_own_begins(self, village, heir, merge):
        lead = AssignmentFactory(village=village)
        own = AssignmentFactory(village=heir, starts_on=LATER)
        merge()
        assert terms(heir) == [
            (lead.adviser, ON, LATER - dt.timedelta(days=1)),
            (own.adviser, LATER, None),
        ]

    def test_not_yet_begun_go_as_they_are(self, village, heir, merge):
        first = AssignmentFactory(village=village, ends_on=LATER - dt.timedelta(days=1))
        second = AssignmentFactory(village=village, starts_on=LATER)
        merge()
        assert terms(village) == [(first.adviser, first.starts_on, BEFORE)]
        assert terms(heir) == [
            (first.adviser, ON, LATER - dt.timedelta(days=1)),
            (second.adviser, LATER, None),
        ]

    def test_not_yet_begun_and_not_wanted_keep_their_first_day(self, village, heir, merge):
        AssignmentFactory(village=heir)
        coming = AssignmentFactory(village=village, starts_on=LATER)
        merge()
        assert terms(village) == [(coming.adviser, LATER, LATER)]

    def test_that_ended_stay_as_they_are(self, village, merge):
        over = AssignmentFactory(village=village, ends_on=dt.date(2025, 12, 31))
        merge()
        assert terms(village) == [(over.adviser, over.starts_on, over.ends_on)]

    def test_without_a_valid_certificate_end(self, village, heir, merge):
        adviser = AdviserFactory(uncertified=True)
        certificate = CertificateFactory(adviser=adviser)
        AssignmentFactory(village=village, certificate=certificate)
        certificate.suspended_on = SINCE
        certificate.save()
        merge()
        assert terms(heir) == []

    def test_keep_an_exception_with_its_reason(self, village, heir, merge):
        adviser = AdviserFactory()
        for _ in range(5):
            AssignmentFactory(adviser=adviser)
        AssignmentFactory(village=village, adviser=adviser, slot=None, exception_reason="山路")
        merge()
        moved = heir.assignments.get()
        assert (moved.slot, moved.exception_reason) == (None, "山路")

    def test_of_a_full_adviser_keep_within_the_cap(self, village, heir, merge):
        adviser = AdviserFactory()
        AssignmentFactory(village=village, adviser=adviser)
        for _ in range(4):
            AssignmentFactory(adviser=adviser)
        merge()
        assert heir.assignments.get().slot == 1

    def test_follow_a_chain_of_mergers(self, village, heir, bureau):
        lead = AssignmentFactory(village=village)
        [first] = record_change("merged", village, heir, happened_on=SINCE, by=bureau)
        last = VillageFactory()
        record_change("merged", heir, last, happened_on=SINCE, by=bureau)
        move_services(first, {}, on=ON, by=bureau)
        assert terms(last) == [(lead.adviser, ON, None)]

    def test_of_two_villages_the_first_moved_serves(self, village, heir, bureau):
        other = VillageFactory()
        leads = [AssignmentFactory(village=place) for place in (village, other)]
        rows = record_change("merged", [village, other], heir, happened_on=SINCE, by=bureau)
        for row in rows:
            move_services(row, {}, on=ON, by=bureau)
        first = next(lead for lead in leads if lead.village == rows[0].former)
        assert terms(heir) == [(first.adviser, ON, None)]
        assert not Assignment.objects.current(ON).filter(village__is_active=False).exists()


class TestCovers:
    def test_go_with_an_unserved_village(self, village, heir, merge):
        cover = CoverFactory(village=village, ends_on=LATER)
        merge()
        assert terms(village, Cover) == [(cover.adviser, cover.starts_on, BEFORE)]
        assert terms(heir, Cover) == [(cover.adviser, ON, LATER)]

    def test_not_yet_begun_go_as_they_are(self, village, heir, merge):
        cover = CoverFactory(village=village, starts_on=LATER, ends_on=LATER)
        merge()
        assert terms(heir, Cover) == [(cover.adviser, LATER, LATER)]
        assert terms(village, Cover) == []

    @pytest.mark.parametrize("obstacle", ["own lead", "own cover", "away"])
    def test_end_when_they_cannot_stand_in_there(self, village, heir, merge, obstacle):
        cover = CoverFactory(village=village, ends_on=LATER)
        if obstacle == "own lead":
            AssignmentFactory(village=heir)
        elif obstacle == "own cover":
            CoverFactory(village=heir)
        else:
            LeaveFactory(adviser=cover.adviser, starts_on=ON, ends_on=ON)
        merge()
        assert terms(village, Cover) == [(cover.adviser, cover.starts_on, BEFORE)]
        assert cover.adviser not in [row[0] for row in terms(heir, Cover)]

    def test_over_with_the_day_before_stay(self, village, merge):
        cover = CoverFactory(village=village, ends_on=BEFORE)
        merge()
        assert terms(village, Cover) == [(cover.adviser, cover.starts_on, BEFORE)]


class TestBelongings:
    def test_a_clerk_goes_to_a_village_without_one(self, village, heir, merge):
        clerk = AppointmentFactory(role="clerk", place=village)
        merge()
        clerk.refresh_from_db()
        assert clerk.ends_on == BEFORE
        moved = Appointment.objects.get(place=heir)
        assert (moved.user, moved.role, moved.starts_on) == (clerk.user, "clerk", ON)

    def test_a_clerk_beside_another_one_ends(self, village, heir, merge):
        clerk = AppointmentFactory(role="clerk", place=village)
        own = AppointmentFactory(role="clerk", place=heir)
        merge()
        clerk.refresh_from_db()
        assert clerk.ends_on == BEFORE
        assert Appointment.objects.get(place=heir) == own

    def test_a_township_officer_reaches_both(self, bureau):
        township, new = TownshipFactory(), TownshipFactory()
        officer = AppointmentFactory(role="office", place=township)
        [change] = record_change("merged", township, new, happened_on=SINCE, by=bureau)
        move_services(change, {}, on=ON, by=bureau)
        held = Appointment.objects.current(ON).filter(user=officer.user)
        assert {row.place for row in held} == {township, new}

    def test_room_and_group_move_to_a_village_without(self, village, heir, merge):
        room, group = ServiceRoomFactory(village=village), WeChatGroupFactory(village=village)
        merge()
        assert ServiceRoom.objects.get().village == heir
        assert ServiceRoom.objects.get().address == room.address
        assert WeChatGroup.objects.get(pk=group.pk).village == heir

    def test_room_and_group_stay_beside_others(self, village, heir, merge):
        for make in (ServiceRoomFactory, WeChatGroupFactory):
            make(village=village)
            make(village=heir)
        merge()
        for model in (ServiceRoom, WeChatGroup):
            assert {row.village for row in model.objects.all()} == {village, heir}

    def test_a_townships_contract_covers_the_successor_too(self, village, heir, merge):
        contract = ContractFactory(party=village.parent, villages=[village])
        merge()
        covered = ContractVillage.objects.filter(contract=contract)
        assert {line.village for line in covered} == {village, heir}

    def test_other_contracts_run_out_where_they_are(self, village, heir, merge):
        ContractFactory(direct=True, party=village)
        ContractFactory(over=True, party=village.parent, villages=[village])
        merge()
        assert not ContractVillage.objects.filter(village=heir).exists()

    def test_a_successor_under_contract_keeps_its_own(self, village, heir, merge):
        ContractFactory(party=village.parent, villages=[village])
        own = ContractFactory(party=village.parent, villages=[heir])
        merge()
        assert ContractVillage.objects.get(village=heir).contract == own

    def test_the_ledger_stays(self, village, merge):
        entry = EntryFactory(village=village)
        merge()
        entry.refresh_from_db()
        assert entry.volume.village == village
