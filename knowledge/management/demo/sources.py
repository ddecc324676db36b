"""What the loaders of this app share: the data files, people and topics of the demo county."""

import json
from pathlib import Path

from django.utils import timezone

import knowledge
from directory.actions import appoint
from directory.management.demo import demo_user, read, service_began
from directory.models import Adviser, Appointment, Topic
from portal.accounts.models import User

PACKAGE = Path(knowledge.__file__)
FOLDER = PACKAGE.parent / "demo"
CASE_FILES = sorted((FOLDER / "articles").glob("*.json"))


def rows(name: str):
    """Return the content of ``knowledge/demo/<name>.json``."""
    return read(PACKAGE, f"{name}.json")


def cases() -> list[dict]:
    """Return all case articles, those that were published first at the front."""
    found = [case for path in CASE_FILES for case in json.loads(path.read_text(encoding="utf-8"))]
    return sorted(found, key=lambda case: -case["days_ago"])


def statutes() -> list[tuple[dict, str]]:
    """Return the articles of law that the content cites, each with its line of the import file."""
    lines = (FOLDER / "statutes.jsonl").read_text(encoding="utf-8").splitlines()
    return [(json.loads(line), line) for line in lines]


def adviser(key: str) -> Adviser:
    """Return the adviser that the data call ``a47``."""
    return Adviser.objects.get(user__username=f"adviser{key[1:]}")


def topics() -> dict[str, Topic]:
    """Return every topic by its slug."""
    return {topic.slug: topic for topic in Topic.objects.all()}


def clerk_of(village) -> User:
    """Return who asks for lectures in ``village``: its clerk; the demo appoints one for it."""
    held = village.appointments.current(timezone.localdate()).filter(role=Appointment.Role.CLERK)
    row = held.select_related("user").first()
    return row.user if row else _appoint_clerk(village)


def _appoint_clerk(village):
    user = demo_user(f"clerk{village.pk[6:]}", f"{village.short_name} 文书")
    appoint(
        user,
        role=Appointment.Role.CLERK,
        place=village,
        starts_on=service_began(timezone.localdate()),
        by=User.objects.get(username="bureau"),
    )
    return user
