"""``forget_signup_names``: erase who signed up for a lecture, 30 days after it."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from knowledge import actions


class Command(BaseCommand):
    """Runs by the clock; running it twice does no harm. How many came stays."""

    help = "Erase the names of people who signed up for lectures that were over 30 days ago."

    def handle(self, *args, **options):
        number = actions.forget_names(at=timezone.now())
        self.stdout.write(f"{number} names erased")
