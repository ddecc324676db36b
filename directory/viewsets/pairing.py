"""Pairing sheets: upload, look, confirm."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormMixin
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from directory import actions
from directory.forms import PairingSheetForm, SheetDecisionForm
from directory.models import PairingSheet
from directory.pairing.decisions import ADD, CHANGE, ENDED, OUTCOMES, REFUSED, SAME
from directory.viewsets.base import (
    RefusalMixin,
    RegisterIndexView,
    RegisterInspectView,
    RegisterViewSet,
)

LABELS = {  # outcome → heading, what it means
    REFUSED: (_("Row refused"), _("These rows are not written. Here is why.")),
    CHANGE: (_("Adviser changes"), _("These villages get another adviser.")),
    ADD: (_("New pairing"), _("These villages had no adviser on that day.")),
    ENDED: (_("Pairing ends"), _("Not in the sheet: they lose their adviser.")),
    SAME: (_("As before"), _("The register says the same already.")),
}


def template_button():
    """Where to get the empty sheet."""
    return HeaderButton(
        _("Empty sheet"), url=reverse("register_pairing_template"), icon_name="download"
    )


class SheetIndexView(RegisterIndexView):
    add_item_label = _("Upload a sheet")

    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        return [*buttons, template_button()] if self.add_url else buttons


class UploadView(RefusalMixin, generic.CreateView):
    """A file becomes a sheet that waits for confirmation."""

    page_title = _("Upload a sheet")
    submit_button_label = _("Read the sheet")
    submit_button_active_label = _("Reading…")
    success_message = _("The sheet was read. Nothing is written yet.")

    @cached_property
    def header_buttons(self):
        return [template_button()]

    def save_instance(self):
        typed = self.form.cleaned_data
        return actions.read_sheet(
            self.form.rows,
            file_name=typed["file"].name,
            place=typed["place"],
            starts_on=typed["starts_on"],
            is_complete=typed["is_complete"],
            by=self.request.user,
        )

    def get_success_url(self):
        return reverse("register/pairing:inspect", args=[self.object.pk])

    def get_success_buttons(self):
        return []


class PreviewView(FormMixin, RegisterInspectView):
    """What a sheet would do, or did, row by row; and the two buttons."""

    page_title = _("Pairing sheet")
    form_class = SheetDecisionForm

    def get_success_url(self):
        return reverse("register/pairing:inspect", args=[self.object.pk])

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            messages.success(request, self._decided(**form.cleaned_data))
        except ValidationError as refusal:
            self.object.refresh_from_db()
            messages.error(request, " ".join(refusal.messages))
            return self.render_to_response(self.get_context_data(form=form))
        return self.form_valid(form)

    def _decided(self, decision, fingerprint):
        if decision == SheetDecisionForm.DISCARD:
            actions.discard_sheet(self.object, by=self.request.user)
            return _("The sheet was thrown away. Nothing was written.")
        plan = actions.apply_sheet(self.object, fingerprint=fingerprint, by=self.request.user)
        return _("Written into the register: %(n)d changes.") % {"n": plan.changes}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.object.status == PairingSheet.Status.READ:
            plan = actions.plan_sheet(self.object)
            lines = [line.as_json() for line in plan.lines]
            context |= {"plan": plan, "withheld": plan.withheld}
        else:
            lines = self.object.report.get("lines", [])
        shown = self.request.GET.get("show")
        return context | {
            "groups": _groups(lines, shown if shown in OUTCOMES else ""),
            "counts": _counts(lines, shown),
            "may_write": self.user_has_permission("add"),
        }


def _of(lines, outcome):
    return [line for line in lines if line["outcome"] == outcome]


def _groups(lines, shown):
    """(outcome, heading, what it means, lines) of the outcomes that occur and are asked for."""
    wanted = [shown] if shown else OUTCOMES
    found = [(outcome, *LABELS[outcome], _of(lines, outcome)) for outcome in wanted]
    return [group for group in found if group[-1]]


def _counts(lines, shown):
    """(outcome, heading, how many, whether only these are shown) of all outcomes."""
    return [
        (outcome, LABELS[outcome][0], len(_of(lines, outcome)), outcome == shown)
        for outcome in OUTCOMES
    ]


class PairingSheetViewSet(RegisterViewSet):
    model = PairingSheet
    place_path = "place"
    icon = "table"
    menu_label = _("Pairing sheets")
    index_view_class = SheetIndexView
    add_view_class = UploadView
    inspect_view_class = PreviewView
    inspect_template_name = "directory/pairing_sheet.html"
    joined = ("place", "uploaded_by")
    list_filter = ["status"]
    search_fields = ["file_name", "place__name"]
    list_display = [
        "file_name",
        "place",
        Column("starts_on", label=_("first day"), sort_key="starts_on"),
        Column("get_status_display", label=_("state"), sort_key="status"),
        Column("uploaded_by", label=_("uploaded by")),
        DateColumn("uploaded_at", label=_("uploaded at"), sort_key="uploaded_at"),
    ]
    list_export = ["file_name", "place", "starts_on", "get_status_display", "uploaded_at"]
    export_headings = {"get_status_display": _("state")}
    export_filename = "pairing-sheets"

    def get_form_class(self, for_update=False):
        return PairingSheetForm
