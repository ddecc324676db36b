"""Filters of applications, advisers, certificates, appointments."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from directory.filters.base import ServingInFilter, TermFilterSet, YesNoFilter
from directory.models import (
    Adviser,
    Application,
    Appointment,
    Assignment,
    Attendance,
    Certificate,
)


class ApplicationFilterSet(WagtailFilterSet):
    class Meta:
        model = Application
        fields = ["status", "kind"]


class CertificateFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        choices=[
            ("valid", _("in force")),
            ("invalid", _("not in force")),
            ("suspended", _("suspended")),
            ("ending", _("ends within 60 days")),
            ("lapsed", _("not in force, but serving")),
        ],
    )
    township = ServingInFilter(field_name="pk")

    class Meta:
        model = Certificate
        fields = ["state", "township"]

    def in_state(self, queryset, _name, value):
        if value == "suspended":
            return queryset.exclude(suspended_on=None)
        if value == "lapsed":
            serving = Assignment.objects.current().adviser_ids()
            valid = Certificate.objects.valid().values("pk")
            return queryset.filter(pk__in=serving).exclude(pk__in=valid)
        if value == "ending":
            return queryset.ending_soon()
        valid = Certificate.objects.valid().values("pk")
        return queryset.filter(pk__in=valid) if value == "valid" else queryset.exclude(pk__in=valid)


class AppointmentFilterSet(TermFilterSet):
    class Meta:
        model = Appointment
        fields = ["when", "role"]


class AdviserFilterSet(WagtailFilterSet):
    in_office = YesNoFilter(label=_("shown to the public"), method="is_in_office")
    stage = django_filters.ChoiceFilter(
        label=_("stage"),
        method="at_stage",
        choices=[
            ("train", _("to be trained")),
            ("certify", _("trained, to be certified")),
            ("assign", _("certified, without a village")),
            ("serving", _("serving")),
        ],
    )
    phone_shown = YesNoFilter(
        label=_("agreed to show the phone"),
        field_name="phone_consented_on",
        lookup_expr="isnull",
        exclude=True,
    )
    township = ServingInFilter(field_name="pk")

    class Meta:
        model = Adviser
        fields = ["kind", "firm", "stage", "topics", "in_office", "phone_shown", "township"]

    def at_stage(self, queryset, _name, value):
        """Whom the bureau has to train, to certify, to give a village; and who serves."""
        if value in ("train", "certify"):
            trained = Attendance.objects.order_by().values("adviser")
            waiting = queryset.filter(certificate=None)
            is_trained = value == "certify"
            return waiting.filter(pk__in=trained) if is_trained else waiting.exclude(pk__in=trained)
        certified = queryset.filter(pk__in=Adviser.objects.listed().values("pk"))
        serving = Assignment.objects.order_by().current().values("certificate_id")
        is_serving = value == "serving"
        return certified.filter(pk__in=serving) if is_serving else certified.exclude(pk__in=serving)

    def is_in_office(self, queryset, _name, value):
        listed = Adviser.objects.listed().values("pk")
        shown = value == "true"
        return queryset.filter(pk__in=listed) if shown else queryset.exclude(pk__in=listed)
