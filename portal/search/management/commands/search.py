"""``manage.py search rebuild|sync|check``: keep the index what the database says."""

from django.core.management.base import BaseCommand, CommandError

from portal.search import outbox
from portal.search.engines import EngineBusyError, EngineDownError, engine

SHOWN = 20


class Command(BaseCommand):
    help = "Rebuild the search index, hand it waiting changes, or compare it with the database."

    def add_arguments(self, parser):
        parser.add_argument("work", choices=["rebuild", "sync", "check"])
        parser.add_argument(
            "--repair", action="store_true", help="with check: bring what differs up to date"
        )

    def handle(self, *args, **options):
        works = {"rebuild": self._rebuild, "sync": self._sync, "check": self._compare}
        try:
            works[options["work"]](options)
        except EngineBusyError as error:
            raise CommandError(f"Not now: {error} Nothing was changed.") from error
        except EngineDownError as error:
            raise CommandError(f"The search engine is down: {error}") from error

    def _rebuild(self, options):
        count, since = outbox.rebuild()
        self.stdout.write(f"Search index rebuilt: {count} documents, {since} changes since.")

    def _sync(self, options):
        count = outbox.drain()
        if count or options["verbosity"] > 1:
            self.stdout.write(f"Search index: {count} changes confirmed.")

    def _compare(self, options):
        drift = engine().check()
        for word in ("missing", "outdated", "extra"):
            keys = getattr(drift, word)
            self.stdout.write(f"{word}: {len(keys)} {' '.join(keys[:SHOWN])}".rstrip())
        if drift and options["repair"]:
            outbox.enqueue(drift.keys)
            self.stdout.write(f"{outbox.drain()} changes confirmed.")
        elif drift:
            raise CommandError("The search index differs from the database: search check --repair")
