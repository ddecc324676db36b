"""What an action refuses, by the field that it names."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError


@contextmanager
def refused(field=None):
    """Expects a ``ValidationError`` beside ``field``, or of the whole (None); gives its words."""
    with pytest.raises(ValidationError) as refusal:
        yield refusal
    named = getattr(refusal.value, "error_dict", {None: refusal.value})
    assert set(named) == {field}
