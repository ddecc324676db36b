"""``forget_applications``: erase pictures and contacts of applications decided long ago."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.actions import joining


class Command(BaseCommand):
    """Runs by the clock; running it twice does no harm."""

    help = "Erase pictures a year, and contacts two years after an application was decided."

    def handle(self, *args, **options):
        pictures, texts = joining.forget_decided(at=timezone.now())
        self.stdout.write(f"{pictures} pictures and {texts} contacts erased")
