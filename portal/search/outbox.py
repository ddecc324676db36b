"""From a change of a row to a change of the index, without the request waiting for it."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.search import registry
from portal.search.engines import engine
from portal.search.models import OutboxRow

BATCH = 500


def enqueue(keys):
    """Note that the documents ``keys`` may have changed; the worker is called on commit."""
    keys = list(dict.fromkeys(keys))
    if not keys:
        return
    _note(keys)
    _call_worker_once()


def drain():
    """Bring the index up to date and return how many changes were confirmed.

    A change whose document cannot be built stays for the next turn. So does what was changed while
    the index is built anew: it is seen at once in the old index, but the new one may hold the row
    as it was before. EngineDownError and EngineBusyError say that the engine cannot take any: all
    rows stay. Where there is no index yet, or one that an older version laid out, all of it is
    built first.
    """
    if not engine().is_built():
        _build()
    confirmed, last = 0, 0
    while rows := list(_waiting_after(last)):
        last = rows[-1][0]
        before = engine().state()
        keys = {key for _, key in rows}
        built = registry.documents_of(keys)
        failed = {key for key, document in built.items() if document is None}
        documents = [document for document in built.values() if document is not None]
        engine().update(documents, gone=keys - built.keys())
        if before.is_rebuilding or engine().state() != before:
            continue
        confirmed += _confirm({pk: key for pk, key in rows if key not in failed})
    return confirmed


def rebuild():
    """Build the index anew; return how many documents it has and how many changes came since."""
    return _build(), drain()


def _build():
    """Build the index; the changes that were noted before are in it."""
    noted = list(OutboxRow.objects.values_list("pk", flat=True))
    count = engine().rebuild()
    for start in range(0, len(noted), BATCH):
        OutboxRow.objects.filter(pk__in=noted[start : start + BATCH]).delete()
    return count


def _note(keys):
    OutboxRow.objects.bulk_create([OutboxRow(key=key) for key in keys], batch_size=BATCH)


def _confirm(rows):
    """Delete the handled ``rows``, a key for each primary key; return how many those are.

    Where some are gone another worker handled them at the same time, and of the two documents the
    older may have been written last: they are noted once more.
    """
    deleted, _ = OutboxRow.objects.filter(pk__in=rows).delete()
    if deleted < len(rows):
        _note(dict.fromkeys(rows.values()))
    return deleted


def fault():
    """Say what is wrong with the outbox, "" if nothing: a change that waits for too long."""
    oldest = timezone.now() - timedelta(seconds=settings.HEALTH_MAX_TASK_AGE)
    late = OutboxRow.objects.filter(enqueued_at__lt=oldest).exists()
    return "Changes of the search index wait too long." if late else ""


def _waiting_after(pk):
    return OutboxRow.objects.filter(pk__gt=pk).values_list("pk", "key")[:BATCH]


def _call_worker_once():
    connection = transaction.get_connection()
    if not any(call[1] is _call_worker for call in connection.run_on_commit):
        transaction.on_commit(_call_worker, robust=True)


def _call_worker():
    from portal.search.tasks import drain_outbox

    drain_outbox.enqueue()
