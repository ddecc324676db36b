"""Panels of the admin's start page: what waits for those who write lectures and articles."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from knowledge.models import ArticlePage, Lecture


class KnowledgeToDo(Component):
    """On the start page: lectures nobody reported on, articles whose law is to be compared."""

    name = "knowledge_to_do"
    order = 230
    template_name = "wagtailadmin/home/to_do.html"
    MOST = 5

    def get_context_data(self, parent_context):
        """Return ``rows`` of (text, address), at most five of each kind; two queries."""
        lectures = Lecture.objects.unreported(timezone.now()).order_by("starts_at")[: self.MOST]
        articles = ArticlePage.objects.to_recheck().defer("body")[: self.MOST]
        held, compare = _("Was it held? %(title)s"), _("Compare the law again: %(title)s")
        rows = [(held % {"title": row}, _edit("lectures", row)) for row in lectures]
        rows += [
            (compare % {"title": row.title}, _edit("wagtailadmin_pages", row)) for row in articles
        ]
        return {"name": self.name, "heading": _("Lectures and articles"), "rows": rows}


def _edit(screen, row):
    return reverse(f"{screen}:edit", args=[row.pk])
