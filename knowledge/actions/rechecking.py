"""Somebody compared the law of a public case and found nothing to change."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState

from knowledge.models import ArticlePage


@transaction.atomic
def confirm_law(case, *, by) -> ArticlePage:
    """Write down that the law of the public ``case`` was compared today and is told rightly.

    The public page says so at once. A draft, a version under review or one that waits for its
    hour keeps its words, gets the day, and stays what it is. Once more the same day changes
    nothing. Raises PermissionDenied, or ValidationError when the case is not public or when an
    article that it cites does not hold: then there is something to change.
    """
    case = ArticlePage.objects.select_for_update().get(pk=case.pk)
    if by is not None and not case.permissions_for_user(by).can_edit():
        raise PermissionDenied
    today, before = timezone.localdate(), case.law_checked_on
    state = case.law_state(today)
    _check(case, state)
    if before == today and not state.is_stale:
        return case
    case.law_checked_on, case.last_published_at = today, timezone.now()
    case.save(clean=False, update_fields=["law_checked_on", "last_published_at"])
    _give_day(case, today)
    changed = {"law_checked_on": [str(before or ""), today.isoformat()]}
    log(case, "knowledge.confirm_law", user=by, data={"changed": changed}, content_changed=True)
    return case


def _check(case, state):
    if not case.live:
        raise ValidationError(_("Only a public case is compared."), code="not_public")
    if state.ended:
        names = "、".join(map(str, state.ended))
        said = _("%(articles)s: not in force. Edit the case and cite the law that holds now.")
        raise ValidationError(said, code="ended", params={"articles": names})


def _give_day(case, day: date):
    """Give the day to every version that is public or may become it: none says an older one."""
    reviewed = Q(task_states__status=TaskState.STATUS_IN_PROGRESS)
    coming = Q(pk__in=[case.live_revision_id, case.latest_revision_id])
    rows = case.revisions.filter(coming | reviewed | ~Q(approved_go_live_at=None)).distinct()
    for revision in rows:
        content = revision.content | {"law_checked_on": day.isoformat()}
        Revision.objects.filter(pk=revision.pk).update(content=content)
