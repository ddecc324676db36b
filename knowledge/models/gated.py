"""A page that goes out only when it is ready, and knows which articles of law it cites."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from knowledge.models import gate
from knowledge.models.citing import Citation
from portal.pages.refusals import PublishRefusedError

BY_THE_CLOCK = "wagtail.publish.scheduled"


class GatedPage(Page):
    """Refuses to be published with shortcomings, by form, workflow, clock or code."""

    class Meta:
        abstract = True

    def shortcomings(self) -> list[gate.Shortcoming]:
        """What is missing or doubtful in this version, what blocks publishing first."""
        return gate.shortcomings(self)

    def refusals(self) -> list[str]:
        """Why this version cannot be published; empty when it can."""
        return [row.message for row in self.shortcomings() if row.blocks]

    def clean(self):
        """Take down the citations; refuse the moment in which a version becomes the public one."""
        super().clean()
        self._cite()
        if self._goes_live() and (reasons := self.refusals()):
            raise ValidationError(reasons, code="publish_refused")

    def publish(self, revision, user=None, changed=True, log_action=True, **options):
        """Publish or schedule ``revision``; raise ``PublishRefusedError`` when it is not ready.

        A version whose hour has come and that is not ready any more (a law was repealed from the
        records) stays a draft and says so in the history: the clock goes on to the next page.
        """
        version = revision.as_object()
        reasons = version.refusals()
        if reasons and log_action == BY_THE_CLOCK:
            self._stay_draft(revision, reasons)
        elif reasons:
            raise PublishRefusedError(version, reasons)
        else:
            super().publish(revision, user, changed, log_action, **options)

    def _goes_live(self):
        """Whether this is the save that makes another version the public one."""
        if not (self.live and self.live_revision_id):
            return False
        public = Page.objects.filter(pk=self.pk).values_list("live_revision_id", flat=True).first()
        return self.live_revision_id != public

    def _cite(self):
        """Hold a row for each cited article of law; rows that stay keep their identity."""
        kept = {row.statute_id: row for row in self.citations.all()}
        cited = gate.Written(self).statutes()
        self.citations.set([kept.get(row.pk) or Citation(statute=row) for row in cited])

    def _stay_draft(self, revision, reasons):
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        message = _("“%(title)s” was not published.") % {"title": self.title}
        log(self, "knowledge.refuse", data={"message": message, "reasons": reasons})
