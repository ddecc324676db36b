"""``manage.py load_demo_consultations``: questions and complaints of invented villagers."""

from datetime import datetime, timedelta
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

import consultations
from consultations import actions
from consultations.actions.asking import of_form
from consultations.models import Consultation, Kind
from directory.ledger.models import Volume
from directory.management.demo import moment, read, service_began
from directory.models import Place, Topic
from portal.accounts.models import User

MORNING, EVENING = 8, 21  # hours between which people write
VILLAGER_STEPS = {"reply", "reopen", "withdraw", "solve", "rate"}


class Command(BaseCommand):
    help = "Load the demo county's consultations. Safe to run twice: what is there stays."

    @transaction.atomic
    def handle(self, *args, **options):
        self.now = timezone.now()
        self.topics = {topic.slug: topic for topic in Topic.objects.all()}
        for number, question in enumerate(self._questions(), start=1):
            self._load(f"demo-{number:03d}", question)
        for number, complaint in enumerate(self._read("complaints.json"), start=1):
            self._load(f"demo-complaint-{number}", complaint)
        self.stdout.write(f"  {Consultation.objects.count()} consultations")

    def _questions(self):
        return self._read("consultations.json")

    def _read(self, name):
        return read(Path(consultations.__file__), name)

    def _load(self, form_key, question):
        if of_form(form_key):
            return
        village = Place.objects.get(pk=question["village"])
        began = service_began(timezone.localdate())
        Volume.objects.get_or_create(village=village, defaults={"opened_on": began})
        at = moment(question["day"], question["time"])
        row = actions.submit(self._asked(village, question, at), form_key=form_key, at=at)
        for step in question["steps"]:
            at = self._later(at, step["hours"], len(step.get("text", "")))
            self._take(Consultation.objects.get(pk=row.pk), step, at)

    def _asked(self, village, question, at):
        names = ("question", "asker_name", "phone", "other_party", "concerns_committee")
        facts = {name: question[name] for name in names}
        facts["kind"] = question.get("kind", Kind.QUESTION)
        topic = self.topics[question["topic"]]
        return actions.Asked(village=village, topic=topic, consented_at=at, **facts)

    def _bureau(self):
        return User.objects.get(username="bureau")

    def _later(self, at: datetime, hours, odd_minutes):
        """Return when the next thing happens: at a time of day when people write, before now."""
        then = timezone.localtime(at) + timedelta(hours=hours, minutes=odd_minutes % 47)
        if then.hour >= EVENING:
            then = (then + timedelta(days=1)).replace(hour=MORNING)
        elif then.hour < MORNING:
            then = then.replace(hour=MORNING)
        return max(min(then, self.now - timedelta(minutes=1)), at)

    def _take(self, row, step, at):
        """Do one step of the story with the very actions that the portal's pages call."""
        words = {name: step[name] for name in ("rating", "note", "to") if name in step}
        if "text" in step:
            words["reason" if step["do"] in ("decline", "transfer") else "text"] = step["text"]
        if step["do"] not in VILLAGER_STEPS:
            words["by"] = row.adviser.user if row.adviser else self._bureau()
        getattr(actions, step["do"])(row, at=at, **words)
