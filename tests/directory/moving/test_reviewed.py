"""Moving after a split, once, by whom, what waits, and what becomes of open questions."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from consultations.actions import route_stranded
from consultations.models import Consultation
from directory.actions import awaiting_move, move_services, record_change
from directory.actions.moving import plan_of
from directory.models import (
    PlaceChange,
    ServiceRoom,
)
from tests.directory.moving.days import BEFORE, LATER, ON, SINCE, terms
from tests.factories.accounts import UserFactory
from tests.factories.consultations import Township
from tests.factories.directory import (
    AppointmentFactory,
    AssignmentFactory,
    CoverFactory,
    VillageFactory,
)
from tests.factories.register import ContractFactory, ServiceRoomFactory, WeChatGroupFactory

pytestmark = pytest.mark.django_db


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
