"""Word files between their preview and the drafts made of them (Word 导入)."""

import base64

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models import Topic
from portal.vault.fields import EncryptedTextField


class WordFileQuerySet(models.QuerySet):
    """Whose files, and which still wait."""

    def of(self, user):
        """Files that ``user`` uploaded: nobody else sees them, they may hold real names."""
        return self.filter(uploaded_by=user.pk)

    def waiting(self):
        """Files of which not every case has become a draft yet, without their long content."""
        return self.exclude(content="").defer("content")


class WordFile(models.Model):
    """An uploaded Word file. It is kept encrypted until its cases are drafts, a week at most.

    ``pages``: number of a case in the file, as text → key of the draft made of it.
    """

    file_name = models.CharField(_("name of the file"), max_length=120)
    content = EncryptedTextField(_("the file in Base64"), blank=True)
    cases = models.PositiveSmallIntegerField(_("cases in the file"), default=1)
    pages = models.JSONField(_("drafts made of it"), default=dict)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name=_("topic"))
    uploaded_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    objects = WordFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("Word file")
        verbose_name_plural = _("Word files")
        ordering = ["-uploaded_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return self.file_name

    @property
    def is_done(self) -> bool:
        """Whether every case of it is a draft."""
        return len(self.pages) >= self.cases

    def seal(self, content: bytes) -> None:
        """Take in the bytes of the file."""
        self.content = base64.b64encode(content).decode("ascii")

    def unseal(self) -> bytes:
        """Return the bytes of the file; none when it is done."""
        return base64.b64decode(self.content)

    def page_of(self, case: int) -> int | None:
        """Return the key of the draft made of the case, or None."""
        return self.pages.get(str(case))

    def next_case(self) -> int | None:
        """Return the first case without a draft, or None."""
        return next((case for case in range(self.cases) if self.page_of(case) is None), None)
