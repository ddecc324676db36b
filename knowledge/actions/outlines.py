"""The outline of a lecture: written before or after it, fixed once it lies at the office."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from knowledge.actions.steps import begin
from knowledge.models import ArticlePage, Filing, Lecture, Outline


@transaction.atomic
def write_outline(lecture, *, by=None, text, articles=()) -> Lecture:
    """Write or replace the outline; ``articles`` are the cases told, visible ones only."""
    lecture = begin(lecture, "outline", by)
    _refuse_when_filed(lecture)
    outline = lecture.outline or Outline()
    outline.text, outline.written_by = tidy(text), by
    outline.full_clean()
    outline.save()
    wanted = {article.pk for article in articles}
    outline.articles.set(ArticlePage.objects.visible().filter(pk__in=wanted))
    if lecture.outline_id is None:
        lecture.outline = outline
        lecture.save(update_fields=["outline"])
    log(lecture, "knowledge.outline", user=by)
    return lecture


def tidy(text):
    """Lines without blanks at their ends, no more than one empty line in a row."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for row, line in enumerate(lines) if line or lines[row - 1]]
    return "\n".join(kept)


def _refuse_when_filed(lecture):
    """What lies at the office is not changed behind its back; returned, it may be mended."""
    filing = Filing.objects.select_for_update().filter(lecture=lecture).first()
    if filing and filing.status != Filing.Status.RETURNED:
        raise ValidationError(
            _("The outline lies at the judicial office and cannot be changed any more."),
            code="filed",
        )
