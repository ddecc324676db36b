"""A table with encrypted fields of its own, made for one test and registered as any other model."""

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.db import connection, models
from django.test.utils import isolate_apps

from portal.vault.fields import EncryptedTextField


@pytest.fixture
def note_model(transactional_db):
    with isolate_apps("portal.vault"):

        class Note(models.Model):
            text = EncryptedTextField("text", blank=True, max_length=20)
            remark = EncryptedTextField("remark", null=True)

            class Meta:
                app_label = "vault"

            def __str__(self):
                return str(self.pk)

    with connection.schema_editor() as editor:
        editor.create_model(Note)
    apps.all_models["vault"]["note"] = Note
    apps.clear_cache()
    yield Note
    del apps.all_models["vault"]["note"]
    apps.clear_cache()
    if Note._meta.db_table in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.delete_model(Note)


@pytest.fixture
def stored():
    """Return a function that reads a column of ``Note`` as the database holds it."""

    def read(column="text"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {column} FROM vault_note ORDER BY id")  # noqa: S608 (test)
            return [row[0] for row in cursor.fetchall()]

    return read


@pytest.fixture
def new_key():
    return Fernet.generate_key().decode()
