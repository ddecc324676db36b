"""``forget_searches``: drop the words of searches that few people made, 30 days after the first."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.search.counting import forget_searches


class Command(BaseCommand):
    """Runs by the clock; running it twice does no harm. How much was searched for stays."""

    help = "Drop words that fewer than three people searched for, and numbers older than 400 days."

    def handle(self, *args, **options):
        number = forget_searches(on=timezone.localdate())
        self.stdout.write(f"{number} words of searches forgotten")
