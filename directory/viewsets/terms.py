"""Assignments, covers, leaves: every change goes through an action."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from directory import actions
from directory.filters import AssignmentFilterSet, CoverFilterSet, LeaveFilterSet
from directory.forms import (
    AssignmentEndForm,
    AssignmentForm,
    CoverForm,
    LeaveForm,
    LeaveShortenForm,
    ShortenForm,
)
from directory.models import Assignment, Cover, Leave, RegisterSettings
from directory.planning import with_km
from directory.viewsets.base import (
    RefusalMixin,
    RegisterIndexView,
    RegisterInspectView,
    RegisterViewSet,
)
from directory.viewsets.distances import KmColumn, WithKm, km_in_words
from directory.viewsets.reach import WRITERS_AND_OFFICE

DAYS = [
    Column("starts_on", label=_("first day"), sort_key="starts_on"),
    Column("ends_on", label=_("last day"), sort_key="ends_on"),
]
ADVISER = Column("adviser", label=_("adviser"), sort_key="certificate__adviser__pinyin")
SERVICE_JOINS = ("village__parent", "certificate__adviser")
SERVICE_EXPORT = [
    "village_id",
    "village.full_name",
    "adviser",
    "certificate",
    "starts_on",
    "ends_on",
]
SERVICE_HEADINGS = {
    "village_id": _("code"),
    "village.full_name": _("village"),
    "village": _("village"),
    "certificate": _("certificate"),
    "adviser": _("adviser"),
}
SERVICE_SEARCH = [
    "village__name",
    "village__pinyin",
    "village__parent__name",
    "certificate__adviser__name",
    "certificate__adviser__pinyin",
]


class AssignView(RefusalMixin, generic.CreateView):
    def save_instance(self):
        typed, user = self.form.cleaned_data, self.request.user
        reason = typed["exception_reason"]
        village, adviser = typed["village"], typed["certificate"].adviser
        if typed["replaces_current"]:
            day = typed["starts_on"]
            return actions.reassign(village, adviser, on=day, by=user, exception_reason=reason)
        return actions.assign(
            village, adviser, starts_on=typed["starts_on"], by=user, exception_reason=reason
        )


class EndView(RefusalMixin, generic.EditView):
    def save_instance(self):
        typed = self.form.cleaned_data
        return actions.end_assignment(
            self.object, on=typed["ends_on"], reason=typed["end_reason"], by=self.request.user
        )


class CoverView(RefusalMixin, generic.CreateView):
    def save_instance(self):
        typed = dict(self.form.cleaned_data)
        adviser = typed.pop("certificate").adviser
        return actions.cover(typed.pop("village"), adviser, by=self.request.user, **typed)


class LeaveView(RefusalMixin, generic.CreateView):
    def save_instance(self):
        typed = dict(self.form.cleaned_data)
        return actions.grant_leave(typed.pop("adviser"), by=self.request.user, **typed)


class ShortenView(RefusalMixin, generic.EditView):
    def save_instance(self):
        day = self.form.cleaned_data["ends_on"]
        return actions.shorten(self.object, on=day, by=self.request.user)


class TermViewSet(RegisterViewSet):
    """Created by one action, ended by another, never deleted."""

    start_form: type | None = None
    end_form: type | None = None

    def get_form_class(self, for_update=False):
        return self.end_form if for_update else self.start_form


class AssignmentIndexView(WithKm, RegisterIndexView):
    pass


class AssignmentInspectView(RegisterInspectView):
    """Also says how far the village is from where the adviser starts."""

    def get_fields_context(self):
        rows = Assignment.objects.select_related("village", "certificate__adviser__firm")
        factor = RegisterSettings.for_request(self.request).road_factor
        way = km_in_words(with_km(rows, factor).get(pk=self.object.pk))
        shown = {"label": _("km (one way)"), "value": way, "component": None}
        return [*super().get_fields_context(), shown]


class AssignmentViewSet(TermViewSet):
    model = Assignment
    index_view_class = AssignmentIndexView
    inspect_view_class = AssignmentInspectView
    place_path = "village"
    icon = "link"
    menu_label = _("Assignments")
    add_view_class, start_form = AssignView, AssignmentForm
    edit_view_class, end_form = EndView, AssignmentEndForm
    joined = SERVICE_JOINS
    title_accessor = "village.full_name"
    filterset_class = AssignmentFilterSet
    search_fields = SERVICE_SEARCH
    list_display = ["village", ADVISER, KmColumn(), *DAYS, "slot", "exception_reason"]
    list_export = [*SERVICE_EXPORT, "km", "slot", "exception_reason", "end_reason"]
    export_headings = SERVICE_HEADINGS | {"km": _("km (one way)")}
    export_filename = "assignments"


class CoverViewSet(TermViewSet):
    model = Cover
    place_path = "village"
    writers = WRITERS_AND_OFFICE
    icon = "resubmit"
    menu_label = _("Covers")
    add_view_class, start_form = CoverView, CoverForm
    edit_view_class, end_form = ShortenView, ShortenForm
    joined = SERVICE_JOINS
    title_accessor = "village.full_name"
    filterset_class = CoverFilterSet
    search_fields = SERVICE_SEARCH
    list_display = ["village", ADVISER, *DAYS, "reason"]
    list_export = [*SERVICE_EXPORT, "reason"]
    export_headings = SERVICE_HEADINGS
    export_filename = "covers"


class LeaveViewSet(TermViewSet):
    model = Leave
    adviser_path = "adviser"
    icon = "date"
    menu_label = _("Leaves")
    add_view_class, start_form = LeaveView, LeaveForm
    edit_view_class, end_form = ShortenView, LeaveShortenForm
    joined = ("adviser",)
    filterset_class = LeaveFilterSet
    search_fields = ["adviser__name", "adviser__pinyin"]
    list_display = ["adviser", *DAYS, "reason"]
    list_export = ["adviser", "starts_on", "ends_on", "reason"]
    export_filename = "leaves"
