"""``manage.py watch_register``: the nightly check of the register."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.actions import sync_ended, tell, watch


class Command(BaseCommand):
    help = "Open and settle the register's alarms, tell the bureau, close screens of ended terms."

    def handle(self, *args, **options):
        now = timezone.now()
        standing = watch(timezone.localdate(now))
        mailed, closed = tell(now), sync_ended()
        self.stdout.write(f"{len(standing)} alarms stand, {mailed} mails, {closed} log-ins changed")
