"""Whatever happens to a county's villages, no code leads astray and no assignment is lost."""

import datetime as dt
import itertools
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.actions import awaiting_move, move_services, record_change
from directory.actions.moving import plan_of
from directory.models import Assignment, Place, PlaceChange, village_now
from tests.factories.accounts import UserFactory
from tests.factories.directory import AssignmentFactory, TownshipFactory, VillageFactory

pytestmark = pytest.mark.django_db
VILLAGES = 7
SERVED = 5
place = st.integers(0, VILLAGES - 1)
several = st.lists(place, min_size=1, max_size=3)
changes = st.one_of(
    st.tuples(st.just("renamed"), several, st.just([])),
    st.tuples(st.just("recoded"), several, several),
    st.tuples(st.just("merged"), several, several),
    st.tuples(st.just("split"), several, several),
    st.tuples(st.just("move"), several, several),
)


class County:
    """A few villages, most of them served, and what the test remembers of them."""

    def __init__(self):
        self.by = UserFactory(superuser=True)
        self.today = timezone.localdate()
        township = TownshipFactory()
        self.villages = [VillageFactory(parent=township) for _ in range(VILLAGES)]
        self.terms = [AssignmentFactory(village=village) for village in self.villages[:SERVED]]
        self.names = map("新{}村委会".format, itertools.count())

    def attempt(self, kind, before, after):
        """Does what was drawn, or nothing at all when it is refused in words."""
        with suppress(ValidationError), transaction.atomic():
            self.act(kind, before, after)

    def act(self, kind, before, after):
        """Does what was drawn."""
        formers, others = ([self.villages[n] for n in numbers] for numbers in (before, after))
        if kind == "move":
            return self.move(formers[0], others[0])
        facts = {"happened_on": self.today, "by": self.by, "new_name": next(self.names)}
        return record_change(kind, formers, others, **facts)

    def move(self, former, wished):
        """Moves services; in a split every row goes to one and the same part."""
        change = PlaceChange.objects.closing().filter(former=former).first()
        heirs = PlaceChange.objects.heirs(former.pk)
        if change is None or not heirs:
            return
        target = wished if wished in heirs else heirs[0]
        choices = {item.key: target.pk for item in plan_of(former, heirs, self.today)}
        move_services(change, choices, on=self.today, by=self.by)

    def settle(self):
        """The bureau works off its list."""
        for former in awaiting_move():
            self.move(former, former)

    def check_codes(self):
        """Every code leads to a page: of a village in use, of a choice, or of an explanation."""
        client = Client()
        for village in self.villages:
            heirs = PlaceChange.objects.heirs(village.pk)
            response = client.get(f"/v/{village.pk}/")
            if Place.objects.get(pk=village.pk).is_active:
                assert (response.status_code, heirs) == (200, [])
                continue
            assert heirs, "a closed village leads somewhere"
            assert all(heir.is_active for heir in heirs)
            assert response.status_code == (301 if len(heirs) == 1 else 200)
            assert (village_now(village.pk) is None) == (len(heirs) > 1)

    def check_terms(self):
        """No assignment vanished, none was stretched, nobody serves twice on a day."""
        for term in self.terms:
            row = Assignment.objects.get(pk=term.pk)
            assert (row.certificate_id, row.starts_on) == (term.certificate_id, term.starts_on)
        for village in self.villages:
            assert village.assignments.current(self.today).count() <= 1

    def check_served(self):
        """After the list is worked off nobody serves a closed village, and who had an adviser
        has one still, if the village is one again."""
        assert not Assignment.objects.current(self.today).filter(village__is_active=False).exists()
        for term in self.terms:
            heirs = PlaceChange.objects.heirs(term.village_id) or [term.village]
            served = Assignment.objects.current(self.today).filter(village__in=heirs)
            assert served.exists(), "the villagers kept an adviser"


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(changes, max_size=10))
def test_any_sequence_of_changes_leads_somewhere_and_loses_nobody(sequence):
    with transaction.atomic():
        county = County()
        for kind, before, after in sequence:
            county.attempt(kind, before, after)
            county.check_terms()
        county.check_codes()
        county.settle()
        assert not awaiting_move().exists()
        county.check_terms()
        county.check_served()
        transaction.set_rollback(True)


def test_a_chain_of_a_hundred_mergers_still_leads_on():
    by, villages = UserFactory(superuser=True), [VillageFactory() for _ in range(101)]
    today = dt.date(2026, 11, 1)
    for former, successor in itertools.pairwise(villages):
        record_change("merged", former, successor, happened_on=today, by=by)
    assert village_now(villages[0].pk) == villages[-1]
