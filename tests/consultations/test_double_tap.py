"""Tapped twice on a slow phone: done once, and the second page shows no fault."""

import pytest

from consultations.models import Consultation, EventKind
from tests.consultations.test_desk_pages import DATA, INBOX, act, as_user
from tests.factories.directory import UserFactory


@pytest.mark.parametrize("event", [EventKind.DECLINE, EventKind.TRANSFER, EventKind.SPAM])
def test_giving_it_away_twice_ends_at_the_list(client, township, event):
    row = township.ask()
    as_user(client, township.lead.user)
    for _tap in range(2):
        response = act(client, row, event, **DATA.get(event, {}))
        assert (response.status_code, response.url) == (302, INBOX)
    assert row.events.filter(kind=event).count() == 1


@pytest.mark.parametrize(
    ("event", "trait"), [(EventKind.ACCEPT, {}), (EventKind.CLOSE, {"answered": True})]
)
def test_a_button_without_words_twice_says_no_fault(client, township, event, trait):
    row = township.ask(**trait)
    as_user(client, township.lead.user)
    for _tap in range(2):
        assert act(client, row, event).url == row.get_absolute_url()
    assert "callout--urgent" not in client.get(row.get_absolute_url()).content.decode()
    assert row.events.filter(kind=event).count() == 1


def test_what_somebody_else_did_is_still_not_found(client, township):
    row = township.ask()
    act(as_user(client, township.lead.user), row, EventKind.DECLINE, **DATA[EventKind.DECLINE])
    for stranger in (UserFactory(), township.staff("clerk")):
        response = act(as_user(client, stranger), row, EventKind.DECLINE, **DATA[EventKind.DECLINE])
        assert response.status_code == 404


def test_an_old_page_is_not_found_any_more(client, township, now):
    """Whoever gave it away learns nothing about it by pressing other buttons."""
    row = township.ask()
    as_user(client, township.lead.user)
    act(client, row, EventKind.DECLINE, **DATA[EventKind.DECLINE])
    assert act(client, row, EventKind.ANSWER, **DATA[EventKind.ANSWER]).status_code == 404
    assert client.get(row.get_absolute_url()).status_code == 404
    assert Consultation.objects.get().adviser == township.neighbour
