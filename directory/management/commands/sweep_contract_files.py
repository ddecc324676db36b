"""``manage.py sweep_contract_files``: delete files that no contract holds."""

from django.core.management.base import BaseCommand

from directory.actions import sweep_contract_files


class Command(BaseCommand):
    help = "Delete contract files that no contract holds and that are older than a day."

    def handle(self, *args, **options):
        self.stdout.write(f"{sweep_contract_files()} files deleted")
