"""``manage.py import_statutes PATH [--dry-run]``: laws and their articles from a file of lines."""

from django.core.management.base import BaseCommand, CommandError

from directory.management.progress import Progress
from knowledge.actions.importing import StatuteFile, UnreadableError, import_statutes

MOST_SHOWN = 50


class Command(BaseCommand):
    help = (
        "Import laws and their articles from a file .jsonl or .jsonl.gz, one article a line: law, "
        "no (第一百二十条之一), kind (法律, 司法解释, 行政法规 …), content; may have chapter, "
        "in_force_since, source. Safe to run twice, and to run again after it was killed. Articles "
        "whose words differ are amended: the cases that cite them are to be checked again. Rows "
        "that are wrong are listed and left out."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", help="the file in UTF-8, gzipped or not")
        parser.add_argument("--dry-run", action="store_true", help="check only, write nothing")

    def handle(self, *, path, dry_run, **options):
        try:
            report = self._import(StatuteFile(path), dry_run)
        except UnreadableError as error:
            raise CommandError(str(error)) from error
        self._list_errors(report)
        self._sum_up(report, "would be " if dry_run else "")
        if report.refused:
            raise CommandError(f"{report.refused} rows were refused.")

    def _import(self, file, dry_run):
        progress = Progress(self.stderr._out, file.size)
        report = import_statutes(
            file,
            dry_run=dry_run,
            tell=lambda report: progress(file.bytes_read, report.rows),
        )
        progress.end()
        return report

    def _list_errors(self, report):
        for line, problem in report.errors[:MOST_SHOWN]:
            self.stderr.write(f"line {line}: {problem}")
        if report.refused > MOST_SHOWN:
            self.stderr.write(f"… and {report.refused - MOST_SHOWN} more")

    def _sum_up(self, report, words):
        self.stdout.write(
            f"{report.added} articles {words}added in {report.laws} new laws, "
            f"{report.amended} {words}amended, {report.completed} {words}completed, "
            f"{report.same} the same, {report.refused} refused"
        )
