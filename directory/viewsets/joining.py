"""Applications 申请 and their decision, trainings 培训 and who came."""

import base64
import binascii

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from directory.actions import certifying, joining
from directory.filters import ApplicationFilterSet
from directory.forms.certifying import DecisionForm, TrainingForm
from directory.models import Adviser, Application, Attendance, Proof, Training
from directory.permissions import keeps_register_anywhere
from directory.viewsets.base import (
    RefusalMixin,
    RegisterIndexView,
    RegisterInspectView,
    RegisterViewSet,
)

FACTS = [
    *("name", "kind", "firm_name", "licence_number", "phone", "townships", "statement"),
    *("status", "submitted_at", "consented_at", "decided_at", "decided_by", "decision_reason"),
    "adviser",
]


class ApplicationInspectView(RegisterInspectView):
    """The facts in the clear, with the pictures behind links: for who decides, nobody else."""

    any_permission_required = ["change"]
    template_name = "directory/application_inspect.html"

    @property
    def header_more_buttons(self):
        waits = self.object.status == Application.Status.SUBMITTED
        label = Button(_("Decide"), url=self.get_edit_url(), icon_name="check", priority=10)
        return [label] if waits else []

    def get_context_data(self, **kwargs):
        return super().get_context_data(proofs=_addresses(self.object), **kwargs)


class DecideView(RefusalMixin, generic.EditView):
    """Accept or refuse; what was decided is only shown."""

    page_title = _("Decide")
    submit_button_label = _("Write the decision down")
    success_message = _("The decision on '%(object)s' is written down.")
    template_name = "directory/application_decide.html"

    def get(self, request, *args, **kwargs):
        application = self.get_object()
        if application.status != Application.Status.SUBMITTED:
            return redirect("register/applications:inspect", application.pk)
        return super().get(request, *args, **kwargs)

    def save_instance(self):
        typed, user = self.form.cleaned_data, self.request.user
        return joining.decide(self.object, by=user, at=timezone.now(), **typed)

    def get_success_buttons(self):
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(proofs=_addresses(self.object), **kwargs)


class ProofView(PermissionCheckedMixin, View):
    """One picture, to who decides; each look is written down."""

    permission_required = "change"
    model = None

    def get(self, request, pk, position):
        proof = get_object_or_404(Proof, application=pk, position=position)
        if not keeps_register_anywhere(request.user):
            raise Http404
        try:
            picture = base64.b64decode(proof.picture, validate=True)
        except binascii.Error as damage:
            raise Http404 from damage
        log(proof.application, "directory.proof", user=request.user, data={"number": position})
        return HttpResponse(
            picture,
            content_type="image/jpeg",
            headers={"Cache-Control": "private, no-store", "Content-Disposition": "inline"},
        )


def _addresses(application):
    rows = application.proofs.values_list("position", flat=True)
    return [(n, reverse("register/applications:proof", args=[application.pk, n])) for n in rows]


class ApplicationViewSet(RegisterViewSet):
    model = Application
    icon = "mail"
    menu_label = _("Applications")
    edit_view_class = DecideView
    inspect_view_class = ApplicationInspectView
    inspect_view_fields = FACTS
    filterset_class = ApplicationFilterSet
    search_fields = ["name", "firm_name"]
    list_display = [
        "name",
        Column("get_kind_display", label=_("kind"), sort_key="kind"),
        "firm_name",
        Column("get_status_display", label=_("state"), sort_key="status"),
        "submitted_at",
        "decided_at",
    ]
    list_export = [
        *("name", "get_kind_display", "firm_name", "get_status_display"),
        *("submitted_at", "decided_at", "decision_reason"),
    ]
    export_headings = {"get_kind_display": _("kind"), "get_status_display": _("state")}
    export_filename = "applications"

    def get_form_class(self, for_update=False):
        return DecisionForm

    def get_urlpatterns(self):
        proof = self.construct_view(ProofView)
        route = path("proof/<int:pk>/<int:position>/", proof, name="proof")
        return [*super().get_urlpatterns(), route]


class AttendanceMixin(RefusalMixin):
    """Saves the training, then its list through the action."""

    def save_instance(self):
        training, form = super().save_instance(), self.form
        present = Attendance.objects.filter(training=training).values("adviser")
        offered = form.fields["advisers"].queryset.values("pk")
        unseen = Adviser.objects.filter(pk__in=present).exclude(pk__in=offered)
        advisers = [*form.cleaned_data["advisers"], *unseen]
        return certifying.write_attendance(training, advisers, by=self.request.user)


class TrainingIndexView(RegisterIndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().annotate(attended=Count("attendances"))


class TrainingCreateView(AttendanceMixin, generic.CreateView):
    pass


class TrainingEditView(AttendanceMixin, generic.EditView):
    pass


class TrainingInspectView(RegisterInspectView):
    def get_fields_context(self):
        rows = self.object.attendances.select_related("adviser").order_by("adviser__pinyin")
        names = "、".join(row.adviser.name for row in rows) or "–"
        attended = {"label": _("attended"), "value": names, "component": None}
        return [*super().get_fields_context(), attended]


class TrainingViewSet(RegisterViewSet):
    model = Training
    icon = "calendar-alt"
    menu_label = _("Trainings")
    index_view_class = TrainingIndexView
    add_view_class = TrainingCreateView
    edit_view_class = TrainingEditView
    inspect_view_class = TrainingInspectView
    search_fields = ["title", "location"]
    list_display = [
        "title",
        "held_on",
        "location",
        "hours",
        Column("attended", label=_("attended"), sort_key="attended"),
    ]
    list_export = ["title", "held_on", "location", "hours", "attended"]
    export_headings = {"attended": _("attended")}
    export_filename = "trainings"
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("held_on"), FieldPanel("hours")]),
            FieldPanel("location"),
            FieldPanel("advisers"),
        ],
        base_form_class=TrainingForm,
    )
