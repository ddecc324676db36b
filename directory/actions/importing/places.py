"""From rows of a division to places: in batches, each kept as a whole."""

from collections.abc import Callable
from contextlib import nullcontext
from itertools import islice
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext as _

from directory.actions.importing.checks import problem_alone, problem_with_parent
from directory.actions.importing.reading import Division
from directory.actions.importing.report import Report
from directory.actions.importing.writing import write
from directory.models import Place
from directory.models.places import kind_of, reach_of
from portal.pages.models import SiteSettings

BATCH = 5000
CHUNK = 2000
COUNTY_DEPTH = Place.REACH[Place.Level.COUNTY]


class Stored(NamedTuple):
    """What the register holds of a place: as much as an import compares."""

    code: str
    name: str
    level: str
    parent_id: str | None
    kind: str


def import_places(
    division: Division, *, dry_run: bool = False, tell: Callable[[Report], None] | None = None
) -> Report:
    """Adds and renames the places of ``division``; refuses rows one by one, in words.

    Each batch is one transaction, so an import that was killed is finished by starting it again,
    and a second one changes nothing. A new name leaves a ``PlaceChange`` with the old one. A place
    is never deleted, closed or moved to another level; those the file no longer has are reported.
    ``tell`` is called after every batch.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -65536")  # KB: indexes grow all over
    run = _Import(division.is_whole, dry_run)
    rows = iter(division)
    while batch := list(islice(rows, BATCH)):
        run.take(batch)
        if tell:
            tell(run.report)
    run.report.missing = run.missing()
    if not dry_run:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE directory_place")  # the planner knew a table of another size
    return run.report


class _Import:
    """What one import remembers from batch to batch."""

    def __init__(self, is_whole, dry_run):
        self.report = Report()
        self.dry_run = dry_run
        self.larger: dict[str, tuple[str, str]] = {}  # (level, name) of all but villages by code
        self.seen: set[int] = set()  # numbers take half the memory of their digits
        self.scope = {""} if is_whole else set()
        self.local = tuple(reach_of(code) for code in SiteSettings.county_codes())

    def take(self, batch):
        """Checks the rows and writes those that are new or different."""
        self.report.rows += len(batch)
        fit = [row for row in batch if self._fits(row)]
        with nullcontext() if self.dry_run else transaction.atomic():
            self._compare(fit)

    def _fits(self, row):
        """Whether the row is a place of its own; if not, it is counted."""
        if problem := problem_alone(row):
            self.report.refuse(row, problem)
            return False
        number = int(row.code)
        if number in self.seen:
            if self._repeats(row):
                self.report.repeats += 1
            else:
                words = _("The code %(code)s stands in the file twice.") % {"code": row.code}
                self.report.refuse(row, words)
            return False
        self.seen.add(number)
        if row.level != Place.Level.VILLAGE:
            self.larger[row.code] = row.level, row.name
        if Place.REACH[row.level] > COUNTY_DEPTH and "" not in self.scope:
            self.scope.add(row.code[:COUNTY_DEPTH])
        return True

    def _repeats(self, row):
        """A city without counties is its own only county, a county without townships likewise."""
        level, name = self.larger.get(row.code, (None, None))
        return name == row.name and Place.REACH[row.level] > Place.REACH[level]

    def _compare(self, rows):
        stored = self._stored(rows)
        new, changed, renamed = [], [], []
        below = {row.code for row in rows}
        for row in rows:
            below.discard(row.code)
            before = stored.get(row.code)
            if problem := self._problem(row, before, stored, below):
                self.report.refuse(row, problem)
                self.larger.pop(row.code, None)
            elif before is None:
                new.append(_place(row))
            elif (before.name, before.parent_id) == (row.name, row.parent or None):
                self.report.same += 1
            else:
                changed.append(_place(row, before))
                if before.name != row.name:
                    renamed.append((row.code, before.name))
        self.report.added += len(new)
        self.report.changed += len(changed)
        self.report.renamed += len(renamed)
        if not self.dry_run:
            write(new, changed, renamed, self.local)

    def _stored(self, rows):
        """What the register holds of these rows and of parents that the file has not named."""
        codes = {row.code for row in rows}
        codes |= {row.parent for row in rows if row.parent} - self.larger.keys()
        found = Place.objects.filter(pk__in=codes).order_by().values_list(*Stored._fields)
        return {facts[0]: Stored._make(facts) for facts in found}

    def _problem(self, row, before, stored, below):
        """What is wrong with ``row``. A parent ``below`` it may yet be refused: it is none."""
        if before and before.level != row.level:
            return _("The level of %(code)s cannot change.") % {"code": row.code}
        if not row.parent:
            return None
        level, _name = self.larger.get(row.parent, (None, None))
        if level is None or row.parent in below:
            level = stored[row.parent].level if row.parent in stored else None
        return problem_with_parent(row, level)

    def missing(self):
        """Codes in use that should stand in the file: of the whole country if it is a folder, else
        of the counties whose townships or villages it names.
        """
        places = Place.objects.active().order_by("pk").values_list("pk", flat=True)
        return [
            code
            for reach in sorted(self.scope)
            for code in places.within([reach]).iterator(chunk_size=CHUNK)
            if int(code) not in self.seen
        ]


def _place(row, before=None):
    """The place as it will be stored; a kind that is not the old name's was chosen by somebody."""
    kind = kind_of(row.name) if row.level == Place.Level.VILLAGE else ""
    if kind and before and before.kind not in ("", kind_of(before.name)):
        kind = before.kind
    parent = row.parent or None
    return Place(code=row.code, name=row.name, level=row.level, parent_id=parent, kind=kind)
