"""Taking a question back: at any time, once, and the work done stays counted."""

import pytest

from consultations import actions
from consultations.models import Consultation, EventKind, Status
from directory.ledger.models import Entry
from tests.consultations.test_my_pages import enter, url

TRAITS = ["accepted", "waiting", "answered", "closed", "held"]


def test_taken_back_twice_is_once(township, now):
    row = township.ask()
    for _tap in range(2):
        assert actions.withdraw(row, at=now).status == Status.WITHDRAWN
    assert row.events.filter(kind=EventKind.WITHDRAW).count() == 1


@pytest.mark.parametrize("trait", TRAITS)
def test_it_is_offered_in_every_state(client, township, trait):
    enter(client, township.ask(**{trait: True}))
    assert url("withdraw") in client.get(url("thread")).content.decode()
    client.post(url("withdraw"))
    assert Consultation.objects.get().status == Status.WITHDRAWN
    for user in (township.lead.user, township.staff("bureau")):
        assert not Consultation.objects.visible_to(user).exists()
    assert url("withdraw") not in client.get(url("thread")).content.decode()


@pytest.mark.parametrize(("trait", "entries"), [("waiting", 0), ("answered", 1), ("closed", 1)])
def test_what_was_answered_by_then_is_in_the_ledger(township, now, trait, entries):
    row = actions.withdraw(township.ask(**{trait: True}), at=now)
    assert (row.ledger_entry is not None) == bool(entries)
    assert Entry.objects.count() == entries


def test_no_way_leads_back(township, now):
    row = actions.withdraw(township.ask(answered=True), at=now)
    assert actions.route_stranded(at=now) == 0
    assert Consultation.objects.get(pk=row.pk).status == Status.WITHDRAWN
