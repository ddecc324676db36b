"""``run_scheduler``: start by the clock what ``settings.SCHEDULE`` names."""

import signal

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.operations import schedule


class Command(BaseCommand):
    help = "Run the commands of settings.SCHEDULE when they are due; several schedulers may run."
    requires_system_checks = []
    stopped = False

    def handle(self, **options):
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        schedule.run_forever(settings.SCHEDULE, lambda: self.stopped)

    def _stop(self, number, frame):
        self.stopped = True
