"""Writing stored tokens again with the newest key while the portal runs."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Cast

from portal.vault import keyring
from portal.vault.fields import EncryptedTextField

Model = type[models.Model]


def encrypted_fields() -> Iterator[tuple[Model, EncryptedTextField]]:
    """Yield every model with each encrypted field that lies in its own table."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for field in model._meta.local_fields:
                if isinstance(field, EncryptedTextField):
                    yield model, field


def renew(model: Model, field: EncryptedTextField, batch: int) -> Iterator[tuple[int, int]]:
    """Re-encrypt ``model.field`` in batches by key; yield (rows seen, rows written) per batch.

    A row already written with the newest key is left alone, so a stopped run is simply started
    again. A row that changed meanwhile keeps its new text. A token that no key opens raises
    ``UnreadableError`` with the row's key in the message; earlier batches stay done.
    """
    stored = Cast(field.name, models.TextField())
    rows = model._base_manager.annotate(_stored=stored).exclude(_stored="").order_by("pk")
    rows = rows.filter(_stored__isnull=False)
    page = list(rows.values_list("pk", "_stored")[:batch])
    while page:
        with transaction.atomic():
            written = sum(_renew_row(rows, field, pk, token) for pk, token in page)
        yield len(page), written
        page = list(rows.filter(pk__gt=page[-1][0]).values_list("pk", "_stored")[:batch])


def _renew_row(rows, field, pk, token) -> int:
    if keyring.is_current(token):
        return 0
    try:
        fresh = keyring.encrypt(keyring.decrypt(token))
    except keyring.UnreadableError:
        raise keyring.UnreadableError(f"No key opens {field} of row {pk}.") from None
    unchanged = rows.order_by().filter(pk=pk, _stored=token)
    return unchanged.update(**{field.name: Value(fresh, output_field=models.TextField())})
