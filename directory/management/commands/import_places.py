"""``manage.py import_places PATH [--dry-run]``: places from a CSV file."""

import csv

from django.core.management.base import BaseCommand, CommandError

from directory.actions import import_places
from directory.actions.places import COLUMNS

MOST_ERRORS_SHOWN = 50


class Command(BaseCommand):
    help = (
        "Import places from a CSV file with the columns code,name,level,parent_code "
        "(larger places first). Safe to run twice; rows that are wrong are listed and left out."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", help="the CSV file, in UTF-8")
        parser.add_argument("--dry-run", action="store_true", help="check only, write nothing")

    def handle(self, *, path, dry_run, **options):
        try:
            with open(path, encoding="utf-8-sig", newline="") as lines:
                report = import_places(_rows(lines), dry_run=dry_run)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"{path}: {error}") from error
        for line, problem in report.errors[:MOST_ERRORS_SHOWN]:
            self.stderr.write(f"{path}:{line}: {problem}")
        words = "would be " if dry_run else ""
        self.stdout.write(
            f"{report.added} {words}added, {report.changed} {words}changed, "
            f"{report.same} the same, {len(report.errors)} refused"
        )
        if report.errors:
            raise CommandError(f"{len(report.errors)} rows were refused.")


def _rows(lines):
    """``(line number, row)`` for each row, with stray spaces cut off."""
    reader = csv.DictReader(lines)
    missing = set(COLUMNS) - set(reader.fieldnames or [])
    if missing:
        raise CommandError(f"Columns are missing: {', '.join(sorted(missing))}.")
    for row in reader:
        yield reader.line_num, {name: (row[name] or "").strip() for name in COLUMNS}
