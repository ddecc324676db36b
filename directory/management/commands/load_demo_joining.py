"""``manage.py load_demo_joining``: people who apply, whose certificate lapsed or is suspended."""

import base64
from datetime import timedelta
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

import directory
from directory.actions import certifying, joining
from directory.demo import papers, portraits
from directory.management.demo import moment, read, service_began
from directory.management.pictures import store_picture
from directory.models import Adviser, Application, Certificate, Firm, Place, Topic, Training
from directory.models.advisers import PORTRAIT, THUMBNAIL
from directory.pinyin import spell
from portal.accounts.models import User

PACKAGE = Path(directory.__file__)


class Command(BaseCommand):
    help = "Load the demo county's applications. Safe to run twice: what is there stays."

    @transaction.atomic
    def handle(self, *args, **options):
        self.today = timezone.localdate()
        self.bureau = User.objects.get(username="bureau")
        facts = read(PACKAGE, "joining.json")
        for row in facts["former"]:
            if not Certificate.objects.filter(number=row["certificate"]).exists():
                self._former(row)
        for row in facts["applications"]:
            self._application(row)
        self.stdout.write(f"  {Application.objects.count()} applications")

    def _former(self, row):
        """Somebody who may not serve now: with a certificate that ended or is suspended."""
        names = ("name", "kind", "phone", "dialects", "bio")
        adviser = Adviser.objects.create(
            **{name: row[name] for name in names},
            pinyin=spell(row["name"])[0],
            firm=Firm.objects.get(name=row["firm"]),
            photo=self._portrait(row),
        )
        adviser.topics.set(Topic.objects.filter(slug__in=row["topics"]))
        adviser.attendances.create(training=Training.objects.order_by("held_on").first())
        certificate = certifying.issue(
            adviser,
            number=row["certificate"],
            valid_from=service_began(self.today) - timedelta(days=14),
            valid_until=self.today + timedelta(days=row["ends"]),
            by=self.bureau,
        )
        if "suspended" in row:
            day = self.today + timedelta(days=row["suspended"])
            certifying.suspend(certificate, on=day, reason=row["reason"], by=self.bureau)

    def _portrait(self, row):
        drawn = portraits.draw(row["key"], row["sex"], row["age"])
        file, title = f"portrait-{row['key']}.jpg", f"{row['name']}（画像）"
        return store_picture(drawn, file, title, PORTRAIT, THUMBNAIL)

    def _application(self, row):
        numbers = range(row["proofs"])
        drawn = [papers.licence(f"{row['key']} {number}") for number in numbers]
        application = joining.apply(
            row["key"],
            facts=row["facts"],
            townships=Place.objects.filter(pk__in=row["townships"]),
            pictures=[base64.b64encode(picture).decode() for picture in drawn],
            at=moment(row["day"], "20:15"),
        )
        if "accepted" in row and application.status == Application.Status.SUBMITTED:
            joining.decide(
                application,
                accepted=row["accepted"],
                reason=row["reason"],
                by=self.bureau,
                at=moment(row["decided"], "10:40"),
            )
