"""What the bureau types about applications, trainings and certificates. The actions decide."""

from datetime import timedelta

from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from directory.actions.certifying import propose_number
from directory.models import Adviser, Application, Attendance, Certificate, Firm, Training

CERTIFIED_FOR = timedelta(days=3 * 365)


class AdviserLabel:
    """Names an adviser with the firm."""

    def label_from_instance(self, obj):
        """Return "向明远 · 湖南澧畔律师事务所"."""
        return " · ".join(filter(None, [obj.name, str(obj.firm or "")]))


class AdviserField(AdviserLabel, forms.ModelChoiceField):
    """One adviser."""


class AdviserListField(AdviserLabel, forms.ModelMultipleChoiceField):
    """Advisers to tick, always in the same order."""

    widget = forms.CheckboxSelectMultiple


class DecisionForm(WagtailAdminModelForm):
    """Accept or refuse, and why. The firm is found by the name that the application gives."""

    accepted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("accept")), ("no", _("refuse"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    firm = forms.ModelChoiceField(
        Firm.objects.all(), label=_("firm"), required=False, help_text=_("Only when you accept")
    )
    creates_firm = forms.BooleanField(
        label=_("enter the firm that the application names"),
        required=False,
        help_text=_("When the register does not have it yet"),
    )
    reason = forms.CharField(
        label=_("reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The applicant reads it. For example: 资格证明齐全，执业满三年"),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Application
        fields: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["firm"] = Firm.objects.filter(name=self.instance.firm_name).first()

    def _post_clean(self):
        """The action checks the row."""


class TrainingForm(WagtailAdminModelForm):
    """A training and who came. Its day stays once somebody is on the list."""

    advisers = AdviserListField(
        Adviser.objects.select_related("firm").order_by("pinyin", "pk"),
        label=_("attended"),
        required=False,
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Training
        fields = ["title", "held_on", "location", "hours"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        present = []
        if self.instance.pk:
            rows = Attendance.objects.filter(training=self.instance)
            present = list(rows.values_list("adviser_id", flat=True))
        self.initial["advisers"] = present
        if present:
            self.fields["held_on"].disabled = True
            self.fields["held_on"].help_text = _("It stays while somebody is on the list.")


class CertificateIssueForm(WagtailAdminModelForm):
    """A certificate for somebody who was trained and has none."""

    adviser = AdviserField(
        Adviser.objects.filter(
            Exists(Attendance.objects.filter(adviser=OuterRef("pk"))), certificate=None
        )
        .select_related("firm")
        .order_by("pinyin", "pk"),
        label=_("adviser"),
        help_text=_("Only advisers who attended a training and have no certificate stand here."),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Certificate
        fields = ["adviser", "number", "valid_from", "valid_until"]

    def __init__(self, *args, initial=None, **kwargs):
        today = timezone.localdate()
        proposed = {
            "number": propose_number(today.year),
            "valid_from": today,
            "valid_until": today + CERTIFIED_FOR,
        }
        super().__init__(*args, initial=proposed | (initial or {}), **kwargs)

    def _post_clean(self):
        """The action checks the row."""


class CertificateChangeForm(WagtailAdminModelForm):
    """Renew by a later last day; suspend from a day; lift by emptying that day."""

    reason = forms.CharField(
        label=_("reason"),
        required=False,
        max_length=200,
        help_text=_("Needed to suspend, and to lift a suspension"),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Certificate
        fields = ["valid_until", "suspended_on"]
        help_texts = {
            "valid_until": _("A later day renews the certificate."),
            "suspended_on": _(
                "From this day the adviser is not shown and gets no questions. "
                "Empty it to lift the suspension."
            ),
        }

    def _post_clean(self):
        """The actions check the row."""
