"""Moving what hangs on a closed place: what the plan says is what happens, once."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from consultations.actions import route_stranded
from consultations.models import Consultation
from directory.actions import awaiting_move, move_services, record_change
from directory.actions.moving import plan_of
from directory.models import (
    Appointment,
    Assignment,
    ContractVillage,
    Cover,
    PlaceChange,
    ServiceRoom,
    WeChatGroup,
)
from tests.factories.accounts import UserFactory
from tests.factories.consultations import Township
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CertificateFactory,
    CountyFactory,
    CoverFactory,
    LeaveFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.ledger import EntryFactory
from tests.factories.register import ContractFactory, ServiceRoomFactory, WeChatGroupFactory

pytestmark = pytest.mark.django_db
SINCE = dt.date(2026, 11, 1)
ON = dt.date(2026, 11, 22)
BEFORE = dt.date(2026, 11, 21)
LATER = dt.date(2027, 1, 1)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 1, tzinfo=dt.UTC))


@pytest.fixture
def bureau():
    return AppointmentFactory(role="bureau", place=CountyFactory()).user


@pytest.fixture
def village():
    return VillageFactory(name="老村委会")


@pytest.fixture
def heir(village):
    return VillageFactory(name="新村委会", parent=village.parent)


@pytest.fixture
def merge(village, heir, bureau):
    """Closes the village into its successor and moves its services."""

    def act(on=ON):
        [change] = record_change("merged", village, heir, happened_on=SINCE, by=bureau)
        move_services(change, {}, on=on, by=bureau)
        change.refresh_from_db()
        return change

    return act


def terms(place, kind=Assignment):
    rows = kind.objects.filter(village=place).order_by("starts_on")
    return [(row.adviser, row.starts_on, row.ends_on) for row in rows]


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


class TestSplit:
    @pytest.fixture
    def parts(self, village):
        return [VillageFactory(parent=village.parent) for _ in range(2)]

    @pytest.fixture
    def change(self, village, parts, bureau):
        AssignmentFactory(village=village)
        ServiceRoomFactory(village=village)
        return record_change("split", village, parts, happened_on=SINCE, by=bureau)[0]

    def test_the_bureau_chooses_row_by_row(self, village, parts, change, bureau):
        items = plan_of(village, PlaceChange.objects.heirs(village.pk), ON)
        lead, room = items
        choices = {lead.key: parts[1].pk, room.key: parts[0].pk}
        move_services(change, choices, on=ON, by=bureau)
        assert terms(parts[1])[0][1] == ON
        assert terms(parts[0]) == []
        assert ServiceRoom.objects.get().village == parts[0]
        assert not PlaceChange.objects.filter(moved_at=None).exists()

    def test_nowhere_is_a_choice(self, village, parts, change, bureau):
        items = plan_of(village, parts, ON)
        move_services(change, {item.key: "" for item in items}, on=ON, by=bureau)
        assert terms(village)[0][2] == BEFORE
        assert ServiceRoom.objects.get().village == village

    @pytest.mark.parametrize("choice", [None, "430802999999", "x"])
    def test_every_row_needs_one_of_the_parts(self, village, parts, change, bureau, choice):
        items = plan_of(village, parts, ON)
        choices = {items[0].key: parts[0].pk} | ({items[1].key: choice} if choice else {})
        with pytest.raises(ValidationError) as refused:
            move_services(change, choices, on=ON, by=bureau)
        assert items[1].key in refused.value.message_dict
        assert terms(village)[0][2] is None


class TestOnceAndByWhom:
    def test_never_twice(self, merge, bureau, village):
        AssignmentFactory(village=village)
        change = merge()
        with pytest.raises(ValidationError):
            move_services(change, {}, on=ON, by=bureau)

    def test_not_before_the_change(self, village, heir, bureau):
        [change] = record_change("merged", village, heir, happened_on=SINCE, by=bureau)
        with pytest.raises(ValidationError) as refused:
            move_services(change, {}, on=SINCE - dt.timedelta(days=1), by=bureau)
        assert "on" in refused.value.message_dict

    def test_only_by_the_bureau(self, village, heir, bureau):
        [change] = record_change("merged", village, heir, happened_on=SINCE, by=bureau)
        office = AppointmentFactory(role="office", place=village.parent).user
        for user in (office, UserFactory()):
            with pytest.raises(PermissionDenied):
                move_services(change, {}, on=ON, by=user)

    def test_a_place_closed_without_successor_ends_all(self, village, heir, bureau):
        AssignmentFactory(village=village)
        [change] = record_change("merged", village, heir, happened_on=SINCE, by=bureau)
        heir.is_active = False
        heir.save()
        move_services(change, {}, on=ON, by=bureau)
        assert terms(village)[0][2] == BEFORE


class TestWhatWaits:
    @pytest.mark.parametrize(
        "hang",
        [
            lambda village: AssignmentFactory(village=village),
            lambda village: AssignmentFactory(village=village, starts_on=LATER),
            lambda village: CoverFactory(village=village),
            lambda village: AppointmentFactory(role="clerk", place=village),
            lambda village: ServiceRoomFactory(village=village),
            lambda village: WeChatGroupFactory(village=village),
            lambda village: ContractFactory(party=village.parent, villages=[village]),
        ],
    )
    def test_is_listed_until_moved(self, village, heir, bureau, hang):
        hang(village)
        assert not awaiting_move().exists()
        [change] = record_change("merged", village, heir, happened_on=SINCE, by=bureau)
        assert list(awaiting_move()) == [village]
        move_services(change, {}, on=ON, by=bureau)
        assert not awaiting_move().exists()

    def test_is_not_a_renamed_or_an_empty_place(self, village, heir, bureau):
        AssignmentFactory(village=heir)
        record_change("renamed", heir, happened_on=SINCE, by=bureau, new_name="新名村委会")
        record_change("merged", village, heir, happened_on=SINCE, by=bureau)
        assert not awaiting_move().exists()

    def test_the_plan_says_in_words_what_happens(self, village, heir):
        lead = AssignmentFactory(village=village)
        ServiceRoomFactory(village=village)
        lead_row, room_row = plan_of(village, [heir], ON)
        assert lead.adviser.name in lead_row.label
        assert "新村" in lead_row.outcomes[heir.pk].words
        assert "2026-11-21" in lead_row.outcomes[""].words
        assert "新村" in room_row.outcomes[heir.pk].words


class TestOpenQuestions:
    @pytest.fixture
    def place(self):
        return Township()

    def ask_and_close(self, place, bureau, **facts):
        case = place.ask(village=place.village, **facts)
        heir = VillageFactory(parent=place.place)
        [change] = record_change("merged", place.village, heir, happened_on=SINCE, by=bureau)
        return case, heir, change

    def test_stay_with_their_adviser_until_the_services_move(self, place, bureau):
        case, _heir, _change = self.ask_and_close(place, bureau)
        assert Consultation.objects.on_desk_of(place.lead.user).filter(pk=case.pk).exists()

    @pytest.mark.parametrize("committee", [False, True])
    def test_reach_a_desk_afterwards(self, place, bureau, committee):

        from consultations.models import Consultation

        case, heir, change = self.ask_and_close(place, bureau, concerns_committee=committee)
        move_services(change, {}, on=ON, by=bureau)
        route_stranded(at=timezone.now())
        case.refresh_from_db()
        assert (case.adviser_id is None) != (case.office_id is None)
        assert not Consultation.objects.stranded(ON).exists()
        serving = heir.assignments.get().adviser
        assert serving == place.lead
        if committee:
            assert case.adviser != serving

    def test_new_ones_at_the_old_code_reach_a_desk(self, place, bureau):
        _case, _heir, change = self.ask_and_close(place, bureau)
        move_services(change, {}, on=ON, by=bureau)
        case = place.ask(village=place.village)
        assert case.adviser_id or case.office_id

    def test_against_a_committee_never_reach_who_serves_its_successor(self, place, bureau):
        AssignmentFactory(village=VillageFactory(parent=place.place), adviser=place.neighbour)
        _case, heir, change = self.ask_and_close(place, bureau)
        move_services(change, {}, on=ON, by=bureau)
        case = place.ask(village=place.village, concerns_committee=True)
        assert heir.assignments.get().adviser == place.lead
        assert case.adviser == place.neighbour
