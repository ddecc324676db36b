"""Reports on the search for editors: what people look for, and what they open."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn

from knowledge.filters import OpenedFilterSet, SoughtFilterSet, since
from knowledge.models import ArticleIndexPage
from knowledge.viewsets.reports import EditorsReport, addresses
from portal.search import registry
from portal.search.models import LayWord, OpenedDay, SoughtDay, SoughtText, Suggestion
from portal.search.ranking import LABELS

TABS = [
    (_("Most searched for"), "sought", ""),
    (_("Searched for and not found"), "sought", "unfound"),
    (_("Found and not opened"), "sought", "unopened"),
    (_("Most opened"), "opened", ""),
]
"""What the reports tell: label, report, what came of it."""


class SearchReport(EditorsReport):
    """Numbers of a period: they are known, and rows ordered by them, once the period is."""

    results_template_name = "knowledge/search_report.html"
    order: tuple[str, ...] = ()

    def order_queryset(self, queryset):
        return queryset

    def get_filtered_queryset(self):
        """Nothing while the filter makes no sense: it keeps out what few people searched for."""
        if not self.filters.is_valid():
            return self.get_base_queryset().none()
        first = [self.ordering] if self.ordering else []
        return self.get_queryset().order_by(*first, *self.order)

    @property
    def since(self):
        """The first day of the period."""
        return since(self.filters.data["days"])

    def get_context_data(self, **kwargs):
        chosen = (self.index_url_name, self.filters.data.get("came") or "")
        days = self.filters.data["days"]
        tabs = [
            {
                "label": label,
                "url": f"{reverse(name)}?{urlencode({'days': days, 'came': came})}",
                "is_current": (name, came) == chosen,
            }
            for label, name, came in TABS
        ]
        return super().get_context_data(tabs=tabs, **kwargs)


def place(row):
    """Return at which place opened results stood, on average."""
    return f"{row.places / row.opened:.1f}" if row.opened else "–"


class WordsColumn(TitleColumn):
    """The words, with ways to mend what came to nothing: say what they mean, write a case."""

    cell_template_name = "knowledge/sought_cell.html"

    def __init__(self, user):
        super().__init__("text", label=_("words searched for"), get_url=_public_search)
        self.add = ""
        if user.has_perm("portal_search.add_layword"):
            self.add = reverse(LayWord.snippet_viewset.get_url_name("add"))
        self.section = ArticleIndexPage.objects.values_list("pk", flat=True).first()

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        if instance.unfound or not instance.opened:
            context["add"] = self.add and f"{self.add}?{urlencode({'word': instance.text})}"
            new = ["knowledge", "articlepage", self.section]
            context["write"] = self.section and reverse("wagtailadmin_pages:add", args=new)
        return context


class SoughtView(SearchReport):
    """What people search for: the words that at least three of them used."""

    page_title = _("What people search for")
    verbose_name_plural = _("words")
    header_icon = "search"
    model = SoughtText
    filterset_class = SoughtFilterSet
    index_url_name = "sought"
    index_results_url_name = "sought_results"
    export_filename = "sought"
    list_export = ["text", "searches", "unfound", "opened", "place"]
    export_headings = {
        "text": _("words searched for"),
        "searches": _("searches"),
        "unfound": _("found nothing"),
        "opened": _("results opened"),
        "place": _("at which place"),
    }

    @property
    def order(self):
        first = "-unfound" if self.filters.data.get("came") == "unfound" else "-searches"
        return (first, "text")

    @cached_property
    def columns(self):
        return [
            WordsColumn(self.request.user),
            NumberColumn("searches", label=_("searches"), sort_key="searches"),
            NumberColumn("unfound", label=_("found nothing"), sort_key="unfound"),
            NumberColumn("opened", label=_("results opened"), sort_key="opened"),
            Column("place", label=_("at which place"), accessor=place),
        ]

    def get_context_data(self, **kwargs):
        totals = SoughtDay.objects.totals(self.since)
        named = SoughtText.objects.lately(self.since).values_list("searches", flat=True)
        unnamed = totals["searches"] - sum(named)
        return super().get_context_data(totals=totals, unnamed=unnamed, **kwargs)

    def to_row_dict(self, item):
        item.place = place(item)
        return super().to_row_dict(item)


@dataclass(frozen=True)
class Opened:
    """A result and how often it was opened."""

    title: str
    kind: Any
    url: str
    times: int


class OpenedView(SearchReport):
    """The results that people open, as they can be found today."""

    page_title = _("What people open from the search")
    verbose_name_plural = _("results")
    header_icon = "link-external"
    model = OpenedDay
    filterset_class = OpenedFilterSet
    index_url_name = "opened"
    index_results_url_name = "opened_results"
    export_filename = "opened"
    order = ("-times", "key")
    list_export = ["title", "kind", "times", "url"]
    export_headings = {
        "title": _("result"),
        "kind": _("kind"),
        "times": _("times opened"),
        "url": _("address"),
    }
    columns = [
        TitleColumn("title", label=_("result"), get_url=lambda row: row.url),
        Column("kind", label=_("kind")),
        NumberColumn("times", label=_("times opened")),
    ]

    def paginate_queryset(self, queryset, page_size):
        paginator, page, rows, more = super().paginate_queryset(queryset, page_size)
        return paginator, page, _still_public(rows), more

    def decorate_paginated_queryset(self, object_list):
        """A sheet has no pages."""
        return _still_public(object_list) if self.is_export else object_list


def _still_public(rows):
    """Name the rows; what is no longer public is left out: its title is nothing for a list.

    The names that the search box knows cost one query; articles of law are none of them.
    """
    times = {row["key"]: row["times"] for row in rows}
    named = {row.key: row for row in Suggestion.objects.filter(key__in=times)}
    found = named | registry.documents_of(times.keys() - named)
    return [
        Opened(document.title, LABELS[document.type], document.url, times[key])
        for key in times
        if (document := found.get(key))
    ]


def _public_search(row):
    """The results as villagers see them."""
    return f"{reverse('search:results')}?{urlencode({'q': row.text})}"


SEARCH_REPORTS = [SoughtView, OpenedView]
SEARCH_ADDRESSES = [
    *addresses(SoughtView, "reports/sought/"),
    *addresses(OpenedView, "reports/opened/"),
]
