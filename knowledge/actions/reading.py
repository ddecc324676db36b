"""How often a case is read: numbers per day, nothing about the readers."""

from django.utils import timezone

from knowledge.models import ArticlePage, Reading


def count_reading(page_pk: int) -> bool:
    """Count one reading of today; False for a page that villagers do not see."""
    if not ArticlePage.objects.visible().filter(pk=page_pk).exists():
        return False
    Reading.objects.add_one(page_pk, timezone.localdate())
    return True
