"""Plans: asked for, followed, looked at as tables and maps, accepted row by row."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic

from directory import actions
from directory.forms import PlanDecisionForm, PlanForm
from directory.models import Place, Plan
from directory.permissions import keeps_register, within_reach
from directory.viewsets.base import RefusalMixin, RegisterInspectView, RegisterViewSet
from directory.viewsets.charts import PlanCharts
from directory.viewsets.choosers import place_chooser

RESULT = "register/plans:inspect"
LOOK_AGAIN_SECONDS = "3"
CONFIRM = "directory/bureau/plan_confirm.html"


class AskView(RefusalMixin, generic.CreateView):
    """A wish becomes a plan that the worker works out."""

    page_title = gettext_lazy("Work out a plan")
    submit_button_label = gettext_lazy("Work it out")
    submit_button_active_label = gettext_lazy("Working…")
    success_message = gettext_lazy("The plan is being worked out. Nothing changes by itself.")

    def get_initial(self):
        counties = Place.objects.active().filter(level=Place.Level.COUNTY)
        first = within_reach(self.request.user, counties, "").first()
        return {"starts_on": timezone.localdate(), "place": first and first.pk}

    def save_instance(self):
        return actions.ask_for_plan(**self.form.cleaned_data, by=self.request.user)

    def get_success_url(self):
        return reverse(RESULT, args=[self.object.pk])

    def get_success_buttons(self):
        return []


class ResultView(RegisterInspectView):
    """Before and after, and the buttons that write it into the register."""

    page_title = gettext_lazy("Plan")
    refusals: dict = {}

    @cached_property
    def may_write(self):
        return keeps_register(self.request.user, self.object.place)

    def get(self, request, *args, **kwargs):
        """While the worker is at it, the browser looks again by itself."""
        response = super().get(request, *args, **kwargs)
        if self.object.status in actions.UNFINISHED_PLANS:
            response["Refresh"] = LOOK_AGAIN_SECONDS
        return response

    def post(self, request, *args, **kwargs):
        form = PlanDecisionForm(request.POST, plan=self.object)
        try:
            if not form.is_valid():
                raise ValidationError([e for errors in form.errors.values() for e in errors])
            if form.cleaned_data["refuse"]:
                return self._refuse(form.cleaned_data["refuse"])
            if form.is_bulk and not form.cleaned_data["is_confirmed"]:
                return self._ask_again(form.rows)
            return self._accept(form.rows)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(RESULT, self.object.pk)

    def _refuse(self, row):
        actions.refuse_row(row, by=self.request.user)
        kept = _("%(village)s keeps its adviser.") % {"village": row.village.short_name}
        messages.success(self.request, kept)
        return redirect(f"{reverse(RESULT, args=[self.object.pk])}#rows")

    def _ask_again(self, rows):
        context = super().get_context_data() | {"rows": rows, "may_write": self.may_write}
        return self.response_class(self.request, CONFIRM, context)

    def _accept(self, rows):
        outcome = actions.accept_rows(self.object, rows, by=self.request.user)
        if count := len(outcome.accepted):
            words = ngettext(
                "%(n)d village gets its new adviser.", "%(n)d villages get new advisers.", count
            )
            messages.success(self.request, words % {"n": count})
        if not outcome.refusals:
            return redirect(f"{reverse(RESULT, args=[self.object.pk])}#rows")
        messages.error(self.request, _("Some villages could not be handed over: see below."))
        self.refusals = outcome.refusals
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {"may_write": self.may_write}
        if self.object.status in actions.UNFINISHED_PLANS:
            return context | {"is_running": True}
        if self.object.status == Plan.Status.DONE:
            return context | PlanCharts(self.object, self.refusals).context()
        return context


def _km(plan):
    figures = plan.figures
    if "after" not in figures:
        return "–"
    before, after = (round(figures[when]["total"]) for when in ("before", "after"))
    return _("%(km)s km") % {"km": f"{before} → {after}"}


class PlanViewSet(RegisterViewSet):
    model = Plan
    place_path = "place"
    icon = "resubmit"
    menu_label = gettext_lazy("Plans")
    add_view_class = AskView
    inspect_view_class = ResultView
    inspect_template_name = "directory/bureau/plan.html"
    joined = ("place", "created_by")
    list_filter = ["status"]
    search_fields = ["place__name"]
    list_display = [
        "place",
        Column("starts_on", label=gettext_lazy("changes begin on"), sort_key="starts_on"),
        Column("get_status_display", label=gettext_lazy("state"), sort_key="status"),
        Column("km", label=gettext_lazy("total way"), accessor=_km),
        Column("changed", label=gettext_lazy("changes"), accessor="figures.changed"),
        Column("created_by", label=gettext_lazy("asked for by")),
        DateColumn("created_at", label=gettext_lazy("asked for at"), sort_key="created_at"),
    ]
    list_export = ["place", "starts_on", "get_status_display", "created_by", "created_at"]
    export_headings = {"get_status_display": gettext_lazy("state")}
    export_filename = "plans"
    edit_handler = ObjectList(
        [
            FieldPanel("place", widget=place_chooser.widget_class),
            FieldPanel("starts_on"),
            FieldRowPanel([FieldPanel("change_cost_km"), FieldPanel("preference_km")]),
            FieldPanel("leavers"),
        ],
        base_form_class=PlanForm,
    )
