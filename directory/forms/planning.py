"""What the bureau wishes of a plan, and what it decides about its rows."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from directory.models import Certificate, Plan, PlanRow


class LeaversField(forms.ModelMultipleChoiceField):
    """Advisers by name; the values are their certificates."""

    def label_from_instance(self, obj):
        return " · ".join(filter(None, [obj.adviser.name, str(obj.adviser.firm or "")]))


class PlanForm(WagtailAdminModelForm):
    """For which villages, from when, and the wishes."""

    leavers = LeaversField(
        Certificate.objects.none(),
        label=gettext_lazy("what if these leave"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They get no village in the plan. The register stays as it is."),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Plan
        fields = ["place", "starts_on", "change_cost_km", "preference_km", "leavers"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = Certificate.objects.valid().filter(assignments__isnull=False).distinct()
        rows = held.select_related("adviser__firm").order_by("adviser__pinyin")
        self.fields["leavers"].queryset = rows


class PlanDecisionForm(forms.Form):
    """Which rows are accepted, or which one is refused. ``rows`` are those meant."""

    accept = forms.ModelChoiceField(PlanRow.objects.none(), required=False)
    refuse = forms.ModelChoiceField(PlanRow.objects.none(), required=False)
    township = forms.CharField(required=False, max_length=12)
    chosen = forms.ModelMultipleChoiceField(PlanRow.objects.none(), required=False)
    is_confirmed = forms.BooleanField(required=False)

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.open = plan.rows.filter(decision=PlanRow.Decision.OPEN)
        self.open = self.open.select_related("village__parent", "before__adviser", "after__adviser")
        for name in ("accept", "refuse", "chosen"):
            self.fields[name].queryset = self.open

    def clean(self):
        typed = super().clean()
        if typed.get("refuse"):
            return typed
        if typed.get("accept"):
            self.rows, self.is_bulk = [typed["accept"]], False
        elif typed.get("township"):
            of_township = self.open.filter(village__parent=typed["township"])
            self.rows, self.is_bulk = list(of_township), True
        else:
            self.rows, self.is_bulk = list(typed.get("chosen") or []), True
        if not self.rows:
            raise ValidationError(_("Choose at least one village that is not decided yet."))
        return typed
