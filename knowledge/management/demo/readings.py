"""How often the demo's cases were read: numbers by day, seeded, so that they are always alike."""

from datetime import timedelta

from django.utils import timezone

from directory.demo.chance import chance
from knowledge.models import ArticlePage, Reading

DAYS = 90
WEEKEND = 1.6  # people read when the children are at home
TOPICAL = {"wages": 3, "family": 2, "fraud": 2, "social-security": 1.5}


def load() -> int:
    """Give each public case that nobody read yet its readings; how many rows there are."""
    today, unread = timezone.localdate(), ArticlePage.objects.live().filter(readings=None)
    for page in unread.select_related("topic"):
        Reading.objects.bulk_create(_days(page, today))
    return Reading.objects.count()


def _days(page, today):
    pick = chance(f"readings {page.slug}")
    liking = pick.uniform(2, 14) * TOPICAL.get(page.topic.slug, 1)
    published = timezone.localdate(page.first_published_at)
    for back in range(min(DAYS, (today - published).days) + 1):
        day = today - timedelta(days=back)
        often = liking * (WEEKEND if day.weekday() >= 5 else 1)
        count = round(pick.triangular(0, 2 * often, often))
        if count:
            yield Reading(page=page, day=day, count=count)
