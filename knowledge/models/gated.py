"""A page that goes out only when it is ready."""

from django.core.exceptions import ValidationError
from wagtail.log_actions import log
from wagtail.models import Page, WorkflowState

from knowledge.models import gate
from portal.pages.refusals import PublishRefusedError

BY_THE_CLOCK = "wagtail.publish.scheduled"


class GatedPage(Page):
    """Refuses to be published with shortcomings, by form, workflow, clock or code.

    ``needs``: what is asked of this kind of page, codes of ``gate.NEEDS``; what it says of law
    and people, and how, is looked at in every kind.
    """

    needs: tuple[str, ...] = ("no_topic", "no_steps", "no_contacts")

    class Meta:
        abstract = True

    def shortcomings(self) -> list[gate.Shortcoming]:
        """What is missing or doubtful in this version, what blocks publishing first."""
        return gate.shortcomings(self)

    def refusals(self) -> list[str]:
        """Why this version cannot be published; empty when it can."""
        return [row.message for row in self.shortcomings() if row.blocks]

    def remark(self):
        """What the reviewer wrote when the page came back; empty when it did not come back."""
        state = self.current_workflow_state
        if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
            return ""
        return state.current_task_state.comment

    def clean(self):
        """Refuse the moment in which a version that is not ready becomes the public one."""
        super().clean()
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

    def _stay_draft(self, revision, reasons):
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        log(self, "knowledge.refuse", data={"reasons": reasons})
