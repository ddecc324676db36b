"""Deletes drafts of questions that were not sent within a day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from consultations.actions.drafts import purge


class Command(BaseCommand):
    """Run by the clock; running it again changes nothing."""

    help = __doc__

    def handle(self, *args, **options):
        """Delete what has expired by now."""
        count = purge(at=timezone.now())
        self.stdout.write(f"{count} drafts deleted.")
