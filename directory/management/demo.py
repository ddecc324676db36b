"""What the loaders of the demo county share: its data files, its days, its log-ins."""

import json
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from portal.accounts.models import User

PASSWORD = "yongding-2026"  # noqa: S105 (printed for everybody: only for looking around)
SERVICE_DAYS = 310
HANDED_OVER_AFTER = timedelta(days=181)


def read(package: Path, name: str):
    """Return the content of ``demo/<name>`` beside the module file ``package``."""
    return json.loads((package.parent / "demo" / name).read_text(encoding="utf-8"))


def service_began(today: date) -> date:
    """Return the day on which the demo's advisers began: a first of a month, 310 days ago or so."""
    return (today - timedelta(days=SERVICE_DAYS)).replace(day=1)


def moment(day: int, clock: str) -> datetime:
    """Return the moment ``clock`` ("09:30") on the day ``day`` days from today."""
    on = timezone.localdate() + timedelta(days=day)
    return timezone.make_aware(datetime.combine(on, time.fromisoformat(clock)))


def demo_user(username: str, display_name: str, **flags) -> User:
    """Return the log-in ``username``; one that exists stays as it is, its password too."""
    facts = {"display_name": display_name, "password": _password_hash(), **flags}
    return User.objects.get_or_create(username=username, defaults=facts)[0]


@cache
def _password_hash() -> str:
    return make_password(PASSWORD)
