"""``manage.py load_demo_ledger``: visits that the demo county's advisers made."""

from datetime import timedelta
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from directory import ledger
from directory.ledger.actions import record
from directory.ledger.models import Entry, Volume
from directory.management.demo import read, service_began
from directory.models import Place


class Command(BaseCommand):
    help = "Load the demo county's visits. Safe to run twice: what is there stays."

    @transaction.atomic
    def handle(self, *args, **options):
        today = timezone.localdate()
        for row in read(Path(ledger.__file__), "visits.json"):
            if not Entry.objects.filter(volume=row["village"], summary=row["summary"]).exists():
                self._visit(row, today)
        count = Entry.objects.filter(kind=Entry.Kind.VISIT).count()
        self.stdout.write(f"  {count} visits in the ledger")

    def _visit(self, row, today):
        """Record the visit under the adviser who served the village on that day."""
        village = Place.objects.get(pk=row["village"])
        opened = {"opened_on": service_began(today)}
        Volume.objects.get_or_create(village=village, defaults=opened)
        on = today + timedelta(days=row["day"])
        record(
            village=village,
            kind=row["kind"],
            happened_on=on,
            adviser=village.assignments.current(on).get().adviser,
            summary=row["summary"],
            minutes=row["minutes"],
        )
