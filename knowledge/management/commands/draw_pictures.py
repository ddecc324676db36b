"""``draw_pictures``: share cards and covers of the cases that villagers see."""

from django.core.management.base import BaseCommand

from knowledge.actions.pictures import draw_missing_pictures


class Command(BaseCommand):
    help = (
        "Draw the share cards and cover sizes that are missing or out of date. Started by the "
        "clock: a case is published by hand, by the clock or by a reviewer, and its card also "
        "changes with the names of topic, site and county."
    )

    def handle(self, **options):
        self.stdout.write(f"drawn: {draw_missing_pictures()}")
