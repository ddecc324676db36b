"""``purge_sheets``: throw away pairing sheets that waited for a month; they hold phones."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.actions import purge_sheets


class Command(BaseCommand):
    """Runs by the clock; running it twice does no harm."""

    help = "Throw away pairing sheets that were not confirmed within 30 days."

    def handle(self, *args, **options):
        self.stdout.write(f"{purge_sheets(at=timezone.now())} sheets thrown away")
