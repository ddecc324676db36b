"""Panels of the admin's start page: what waits for those who write lectures and articles."""

from datetime import timedelta

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import PageLogEntry

from knowledge.models import ArticlePage, Lecture

REMEMBERED = timedelta(days=30)


class KnowledgeToDo(Component):
    """On the start page: lectures nobody reported on."""

    name = "knowledge_to_do"
    order = 230
    template_name = "wagtailadmin/home/to_do.html"
    MOST = 5

    def get_context_data(self, parent_context):
        """Return ``rows`` of (text, address), at most five; one query."""
        lectures = Lecture.objects.unreported(timezone.now()).order_by("starts_at")[: self.MOST]
        held = _("Was it held? %(title)s")
        rows = [
            (held % {"title": row}, reverse("lectures:edit", args=[row.pk])) for row in lectures
        ]
        return {"name": self.name, "heading": _("Lectures"), "rows": rows}


class EditorialToDo(Component):
    """On the start page: cases that stayed drafts, cases to compare, what is read most."""

    name = "editorial_to_do"
    order = 220
    template_name = "wagtailadmin/home/to_do.html"
    MOST = 3
    DAYS = 30

    def get_context_data(self, parent_context):
        """Return ``rows`` of (text, address); four queries."""
        rows = [*self._refused(), *self._to_recheck(), *self._most_read()]
        return {"name": self.name, "heading": _("Cases"), "rows": rows}

    def _refused(self):
        """Cases whose hour came lately and that are not public, with the way to mend them."""
        lately = {"action": "knowledge.refuse", "timestamp__gt": timezone.now() - REMEMBERED}
        since = Q(page__last_published_at=None) | Q(timestamp__gt=F("page__last_published_at"))
        lines = PageLogEntry.objects.filter(since, **lately, page__has_unpublished_changes=True)
        pages = dict(lines.order_by("timestamp").values_list("page_id", "page__title"))
        for pk, title in list(pages.items())[: self.MOST]:
            words = _("Not published at its hour: %(title)s") % {"title": title}
            yield words, reverse("wagtailadmin_pages:edit", args=[pk])

    def _to_recheck(self):
        cases = ArticlePage.objects.to_recheck().defer("body")
        number = cases.count()
        if number:
            words = ngettext(
                "%(n)d case is to be compared with the law",
                "%(n)d cases are to be compared with the law",
                number,
            )
            yield words % {"n": number}, reverse("recheck")
        for case in cases[: self.MOST]:
            words = _("Compare the law again: %(title)s") % {"title": case.title}
            yield words, reverse("recheck_case", args=[case.pk])

    def _most_read(self):
        cases = ArticlePage.objects.live().defer("body").with_times_read(self.DAYS)
        first = cases.filter(times_read__gt=0).order_by("-times_read", "-pk").first()
        if first:
            words = _("Most read this month: %(title)s (%(times)d times)")
            yield words % {"title": first.title, "times": first.times_read}, reverse("readings")
