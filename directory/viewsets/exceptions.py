"""The report of exceptions to the five villages (R03): who, how many, why, since when, by whom."""

from django.db.models import CharField, Count, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import ModelLogEntry

from directory.filters import ExceptionFilterSet
from directory.models import Assignment
from directory.permissions import within_reach

NAME = "cap_exceptions"
FIELDS = [
    ("certificate.adviser.name", _("adviser")),
    ("villages", _("villages today")),
    ("village.full_name", _("village beyond five")),
    ("exception_reason", _("reason")),
    ("starts_on", _("first day")),
    ("ends_on", _("last day")),
    ("granted_by", _("granted by")),
]


class CapExceptionsView(ReportView):
    """Assignments that run or begin later without a place among the five."""

    page_title = _("Exceptions to five villages")
    verbose_name_plural = _("exceptions")
    header_icon = "warning"
    model = Assignment
    filterset_class = ExceptionFilterSet
    index_url_name = NAME
    index_results_url_name = f"{NAME}_results"
    any_permission_required = ["view", "add", "change"]
    default_ordering = "certificate__adviser__pinyin"
    export_filename = "exceptions"
    FORMATS = ("xlsx",)
    list_export = [name for name, _label in FIELDS]
    export_headings = dict(FIELDS)

    def get_base_queryset(self):
        """The exceptions in the visitor's reach, with who granted each."""
        rows = super().get_base_queryset().filter(slot=None)
        rows = within_reach(self.request.user, rows, "village")
        rows = rows.select_related("village__parent", "certificate__adviser")
        return rows.annotate(villages=_villages_today(), granted_by=_granted_by())

    @property
    def columns(self):
        return [Column(name, label=label, accessor=name) for name, label in FIELDS]

    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        return [button for button in buttons if button.url != self.csv_export_url]


class ExceptionsMenuItem(MenuItem):
    """In the menu of reports, for those who see assignments."""

    def __init__(self):
        label, url = CapExceptionsView.page_title, reverse_lazy(NAME)
        super().__init__(label, url, name="cap-exceptions", icon_name="warning", order=900)

    def is_shown(self, request):
        return request.user.has_perm("directory.view_assignment")


def _villages_today():
    """How many villages the adviser of the row serves today."""
    terms = Assignment.objects.current().filter(certificate=OuterRef("certificate"))
    counted = terms.order_by().values("certificate").annotate(number=Count("pk"))
    return Subquery(counted.values("number"))


def _granted_by():
    """Who wrote the row, from the audit log: the name, else the log-in."""
    entries = ModelLogEntry.objects.filter(
        action="directory.assign",
        content_type__app_label="directory",
        content_type__model="assignment",
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    name = Coalesce(NullIf("user__display_name", Value("")), "user__username")
    return Subquery(entries.order_by().annotate(name=name).values("name")[:1])
