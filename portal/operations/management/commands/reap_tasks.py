"""``reap_tasks``: give tasks whose worker died back to the queue."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.operations import reaping


class Command(BaseCommand):
    help = "Give tasks of killed workers, and failed ones whose time has come, back to the queue."

    def handle(self, **options):
        reaped = reaping.reap(at=timezone.now())
        if reaped and options["verbosity"] > 1:
            self.stdout.write(f"{reaped} tasks given back")
