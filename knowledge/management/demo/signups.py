"""People who said that they come to a lecture of the demo."""

from datetime import timedelta

from django.utils import timezone

from knowledge import actions
from knowledge.models import SignUp

NAMES = ["田婶", "", "老覃", "", "向嫂子"]  # the name is optional: most leave it out


def load(lecture, facts) -> None:
    """Sign up as many phones as the ``facts`` list people, on the days before the lecture."""
    last = min(lecture.starts_at, timezone.now()) - timedelta(hours=3)
    for number, people in enumerate(facts.get("signups", [])):
        key, at = f"demo {lecture.uid} {number}", last - timedelta(hours=17 * number)
        name = NAMES[number % len(NAMES)]
        row = actions.sign_up(lecture, key=key, people=people, name=name, at=at)
        SignUp.objects.filter(pk=row.pk).update(signed_at=at)
