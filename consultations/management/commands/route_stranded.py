"""Finds a new desk for unfinished questions whose adviser may no longer serve them."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from consultations.actions import route_stranded


class Command(BaseCommand):
    """Run by the clock: an assignment, a certificate or a cover may end on any day."""

    help = __doc__

    def handle(self, *args, **options):
        """Route every stranded question now."""
        count = route_stranded(at=timezone.now())
        self.stdout.write(f"{count} questions sent to another desk.")
