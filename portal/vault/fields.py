"""The model field that holds private text."""

from typing import Any

from django.core.exceptions import FieldError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.lookups import Exact, IsNull

from portal.vault import keyring


class ExactEmpty(Exact):
    """``field=""`` alone: a token is new each time, so no other value could ever match."""

    def get_prep_lookup(self):
        """Return the empty string (``None`` becomes ``isnull``); else raise ``FieldError``."""
        if self.rhs is not None and self.rhs != "":
            raise FieldError(
                f"{self.lhs.output_field.name} is encrypted: only isnull and ='' can be asked."
            )
        return self.rhs


class EncryptedTextField(models.TextField):
    """Text that is a Fernet token in the database and ``str`` in Python.

    ``""`` and ``NULL`` stay what they are. ``max_length`` counts characters of the plain text and
    is validated. A check constraint refuses a value that is not a token, whoever writes it. Lookups
    other than ``isnull`` and ``=""`` raise ``FieldError``; reading with no fitting key raises
    ``keyring.UnreadableError``; ``dumpdata`` is refused, as a dump would hold the plain text.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def db_check(self, connection):
        """Return the column's constraint: empty or a token."""
        column = connection.ops.quote_name(self.column)
        size = len(keyring.PREFIX)
        return f"{column} = '' OR substr({column}, 1, {size}) = '{keyring.PREFIX}'"

    def from_db_value(self, value, expression, connection):
        """Return the plain text of a stored token."""
        return keyring.decrypt(value) if value else value

    def get_db_prep_save(self, value, connection):
        """Return the token to store; database expressions pass and meet the constraint."""
        if hasattr(value, "as_sql"):
            return value
        plain = self.get_prep_value(value)
        return keyring.encrypt(plain) if plain else plain

    def get_lookup(self, lookup_name):
        """Offer ``isnull`` and ``=""``; Django raises ``FieldError`` for the rest."""
        return {"exact": ExactEmpty, "isnull": IsNull}.get(lookup_name)

    def get_transform(self, lookup_name):
        """Offer no transform: the database sees tokens only."""
        return

    def value_to_string(self, obj):
        """Refuse to serialise: back up the database itself, where the text stays encrypted."""
        raise keyring.VaultError(f"{self.model.__name__}.{self.name} is encrypted: not dumped.")
