"""The table behind the rate limits."""

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

UPSERT = """
INSERT INTO throttling_counter (key, hits, expires_at) VALUES (%s, %s, %s)
ON CONFLICT (key) DO UPDATE SET hits = throttling_counter.hits + excluded.hits
RETURNING hits
"""


class CounterQuerySet(models.QuerySet):
    """Counting and forgetting."""

    def add(self, key: str, hits: int, expires_at) -> int:
        """Add ``hits`` to the counter ``key`` in one atomic statement; return the new total."""
        moment = connection.ops.adapt_datetimefield_value(expires_at)
        with connection.cursor() as cursor:
            cursor.execute(UPSERT, [key, hits, moment])
            return cursor.fetchone()[0]

    def purge(self, at=None) -> int:
        """Delete the counters whose window has passed; return how many."""
        return self.filter(expires_at__lt=at or timezone.now()).delete()[0]


class Counter(models.Model):
    """How often one client did one thing in one window. The key is a hash: it names nobody."""

    key = models.CharField(_("key"), max_length=64, primary_key=True)
    hits = models.IntegerField(_("hits"))
    expires_at = models.DateTimeField(_("expires at"), db_index=True)

    objects = CounterQuerySet.as_manager()

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")

    def __str__(self):
        return f"{self.key[:8]}: {self.hits}"
