"""``manage.py load_demo_coordinates``: where the demo county's places, desks and advisers lie.

The points of ``demo/coordinates.json`` are approximate and made for the demo: rough positions of
the townships, villages scattered around them. They are no survey data.
"""

from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

import directory
from directory.management.demo import read
from directory.models import Adviser, Firm, Office, Place
from directory.models.located import NOWHERE

PACKAGE = Path(directory.__file__)
# (part of the file, model, what its keys are)
PARTS = [
    ("places", Place, "code"),
    ("offices", Office, "place_id"),
    ("firms", Firm, "name"),
    ("advisers", Adviser, "certificate__number"),
]


class Command(BaseCommand):
    help = "Load the demo county's coordinates. Safe to run twice: a point that is there stays."

    @transaction.atomic
    def handle(self, *args, **options):
        found = read(PACKAGE, "coordinates.json")
        located = sum(_locate(model, key, found[part]) for part, model, key in PARTS)
        wishes = sum(_wish(*row) for row in found["preferred_townships"].items())
        self.stdout.write(f"  {located} approximate points, {wishes} advisers with wishes")


def _locate(model, key, points):
    """Gives the points to the rows that have none; says how many."""
    rows = model.objects.filter(NOWHERE, **{f"{key}__in": points}).select_related(None)
    known = dict(rows.values_list("pk", key))
    missing = list(rows)
    for row in missing:
        row.latitude, row.longitude = points[known[row.pk]]
    model.objects.bulk_update(missing, ["latitude", "longitude"], batch_size=200)
    return len(missing)


def _wish(number, codes):
    """Writes down the preferred townships of an adviser who has none yet."""
    adviser = Adviser.objects.filter(certificate__number=number, preferred_townships=None).first()
    if adviser is None:
        return False
    adviser.preferred_townships.set(Place.objects.filter(pk__in=codes))
    return True
