"""Rotation writes everything with the newest key and may be interrupted anywhere."""

import io

import pytest
from django.core.management import CommandError, call_command

from consultations.models import Consultation
from portal.vault import keyring, rotation
from portal.vault.models import Probe
from tests.factories.consultations import Township


def rotate(**options):
    out = io.StringIO()
    call_command("rotate_vault", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def notes(note_model):
    note_model.objects.bulk_create(note_model(text=f"第{i}件", remark=None) for i in range(7))
    note_model.objects.create(text="", remark="只有备注")
    return note_model


def test_all_rows_are_renewed_and_the_old_key_can_go(notes, settings, new_key, stored):
    settings.VAULT_KEYS = [new_key, *settings.VAULT_KEYS]
    out = rotate(batch=3)
    assert "7 read, 7 renewed" in out
    settings.VAULT_KEYS = [new_key]
    assert [keyring.decrypt(token) for token in stored() if token] == [f"第{i}件" for i in range(7)]
    assert notes.objects.get(text="").remark == "只有备注"
    assert Probe.objects.faults() == []


def test_second_run_changes_nothing(notes, settings, new_key, stored):
    settings.VAULT_KEYS = [new_key, *settings.VAULT_KEYS]
    rotate()
    before = stored()
    assert "7 read, 0 renewed" in rotate()
    assert stored() == before


def test_interrupted_run_is_resumed(notes, settings, new_key, stored):
    settings.VAULT_KEYS = [new_key, *settings.VAULT_KEYS]
    field = notes._meta.get_field("text")
    next(rotation.renew(notes, field, batch=3))
    assert sum(keyring.is_current(token) for token in stored() if token) == 3
    assert list(rotation.renew(notes, field, batch=3)) == [(3, 0), (3, 3), (1, 1)]


def test_text_written_meanwhile_wins(notes, settings, new_key):
    first = notes.objects.order_by("pk").first()
    field = notes._meta.get_field("text")
    settings.VAULT_KEYS = [new_key, *settings.VAULT_KEYS]
    run = rotation.renew(notes, field, batch=1)
    next(run)
    second = notes.objects.exclude(pk=first.pk).order_by("pk").first()
    notes.objects.filter(pk=second.pk).update(text="改过的")
    list(run)
    assert notes.objects.get(pk=second.pk).text == "改过的"


def test_unreadable_row_is_named_and_the_rest_is_kept(notes, settings, new_key, stored):
    settings.VAULT_KEYS = [new_key]
    with pytest.raises(CommandError, match=r"vault\.Note\.\w+ of row \d"):
        rotate()
    assert not any(keyring.is_current(token) for token in stored() if token)


@pytest.mark.django_db
def test_real_cases_are_read_with_the_new_key_alone(settings, new_key):
    """Guards of append-only tables must not stand in the way of a new key."""
    township = Township()
    case = township.ask(answered=True, asker_name="张三")
    asked, said = case.question, [message.text for message in case.messages.all()]
    notes = [event.note for event in case.events.order_by("pk")]
    settings.VAULT_KEYS = [new_key, *settings.VAULT_KEYS]
    rotate()
    settings.VAULT_KEYS = [new_key]
    case = Consultation.objects.get(pk=case.pk)
    assert (case.question, case.asker_name) == (asked, "张三")
    assert [message.text for message in case.messages.all()] == said
    assert [event.note for event in case.events.order_by("pk")] == notes
    assert said
