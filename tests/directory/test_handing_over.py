"""An adviser leaves: who is proposed, and one confirmation that writes all or nothing."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from directory import actions
from directory.models import Assignment
from directory.pairing.handover import Candidate, Option, propose
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CertificateFactory,
    LeaveFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
LAST = dt.date(2026, 11, 30)
FIRST = dt.date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _in_english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def bureau(client):
    user = UserFactory(superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def township():
    return TownshipFactory()


@pytest.fixture
def leaver(township):
    """An adviser of three villages of one township."""
    adviser = AdviserFactory(name="张三")
    for _ in range(3):
        AssignmentFactory(adviser=adviser, village=VillageFactory(parent=township))
    return adviser


def neighbour(township, villages=1, **facts):
    """An adviser who serves ``villages`` of the township already."""
    adviser = AdviserFactory(**facts)
    for _ in range(villages):
        AssignmentFactory(adviser=adviser, village=VillageFactory(parent=township))
    return adviser


def services(adviser):
    return list(Assignment.objects.filter(certificate=adviser.pk).order_by("village"))


def offers(leaver, by):
    return actions.offers(leaver, last_day=LAST, by=by)


def everything_to(leaver, successor):
    return dict.fromkeys(services(leaver), successor)


class TestProposal:
    """The rule alone: options in, one adviser for each village out."""

    def option(self, pk, *, load=0, free=5, km=None, is_near=False):
        adviser = AdviserFactory.build(pk=pk, firm=None, pinyin=str(pk))
        return Option(Candidate(adviser, load, free), is_near, km)

    def proposed(self, options):
        return {village: adviser.pk for village, adviser in propose(options).items()}

    def test_same_township_then_distance_then_load(self):
        far, near = self.option(1, km=40.0), self.option(2, km=5.0)
        same = self.option(3, km=30.0, is_near=True)
        assert self.proposed({"a": [far, near, same]}) == {"a": 3}
        assert self.proposed({"a": [far, near]}) == {"a": 2}
        assert self.proposed({"a": [self.option(1, load=3), self.option(2, load=1)]}) == {"a": 2}

    def test_a_known_way_goes_before_an_unknown_one(self):
        assert self.proposed({"a": [self.option(1), self.option(2, km=50.0)]}) == {"a": 2}

    def test_nobody_is_given_more_than_is_free(self):
        near, far = self.option(1, free=2, km=1.0), self.option(2, free=1, km=60.0)
        options = {village: [near, far] for village in "abcd"}
        proposed = self.proposed(options)
        assert sorted(proposed.values()) == [1, 1, 2]

    def test_villages_are_spread_when_all_are_equally_near(self):
        options = {village: [self.option(1), self.option(2)] for village in "abcd"}
        assert sorted(self.proposed(options).values()) == [1, 1, 2, 2]

    def test_no_candidate_no_proposal(self):
        assert self.proposed({"a": [], "b": []}) == {}


class TestOffers:
    def test_the_neighbour_is_proposed_up_to_the_cap(self, bureau, township, leaver):
        near = neighbour(township, 4)
        spare = AdviserFactory()
        found = offers(leaver, bureau)
        assert [offer.assignment for offer in found] == services(leaver)
        assert sorted(offer.proposed.pk for offer in found) == sorted([near.pk, spare.pk, spare.pk])
        assert [one.is_near for one in found[0].options] == [True, False]

    def test_who_cannot_take_a_village_is_not_offered(self, bureau, township, leaver):
        expired = AdviserFactory(uncertified=True)
        CertificateFactory(adviser=expired, valid_until=LAST)
        LeaveFactory(adviser=AdviserFactory(), starts_on=FIRST, ends_on=FIRST)
        AdviserFactory(uncertified=True)
        neighbour(township, 5)
        neighbour(TownshipFactory(parent=township.parent), 5)
        assert [offer.options for offer in offers(leaver, bureau)] == [(), (), ()]

    def test_who_prefers_the_township_is_near(self, bureau, township, leaver):
        keen = AdviserFactory()
        keen.preferred_townships.add(township)
        AdviserFactory()
        assert {offer.proposed for offer in offers(leaver, bureau)} == {keen}

    def test_the_way_is_told_when_both_ends_are_known(self, bureau, leaver):
        village = services(leaver)[0].village
        village.latitude, village.longitude = 29.1, 110.4
        village.save()
        AdviserFactory(latitude=29.1, longitude=110.5)
        km = [offer.options[0].km for offer in offers(leaver, bureau)]
        assert km[0] == pytest.approx(9.7 * 1.4, rel=0.02)
        assert km[1:] == [None, None]

    def test_it_costs_the_same_with_many_candidates(
        self, bureau, township, leaver, django_assert_max_num_queries
    ):
        neighbour(township)
        offers(leaver, bureau)
        with django_assert_max_num_queries(12) as first:
            offers(leaver, bureau)
        for _ in range(8):
            neighbour(township)
        with django_assert_max_num_queries(len(first)):
            offers(leaver, bureau)


class TestAction:
    def hand(self, leaver, choices, by, reason="调离"):
        return actions.hand_over(leaver, choices, last_day=LAST, reason=reason, by=by)

    def test_all_villages_change_hands_on_the_day(self, bureau, leaver):
        successor = AdviserFactory()
        self.hand(leaver, everything_to(leaver, successor), bureau)
        assert {(one.ends_on, one.end_reason) for one in services(leaver)} == {(LAST, "调离")}
        assert {one.starts_on for one in services(successor)} == {FIRST}
        assert [one.village for one in services(successor)] == [
            one.village for one in services(leaver)
        ]

    def test_a_village_may_stay_open(self, bureau, leaver):
        self.hand(leaver, everything_to(leaver, None), bureau)
        assert not Assignment.objects.current(FIRST).exists()

    def test_one_village_too_many_and_nothing_is_written(self, bureau, township, leaver):
        busy = neighbour(township, 3)
        with pytest.raises(ValidationError) as refused:
            self.hand(leaver, everything_to(leaver, busy), bureau)
        third = services(leaver)[2]
        assert list(refused.value.message_dict) == [third.village_id]
        assert {one.ends_on for one in services(leaver)} == {None}
        assert len(services(busy)) == 3

    def test_it_cannot_be_done_twice(self, bureau, leaver):
        choices = everything_to(leaver, AdviserFactory())
        self.hand(leaver, choices, bureau)
        with pytest.raises(ValidationError):
            self.hand(leaver, choices, bureau)
        assert offers(leaver, bureau) == []

    def test_a_reason_is_needed(self, bureau, leaver):
        with pytest.raises(ValidationError):
            self.hand(leaver, everything_to(leaver, None), bureau, reason=" ")

    def test_only_the_bureau(self, township, leaver):
        officer = AppointmentFactory(role="office", place=township).user
        with pytest.raises(PermissionDenied):
            self.hand(leaver, everything_to(leaver, None), officer)
        assert offers(leaver, officer) == []
        keeper = AppointmentFactory(role="bureau", place=township.parent).user
        assert len(offers(leaver, keeper)) == 3

    def test_other_peoples_villages_are_a_mistake_of_the_caller(self, bureau, leaver):
        with pytest.raises(ValueError, match="is not of"):
            self.hand(AdviserFactory(), everything_to(leaver, None), bureau)


class TestPage:
    def url(self, adviser):
        return reverse("register/advisers:hand_over", args=[adviser.pk])

    def typed(self, leaver, successor):
        codes = [one.village_id for one in services(leaver)]
        chosen = {f"to_{code}": successor.pk for code in codes}
        return {"last_day": "2026-11-30", "reason": "调离"} | chosen

    def test_shows_villages_with_the_proposal_and_writes_after_confirmation(
        self, client, bureau, leaver
    ):
        successor = AdviserFactory(name="李四")
        page = client.get(self.url(leaver), {"last_day": "2026-11-30"})
        assert page.status_code == 200
        assert page.context["form"]["last_day"].value() == LAST
        text = page.content.decode()
        assert text.count(f'<option value="{successor.pk}" selected>') == 3
        assert services(leaver)[0].village.full_name in text
        assert services(successor) == []
        answer = client.post(self.url(leaver), self.typed(leaver, successor), follow=True)
        assert len(services(successor)) == 3
        assert "3 villages were handed over" in answer.content.decode()
        assert (
            "serves no village"
            in client.get(self.url(leaver), {"last_day": "2026-11-30"}).content.decode()
        )

    def test_each_village_needs_an_answer_and_only_one(self, client, bureau, leaver):
        typed = self.typed(leaver, AdviserFactory())
        first, second, _third = [one.village_id for one in services(leaver)]
        typed |= {f"to_{first}": "", f"open_{second}": "on"}
        page = client.post(self.url(leaver), typed)
        assert set(page.context["form"].errors) == {f"to_{first}", f"to_{second}"}
        typed |= {f"open_{first}": "on", f"to_{second}": ""}
        client.post(self.url(leaver), typed)
        assert Assignment.objects.current(FIRST).count() == 1

    def test_a_refusal_stands_beside_its_village(self, client, bureau, township, leaver):
        busy = neighbour(township, 3)
        page = client.post(self.url(leaver), self.typed(leaver, busy))
        third = services(leaver)[2].village_id
        assert list(page.context["form"].errors) == [f"to_{third}"]
        assert "Nothing was written" in page.content.decode()
        assert {one.ends_on for one in services(leaver)} == {None}

    @pytest.mark.parametrize("typed", [{}, {"last_day": "x"}, {"last_day": "2026-11-30"}])
    def test_what_is_missing_is_said(self, client, bureau, leaver, typed):
        page = client.post(self.url(leaver), typed)
        assert page.status_code == 200
        assert page.context["form"].errors

    def test_the_button_is_where_the_adviser_is(self, client, bureau, leaver):
        for name in ("edit", "inspect"):
            address = reverse(f"register/advisers:{name}", args=[leaver.pk])
            assert self.url(leaver) in client.get(address).content.decode()
        listing = client.get(reverse("register/advisers:index")).content.decode()
        assert self.url(leaver) in listing

    def test_strangers_are_sent_away(self, client, leaver):
        assert client.get(self.url(leaver)).status_code == 302
        client.force_login(UserFactory())
        assert client.get(self.url(leaver)).status_code == 302
        assert client.post(self.url(leaver), {}).status_code == 302
