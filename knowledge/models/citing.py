"""Which articles of law a case cites, who read a case, the picture it is shared with."""

from django.db import connection, models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey


class Citation(models.Model):
    """A live case cites an article of law. Part of the page: drafts change nothing here."""

    page = ParentalKey(
        "knowledge.ArticlePage",
        on_delete=models.CASCADE,
        related_name="citations",
        verbose_name=_("case article"),
    )
    statute = models.ForeignKey(
        "knowledge.Statute",
        models.PROTECT,
        related_name="citations",
        verbose_name=_("article of law"),
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.UniqueConstraint(fields=["page", "statute"], name="knowledge_cited_once")
        ]

    def __str__(self):
        return f"{self.page_id} → {self.statute_id}"


UPSERT = """
INSERT INTO knowledge_reading (page_id, day, count) VALUES (%s, %s, 1)
ON CONFLICT (page_id, day) DO UPDATE SET count = knowledge_reading.count + 1
"""


class ReadingQuerySet(models.QuerySet):
    """Counting."""

    def add_one(self, page_pk, day):
        """Count one reading of the page on ``day`` in one atomic statement."""
        with connection.cursor() as cursor:
            cursor.execute(UPSERT, [page_pk, connection.ops.adapt_datefield_value(day)])


class Reading(models.Model):
    """How often a case was read on a day: a number, nothing about the reader."""

    page = models.ForeignKey(
        "knowledge.ArticlePage",
        models.CASCADE,
        related_name="readings",
        verbose_name=_("case article"),
    )
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("times read"), default=0)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(fields=["page", "day"], name="knowledge_reading_once_a_day")
        ]

    def __str__(self):
        return f"{self.day}: {self.count}"


class ShareCard(models.Model):
    """The picture that a shared link to a case shows (分享卡片), drawn by the worker."""

    page = models.OneToOneField(
        "knowledge.ArticlePage",
        models.CASCADE,
        primary_key=True,
        related_name="share_card",
        verbose_name=_("case article"),
    )
    digest = models.CharField(
        _("drawn for"), max_length=64, help_text=_("Fingerprint of the words that were drawn")
    )
    image = models.ImageField(_("picture"), upload_to="images/share")
    drawn_at = models.DateTimeField(_("drawn at"), auto_now=True)

    class Meta:
        verbose_name = _("share card")
        verbose_name_plural = _("share cards")

    def __str__(self):
        return f"{self.page_id}"
