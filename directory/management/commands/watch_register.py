"""``manage.py watch_register``: the nightly check of the register."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from directory.actions import give_up_plans, sync_ended, tell, watch


class Command(BaseCommand):
    help = "Open and settle the register's alarms, tell the bureau, close screens of ended terms."

    def handle(self, *args, **options):
        now = timezone.now()
        standing = watch(timezone.localdate(now))
        mailed, closed = tell(now), sync_ended()
        with translation.override(settings.LANGUAGE_CODE):
            give_up_plans(at=now)
        self.stdout.write(f"{len(standing)} alarms stand, {mailed} mails, {closed} log-ins changed")
