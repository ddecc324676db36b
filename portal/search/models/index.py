"""Index changes that wait for the engine, and the names that a search box may suggest."""

from django.db import connections, models
from django.utils.translation import gettext_lazy as _


class OutboxRow(models.Model):
    """The document ``key`` may have changed; written in the transaction of the change itself.

    It says nothing about what changed: the worker reads the row as it is by then, so rows may be
    handled in any order and twice. A row is deleted when the engine has confirmed the change.
    """

    key = models.CharField(_("document"), max_length=120)
    enqueued_at = models.DateTimeField(_("enqueued at"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("search index change")
        verbose_name_plural = _("search index changes")

    def __str__(self):
        return self.key


class SuggestionQuerySet(models.QuerySet):
    def starting(self, field, prefix):
        """Return the rows whose ``field`` begins with ``prefix``, by a walk along its index.

        SQLite cannot use an index for LIKE; PostgreSQL's sort order is no help with a range but
        its pattern index serves LIKE.
        """
        if connections[self.db].vendor == "sqlite":
            return self.filter(**{f"{field}__gte": prefix, f"{field}__lt": prefix + chr(0x10FFFF)})
        return self.filter(**{f"{field}__startswith": prefix})


class Suggestion(models.Model):
    """One name of one document: how it is typed, spelt and abbreviated."""

    key = models.CharField(_("document"), max_length=120, db_index=True)
    type = models.CharField(_("type"), max_length=20)
    title = models.CharField(_("title"), max_length=250)
    url = models.CharField(_("address"), max_length=500)
    township = models.CharField(_("township"), max_length=100, blank=True)
    weight = models.FloatField(_("weight"), default=1.0)
    name = models.CharField(_("name"), max_length=100, db_index=True)
    pinyin = models.CharField(_("pinyin"), max_length=100, db_index=True, blank=True)
    initials = models.CharField(_("initials"), max_length=100, db_index=True, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-weight", "title", "pk"]
        verbose_name = _("search suggestion")
        verbose_name_plural = _("search suggestions")

    def __str__(self):
        return self.name
