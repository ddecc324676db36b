"""``purge_word_files``: throw away Word files that waited for a week; they may hold names."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from knowledge.actions import purge_word_files


class Command(BaseCommand):
    """Runs by the clock; running it twice does no harm."""

    help = "Throw away uploaded Word files that are older than 7 days."

    def handle(self, *args, **options):
        self.stdout.write(f"{purge_word_files(at=timezone.now())} Word files thrown away")
