"""What is said at a lecture, and the pictures of it."""

import re

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.media.models import PortalRendition
from portal.vault.fields import EncryptedTextField

PHOTO = "max-560x420|format-webp|webpquality-50"
"""The size of a photo on the lecture's page: under 40 KB also when it shows a crowd."""

HEAD = re.compile(r"\s*[一二三四五六七八九十]{1,3}、\s*(.+)")


class Outline(models.Model):
    """The outline (讲座提纲): mandatory to mark a lecture held, filed at the township office."""

    text = models.TextField(
        _("outline"),
        max_length=8000,
        help_text=_("Points in the order in which they are told, one a line"),
    )
    articles = models.ManyToManyField(
        "knowledge.ArticlePage",
        blank=True,
        related_name="outlines",
        verbose_name=_("cases that are told"),
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("outline")
        verbose_name_plural = _("outlines")

    def __str__(self):
        return self.text.partition("\n")[0][:60]

    @property
    def points(self):
        """What one will hear: the heads (一、…) without their number; without heads every line."""
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        heads = [found[1] for line in lines if (found := HEAD.match(line))]
        return heads or lines


class LecturePhotoQuerySet(models.QuerySet):
    """The photos of a page."""

    def for_display(self):
        """With what ``picture`` shows."""
        drawn = PortalRendition.objects.filter(filter_spec=PHOTO)
        rows = self.select_related("image")
        return rows.prefetch_related(models.Prefetch("image__renditions", drawn))


class LecturePhoto(models.Model):
    """A picture of a lecture that was held; the image carries no metadata."""

    lecture = models.ForeignKey(
        "knowledge.Lecture", models.PROTECT, related_name="photos", verbose_name=_("lecture")
    )
    image = models.ForeignKey(
        "media.PortalImage", models.PROTECT, related_name="+", verbose_name=_("picture")
    )
    caption = models.CharField(
        _("what it shows"), max_length=80, help_text=_("For people who cannot see it")
    )

    objects = LecturePhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a lecture")
        verbose_name_plural = _("photos of lectures")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["lecture", "image"], name="knowledge_photo_once")
        ]

    def __str__(self):
        return self.caption

    def picture(self):
        """The photo as a page shows it, or None while the worker has not drawn it."""
        return self.image.drawn(PHOTO)


class SignUpQuerySet(models.QuerySet):
    """Which sign-ups count, and whose they are."""

    def active(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def of_phone(self, key_hash):
        """Those that count, made with the phone of this hash."""
        return self.active().filter(key_hash=key_hash)


class SignUp(models.Model):
    """Somebody means to come to a lecture (报名): no account, the name is optional and sealed."""

    MOST_PEOPLE = 20

    lecture = models.ForeignKey(
        "knowledge.Lecture", models.PROTECT, related_name="signups", verbose_name=_("lecture")
    )
    key_hash = models.CharField(_("phone's key"), max_length=64, editable=False)
    people = models.PositiveSmallIntegerField(_("how many come"), default=1)
    name = EncryptedTextField(_("name"), max_length=30, blank=True)
    signed_at = models.DateTimeField(_("signed up at"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lecture", "key_hash"],
                name="knowledge_signed_up_once",
                violation_error_message=_("You have signed up already."),
            ),
            models.CheckConstraint(
                condition=models.Q(people__gte=1, people__lte=20),
                name="knowledge_signup_people",
                violation_error_message=_("Between 1 and 20 people."),
            ),
        ]

    def __str__(self):
        return f"{self.lecture_id}: {self.people}"


class LectureChange(models.Model):
    """A lecture was moved or called off (改期、取消): what the public is told. Never edited."""

    class Kind(models.TextChoices):
        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("cancelled")

    lecture = models.ForeignKey(
        "knowledge.Lecture", models.PROTECT, related_name="changes", verbose_name=_("lecture")
    )
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    starts_at_before = models.DateTimeField(_("began before"))
    place_before = models.CharField(_("was at"), max_length=200)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of a lecture")
        verbose_name_plural = _("changes of lectures")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.lecture_id}: {self.get_kind_display()}"
