"""``purge_counters``: forget the rate-limit counters whose window has passed."""

from django.core.management.base import BaseCommand

from portal.throttling.models import Counter


class Command(BaseCommand):
    """Runs by the clock; running it twice does no harm."""

    help = "Delete expired rate-limit counters."

    def handle(self, *args, **options):
        self.stdout.write(f"{Counter.objects.purge()} counters deleted")
