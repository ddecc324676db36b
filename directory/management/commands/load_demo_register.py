"""``manage.py load_demo_register``: places, advisers and who serves whom in the demo county."""

from datetime import timedelta
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

import directory
from directory.actions import (
    Division,
    assign,
    cover,
    grant_leave,
    import_places,
    reassign,
    sync_groups,
)
from directory.demo import portraits
from directory.management.demo import HANDED_OVER_AFTER, demo_user, read, service_began
from directory.management.pictures import store_picture
from directory.models import (
    Adviser,
    Appointment,
    Assignment,
    Certificate,
    Firm,
    Office,
    Place,
    Topic,
    Training,
)
from directory.models.advisers import PORTRAIT, THUMBNAIL
from directory.pinyin import spell

PACKAGE = Path(directory.__file__)
CERTIFIED_FOR = timedelta(days=3 * 365)


class Command(BaseCommand):
    help = "Load the demo county's register. Safe to run twice: what is there stays."

    @transaction.atomic
    def handle(self, *args, **options):
        self.today = timezone.localdate()
        self.began = service_began(self.today)
        self._tell(f"{self._places()} places")
        self._offices()
        self._staff()
        self.trainings = {row["key"]: self._training(row) for row in self._read("trainings.json")}
        self.advisers = {row["key"]: self._adviser(row) for row in self._read("advisers.json")}
        self._tell(f"{len(self.advisers)} advisers with portraits")
        self._tell(f"{self._assignments()} assignments")
        self._absences()

    def _tell(self, text):
        self.stdout.write(f"  {text}")

    def _read(self, name):
        return read(PACKAGE, name)

    def _places(self):
        report = import_places(Division(PACKAGE.parent / "demo" / "divisions.csv"))
        if report.errors:
            raise CommandError(f"divisions.csv: {report.errors[:3]}")
        return Place.objects.count()

    def _offices(self):
        for row in self._read("firms.json"):
            Firm.objects.get_or_create(name=row.pop("name"), defaults=row)
        for row in self._read("offices.json"):
            Office.objects.get_or_create(place_id=row.pop("place"), defaults=row)

    def _staff(self):
        for row in self._read("staff.json"):
            user = demo_user(row["username"], row["display_name"])
            if not user.appointments.exists():
                Appointment.objects.create(
                    user=user, role=row["role"], place_id=row["place"], starts_on=self.began
                )
            sync_groups(user)
            if row["role"] == Appointment.Role.BUREAU:
                self.bureau = user

    def _training(self, row):
        """The trainings lie before the first certificates, so many days before service began."""
        facts = {name: row[name] for name in ["title", "location", "hours"]}
        facts["held_on"] = self.began - timedelta(days=row["days_before"])
        return Training.objects.get_or_create(title=facts.pop("title"), defaults=facts)[0]

    def _attend(self, adviser, number):
        """Writes ``adviser`` on the list of every second training."""
        trainings = list(self.trainings.values())
        adviser.attendances.create(training=trainings[number % len(trainings)])

    def _adviser(self, row):
        found = Certificate.objects.filter(number=row["certificate"]).first()
        if found:
            return found.adviser
        adviser = Adviser.objects.create(
            user=demo_user(f"adviser{row['key'][1:]}", row["name"]),
            name=row["name"],
            pinyin=spell(row["name"])[0],
            kind=row["kind"],
            firm=Firm.objects.get(name=row["firm"]),
            photo=self._portrait(row),
            phone=row["phone"],
            phone_consented_on=self.began if row["phone_consent"] else None,
            dialects=row["dialects"],
            bio=row["bio"],
        )
        adviser.topics.set(Topic.objects.filter(slug__in=row["topics"]))
        self._attend(adviser, int(row["key"][1:]))
        first = self.began - timedelta(days=14)
        Certificate.objects.create(
            adviser=adviser,
            number=row["certificate"],
            valid_from=first,
            valid_until=self._last_day(row, first),
        )
        return adviser

    def _last_day(self, row, first):
        """Most certificates run three years; two end soon, so that a renewal can be seen."""
        ends = row.get("certificate_ends")
        return first + CERTIFIED_FOR if ends is None else self.today + timedelta(days=ends)

    def _portrait(self, row):
        drawn = portraits.draw(row["key"], row["sex"], row["age"])
        file, title = f"portrait-{row['key']}.jpg", f"{row['name']}（画像）"
        return store_picture(drawn, file, title, PORTRAIT, THUMBNAIL)

    def _assignments(self):
        earlier = {row["village"]: row["adviser"] for row in self._read("changes.json")["earlier"]}
        villages = Place.objects.villages().in_bulk()
        served = set(Assignment.objects.values_list("village_id", flat=True))
        for row in self._read("advisers.json"):
            for code in row["villages"]:
                if code not in served:
                    self._serve(villages[code], row["key"], earlier.get(code))
        return Assignment.objects.count()

    def _serve(self, village, lead, before):
        """Assigns the lead from the first day on, or from the day an earlier one handed over."""
        adviser = self.advisers[lead]
        if before is None:
            assign(village, adviser, starts_on=self.began, by=self.bureau)
            return
        changed_on = self.began + HANDED_OVER_AFTER
        former = self.advisers[before]
        assign(village, former, starts_on=self.began, by=self.bureau)
        reassign(
            village, adviser, on=changed_on, by=self.bureau, reason="路程太远，改由就近的顾问服务"
        )

    def _absences(self):
        changes = self._read("changes.json")
        for row in changes["leaves"]:
            adviser = self.advisers[row.pop("adviser")]
            if not adviser.leaves.exists():
                grant_leave(adviser, **self._term(row), reason=row["reason"], by=self.bureau)
        for row in changes["covers"]:
            village = Place.objects.get(pk=row["village"])
            if not village.covers.exists():
                adviser = self.advisers[row["adviser"]]
                cover(village, adviser, **self._term(row), reason=row["reason"], by=self.bureau)

    def _term(self, row):
        """First and last day of a row that counts days from today."""
        days = {"starts_on": row["starts"], "ends_on": row["ends"]}
        return {name: self.today + timedelta(days=day) for name, day in days.items()}
