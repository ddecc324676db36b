"""An encrypted field behaves as text in Python and as a token in the database."""

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.writer import MigrationWriter
from django.db.models import F, Value

from portal.vault import keyring
from portal.vault.fields import EncryptedTextField

SECRET = "张三说欠他工钱"


def test_round_trip_and_nothing_plain_is_stored(note_model, stored):
    note = note_model.objects.create(text=SECRET, remark="备注")
    note.refresh_from_db()
    assert (note.text, note.remark) == (SECRET, "备注")
    [token] = stored()
    assert keyring.decrypt(token) == SECRET
    assert SECRET not in token


def test_empty_and_null_stay_what_they_are(note_model, stored):
    note = note_model.objects.create(text="", remark=None)
    note.refresh_from_db()
    assert (note.text, note.remark) == ("", None)
    assert (stored("text"), stored("remark")) == ([""], [None])


def test_every_way_of_writing_encrypts(note_model, stored):
    note_model.objects.bulk_create([note_model(text="one"), note_model(text="two")])
    one, two = note_model.objects.order_by("pk")
    one.text = "three"
    note_model.objects.bulk_update([one], ["text"])
    note_model.objects.filter(pk=two.pk).update(text="four")
    note_model.objects.update_or_create(pk=one.pk, defaults={"remark": "five"})
    assert [keyring.decrypt(token) for token in stored()] == ["three", "four"]
    assert keyring.decrypt(stored("remark")[0]) == "five"


def test_every_way_of_reading_decrypts(note_model):
    note_model.objects.create(text=SECRET)
    assert list(note_model.objects.values_list("text", flat=True)) == [SECRET]
    assert note_model.objects.values("text").get() == {"text": SECRET}
    assert note_model.objects.defer("text").get().text == SECRET
    assert note_model.objects.annotate(copy=F("text")).get().copy == SECRET


def test_database_refuses_plain_text(note_model):
    plain = Value(SECRET, output_field=models.TextField())
    note = note_model.objects.create(text="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        note_model.objects.filter(pk=note.pk).update(text=plain)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO vault_note (text) VALUES (%s)", [SECRET])


@pytest.mark.parametrize(
    "lookup", ["text__contains", "text__startswith", "text__in", "text__gt", "text__regex"]
)
def test_other_lookups_are_refused(note_model, lookup):
    with pytest.raises(FieldError):
        note_model.objects.filter(**{lookup: ["x"]})


@pytest.mark.parametrize("value", ["x", SECRET, F("remark")])
def test_exact_is_refused_but_for_empty(note_model, value):
    with pytest.raises(FieldError):
        list(note_model.objects.filter(text=value))


def test_empty_and_isnull_can_be_asked(note_model):
    full = note_model.objects.create(text="x", remark="y")
    empty = note_model.objects.create(text="", remark=None)
    assert note_model.objects.get(text="") == empty
    assert note_model.objects.exclude(text="").get() == full
    assert note_model.objects.get(remark__isnull=True) == empty
    assert note_model.objects.get(remark=None) == empty


def test_length_counts_plain_characters(note_model):
    note_model(text="字" * 20, remark="r").full_clean()
    with pytest.raises(ValidationError):
        note_model(text="字" * 21, remark="r").full_clean()


def test_form_field_knows_the_length():
    assert EncryptedTextField(max_length=20).formfield().max_length == 20


def test_wrong_key_is_an_error_not_a_text(note_model, settings, new_key):
    note_model.objects.create(text=SECRET)
    settings.VAULT_KEYS = [new_key]
    with pytest.raises(keyring.UnreadableError):
        note_model.objects.get()


def test_dumps_are_refused(note_model):
    note_model.objects.create(text=SECRET)
    with pytest.raises(keyring.VaultError, match="encrypted"):
        serializers.serialize("json", note_model.objects.all())


def test_migrations_name_the_field_and_no_key():
    written, imports = MigrationWriter.serialize(EncryptedTextField("q", blank=True, max_length=9))
    assert "EncryptedTextField" in written
    assert "max_length=9" in written
    assert "validators" not in written
    assert "import portal.vault.fields" in imports
