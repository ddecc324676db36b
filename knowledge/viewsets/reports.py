"""Reports for editors and reviewers: which cases to compare with the law again, what is read."""

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from knowledge import actions
from knowledge.filters import ReadingFilterSet, RecheckFilterSet
from knowledge.models import ArticlePage

WRITING = ["change", "publish"]


def writes(user):
    """Whether ``user`` is an editor or a reviewer of cases."""
    return policy_registry.get_by_type(ArticlePage).user_has_any_permission(user, WRITING)


class EditorsReport(ReportView):
    """A report about cases, for those who write them; leaves as XLSX only."""

    model: type[Model] = ArticlePage
    any_permission_required = WRITING
    FORMATS = ("xlsx",)

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(ArticlePage)

    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        return [button for button in buttons if button.url != self.csv_export_url]


class ReasonsColumn(Column):
    """Why, a sentence for each reason."""

    cell_template_name = "knowledge/reasons_cell.html"

    def get_value(self, instance):
        return list(instance.recheck_reasons())


class RecheckView(EditorsReport):
    """Public cases whose law is to be compared again, the oldest first, with why."""

    page_title = _("Cases to compare with the law")
    verbose_name_plural = _("cases")
    header_icon = "rotate"
    filterset_class = RecheckFilterSet
    index_url_name = "recheck"
    index_results_url_name = "recheck_results"
    export_filename = "recheck"
    list_export = ["title", "topic", "why", "law_checked_on", "full_url"]
    export_headings = {
        "title": _("case article"),
        "topic": _("topic"),
        "why": _("why"),
        "law_checked_on": _("law checked on"),
        "full_url": _("address"),
    }
    columns = [
        TitleColumn(
            "title",
            label=_("case article"),
            get_url=lambda row: reverse("recheck_case", args=[row.pk]),
        ),
        Column("topic", label=_("topic")),
        ReasonsColumn("why", label=_("why")),
        Column("law_checked_on", label=_("law checked on"), sort_key="law_checked_on"),
        DateColumn("last_published_at", label=_("published"), sort_key="last_published_at"),
    ]

    def get_base_queryset(self):
        return ArticlePage.objects.to_recheck().select_related("topic").with_cited_law()

    def to_row_dict(self, item):
        item.why = " ".join(item.recheck_reasons())
        return super().to_row_dict(item)


class RecheckCaseView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One case beside the law that it cites: nothing to change, or to the editor."""

    template_name = "knowledge/recheck.html"
    model = ArticlePage
    any_permission_required = WRITING
    page_title = _("Compare with the law")
    header_icon = "rotate"

    @cached_property
    def case(self):
        rows = ArticlePage.objects.live().select_related("topic").with_cited_law()
        case = rows.filter(pk=self.kwargs["pk"]).first()
        if case is None:
            raise Http404
        return case

    def get_page_subtitle(self):
        return self.case.title

    def get_breadcrumbs_items(self):
        report = {"url": reverse("recheck"), "label": RecheckView.page_title}
        return [*self.breadcrumbs_items, report, {"url": "", "label": self.case.title}]

    def get_context_data(self, **kwargs):
        state, cited = self.case.law_state(), [row.statute for row in self.case.citations.all()]
        facts = {"case": self.case, "state": state, "statutes": cited}
        return super().get_context_data(reasons=list(self.case.recheck_reasons()), **facts)

    def post(self, request, pk):
        try:
            case = actions.confirm_law(self.case, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("recheck_case", self.case.pk)
        messages.success(request, _("Compared today: “%(title)s”.") % {"title": case.title})
        return redirect("recheck")


class ReadingView(EditorsReport):
    """Public cases by how often they were read lately."""

    page_title = _("Most read cases")
    verbose_name_plural = _("cases")
    header_icon = "view"
    filterset_class = ReadingFilterSet
    index_url_name = "readings"
    index_results_url_name = "readings_results"
    export_filename = "readings"
    list_export = ["title", "topic", "times_read", "first_published_at", "full_url"]
    export_headings = {
        "title": _("case article"),
        "topic": _("topic"),
        "times_read": _("times read"),
        "first_published_at": _("published"),
        "full_url": _("address"),
    }
    columns = [
        TitleColumn(
            "title",
            label=_("case article"),
            get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[row.pk]),
        ),
        Column("topic", label=_("topic")),
        NumberColumn("times_read", label=_("times read")),
        DateColumn("first_published_at", label=_("published"), sort_key="first_published_at"),
    ]

    def get_base_queryset(self):
        return ArticlePage.objects.live().for_display()

    def get_filtered_queryset(self):
        """The most read first, also of those that are equal: it is known once the period is."""
        first = [self.ordering] if self.ordering else []
        rows = super().get_filtered_queryset()
        return rows.order_by(*first, "-times_read", "-first_published_at", "-pk")


class ReportMenuItem(MenuItem):
    """In the menu of reports, for those who write cases."""

    def __init__(self, report, order):
        url, name = reverse_lazy(report.index_url_name), report.index_url_name
        super().__init__(
            report.page_title, url, name=name, icon_name=report.header_icon, order=order
        )

    def is_shown(self, request):
        return writes(request.user)


def addresses(report, address):
    """The report at ``address``, and its rows alone for filtering."""
    rows = report.as_view(results_only=True)
    return [
        path(address, report.as_view(), name=report.index_url_name),
        path(f"{address}results/", rows, name=report.index_results_url_name),
    ]


REPORTS = [RecheckView, ReadingView]
ADDRESSES = [
    *addresses(RecheckView, "reports/recheck/"),
    path("reports/recheck/<int:pk>/", RecheckCaseView.as_view(), name="recheck_case"),
    *addresses(ReadingView, "reports/readings/"),
]
