"""Appointments: given and ended by actions, which also open and close the admin's screens."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from directory import actions
from directory.filters import AppointmentFilterSet
from directory.forms import AppointmentEndForm, AppointmentForm
from directory.models import Appointment
from directory.viewsets.base import RefusalMixin
from directory.viewsets.terms import DAYS, TermViewSet

ROLE = Column("get_role_display", label=_("role"), sort_key="role")


class AppointView(RefusalMixin, generic.CreateView):
    def save_instance(self):
        typed = dict(self.form.cleaned_data)
        return actions.appoint(typed.pop("user"), by=self.request.user, **typed)


class EndAppointmentView(RefusalMixin, generic.EditView):
    def save_instance(self):
        day = self.form.cleaned_data["ends_on"]
        return actions.end_appointment(self.object, on=day, by=self.request.user)


class AppointmentViewSet(TermViewSet):
    model = Appointment
    place_path = "place"
    icon = "key"
    menu_label = _("Appointments")
    add_view_class, start_form = AppointView, AppointmentForm
    edit_view_class, end_form = EndAppointmentView, AppointmentEndForm
    joined = ("user", "place__parent")
    filterset_class = AppointmentFilterSet
    search_fields = ["user__username", "user__display_name", "place__name"]
    list_display = ["user", ROLE, Column("place.full_name", label=_("place")), *DAYS]
    list_export = ["user", "get_role_display", "place_id", "place", "starts_on", "ends_on"]
    export_headings = {"get_role_display": _("role"), "place_id": _("code")}
    export_filename = "appointments"
