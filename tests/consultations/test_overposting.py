"""Whatever else is posted with a form, only what the form asks for is changed (trust.md T-11)."""

import pytest
from django.urls import reverse

from consultations.models import Consultation, EventKind
from consultations.urls import DESK_EVENTS
from tests.consultations.test_desk_pages import DATA, act, as_user
from tests.consultations.test_my_pages import enter, url

OWN = {"id", "public_id", "form_key_hash", "receipt_hash", "phone_tail_hash", "ledger_entry"}
MOMENTS = {
    field.name for field in Consultation._meta.fields if field.name.endswith(("_at", "since"))
}
COMPARED = [f.attname for f in Consultation._meta.fields if f.name not in OWN | MOMENTS]
VILLAGER = [
    ("reply", {"text": "还有"}, {}),
    ("reopen", {"open-text": "没解决"}, {"answered": True}),
    ("solve", {}, {"answered": True}),
    ("rate", {"rating": "2"}, {"closed": True}),
    ("withdraw", {}, {}),
]


def planted(township, prefix=""):
    """A value for every column of the table, under its own name and under the form's prefix."""
    columns = {field.name for field in Consultation._meta.fields} | set(COMPARED)
    values = dict.fromkeys(columns, "1") | {
        "status": "closed",
        "adviser": township.neighbour.pk,
        "adviser_id": township.neighbour.pk,
        "office_id": township.office.pk,
        "village_id": township.other_village.pk,
        "desk_role": "bureau",
    }
    return values | {f"{prefix}-{name}": value for name, value in values.items() if prefix}


def facts(row):
    return Consultation.objects.filter(pk=row.pk).values(*COMPARED).get()


@pytest.mark.parametrize(("name", "data", "trait"), VILLAGER)
def test_the_villager_changes_what_she_is_asked_only(client, township, name, data, trait):
    plain, planting = township.ask(**trait), township.ask(**trait)
    asked = {key.removeprefix("open-") for key in data}
    more = {
        k: v for k, v in planted(township, "open").items() if k.removeprefix("open-") not in asked
    }
    for row, posted in ((plain, data), (planting, more | data)):
        enter(client, row)
        client.post(url(name), posted)
    assert facts(plain) == facts(planting)


@pytest.mark.parametrize("event", DESK_EVENTS)
def test_the_desk_changes_what_its_button_is_for_only(client, township, event):
    trait = {"answered": True} if event == EventKind.CLOSE else {}
    plain, planting = township.ask(**trait), township.ask(**trait)
    user = township.staff("bureau") if event == EventKind.OPEN else township.lead.user
    data = DATA.get(event, {})
    act(as_user(client, user), plain, event, **data)
    target = reverse(f"consultations:desk_{event.value}", args=[planting.public_id])
    posted = {f"{event.value}-{name}": value for name, value in data.items()}
    client.post(target, planted(township, event.value) | posted)
    assert facts(plain) == facts(planting)
    assert plain.events.count() == planting.events.count()
