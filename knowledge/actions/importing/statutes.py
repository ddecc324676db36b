"""From rows of a file to laws and articles: in batches, each kept as a whole."""

from collections.abc import Callable
from contextlib import nullcontext
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.actions.importing.laws import Laws
from knowledge.actions.importing.mentions import count_mentions
from knowledge.actions.importing.reading import StatuteFile
from knowledge.actions.importing.report import Report
from knowledge.actions.statutes import amend
from knowledge.models import Statute
from portal.search import outbox, registry

BATCH = 2000


def import_statutes(
    file: StatuteFile, *, dry_run: bool = False, tell: Callable[[Report], None] | None = None
) -> Report:
    """Add the laws and articles of ``file``, amend those whose words differ, refuse bad rows.

    Each batch is one transaction, so an import that was killed is finished by starting it again,
    and a second one changes nothing. New words hold from the file's day if that is later than the
    one on record, else from today; they go through ``amend``: the old words stay and the cases
    that cite the article are to be checked again. Nothing is deleted. ``tell`` is called after
    every batch.
    """
    run = _Import(dry_run)
    rows = iter(file)
    while batch := list(islice(rows, BATCH)):
        with nullcontext() if dry_run else transaction.atomic():
            run.take(batch)
        if tell:
            tell(run.report)
    if not dry_run:
        count_mentions()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE knowledge_statute")  # the planner knew a table of another size
    return run.report


class _Import:
    """What one import remembers from batch to batch."""

    def __init__(self, dry_run):
        self.report = Report()
        self.dry_run = dry_run
        self.laws = Laws(dry_run)
        self.seen: set[tuple[str, int, int]] = set()

    def take(self, batch):
        """Check the rows and write those that are new or different."""
        self.report.rows += len(batch)
        rows = [row for row in batch if self._fits(row)]
        self.report.laws += self.laws.know(rows)
        stored = self._stored(rows)
        new, completed = [], []
        for row in rows:
            before = stored.get(row.key)
            if before is None:
                new.append(self._statute(row))
            elif before.text != row.text:
                self._amend(before, row)
            elif _complete(before, row):
                completed.append(before)
            else:
                self.report.same += 1
        self._write(new, completed)

    def _fits(self, row):
        """Whether the row is an article that the file has not named before."""
        problem = row.fault
        if not problem and row.key in self.seen:
            problem = _("This article stands in the file twice.")
        if problem:
            self.report.refuse(row.line, problem)
        self.seen.add(row.key)
        return not problem

    def _stored(self, rows):
        """The articles on record among ``rows``, by their key."""
        found = Statute.objects.filter(
            law__name__in={row.law for row in rows}, number__in={row.number for row in rows}
        )
        found = found.select_related("law").order_by()
        return {row.key: row for row in found}

    def _statute(self, row):
        return Statute(
            law=self.laws.called(row.law),
            number=row.number,
            branch=row.branch,
            chapter=row.chapter,
            text=row.text,
            in_force_since=row.since,
            source=row.source,
        )

    def _amend(self, statute, row):
        held, today = statute.in_force_since, timezone.localdate()
        if row.since and held and row.since < held:
            older = _("%(article)s: the words on record are newer (%(day)s) than these.")
            self.report.refuse(row.line, older % {"article": statute, "day": held})
            return
        since = row.since if row.since and row.since != held else today
        try:
            with transaction.atomic():
                self._checked(statute, row, since)
        except ValidationError as refusal:
            self.report.refuse(row.line, f"{statute}: {' '.join(refusal.messages)}")
        else:
            self.report.amended += 1

    def _checked(self, statute, row, since):
        """Amend; a dry run takes it back, so that it refuses what the run would refuse."""
        amend(statute, text=row.text, since=since, by=None, source=row.source)
        if self.dry_run:
            transaction.set_rollback(True)

    def _write(self, new, completed):
        self.report.added += len(new)
        self.report.completed += len(completed)
        if self.dry_run:
            return
        Statute.objects.bulk_create(new, batch_size=BATCH)
        fields = ["chapter", "in_force_since", "source"]
        Statute.objects.bulk_update(completed, fields, batch_size=500)
        changed = [*new, *completed]
        outbox.enqueue(key for row in changed for key in registry.keys_changed_by(row))


def _complete(statute, row):
    """Fill in what the record lacks and follow the file's chapter; say whether anything was."""
    before = statute.chapter, statute.in_force_since, statute.source
    statute.chapter = row.chapter or statute.chapter
    statute.in_force_since = statute.in_force_since or row.since
    statute.source = statute.source or row.source
    return before != (statute.chapter, statute.in_force_since, statute.source)
