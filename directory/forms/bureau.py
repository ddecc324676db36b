"""What the bureau types about who serves whom. The actions decide and write."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from directory.models import Appointment, Assignment, Certificate, Cover, Leave, Place


class VillageField(forms.ModelChoiceField):
    """Villages, named with their township."""

    def __init__(self, **kwargs):
        villages = Place.objects.active().villages().select_related("parent")
        super().__init__(villages, label=_("village"), **kwargs)

    def label_from_instance(self, obj):
        return obj.full_name


class CertifiedField(forms.ModelChoiceField):
    """Advisers with a certificate; the value is the certificate."""

    def __init__(self, **kwargs):
        certificates = Certificate.objects.select_related("adviser__firm").order_by(
            "adviser__pinyin"
        )
        super().__init__(certificates, label=_("adviser"), **kwargs)

    def label_from_instance(self, obj):
        return " · ".join(filter(None, [obj.adviser.name, str(obj.adviser.firm or ""), obj.number]))


class AssignmentForm(WagtailAdminModelForm):
    """A new assignment; on demand it takes the place of the present one."""

    village = VillageField()
    certificate = CertifiedField()
    replaces_current = forms.BooleanField(
        label=_("replaces the present adviser"),
        required=False,
        help_text=_("The present assignment ends the day before."),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Assignment
        fields = ["village", "certificate", "starts_on", "exception_reason"]
        help_texts = {
            "exception_reason": _("Only when the adviser serves five villages already: say why.")
        }

    def _post_clean(self):
        """The action checks the row, after it has ended the one it replaces."""


class AssignmentEndForm(WagtailAdminModelForm):
    """The end of an assignment: last day and reason."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Assignment
        fields = ["ends_on", "end_reason"]
        help_texts = {
            "ends_on": _("The last day on which the adviser still serves the village"),
            "end_reason": _("For example: moved to another county, certificate given back"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True


class CoverForm(WagtailAdminModelForm):
    """Who stands in for a village's adviser, from when to when and why."""

    village = VillageField()
    certificate = CertifiedField()

    class Meta(WagtailAdminModelForm.Meta):
        model = Cover
        fields = ["village", "certificate", "starts_on", "ends_on", "reason"]


class LeaveForm(WagtailAdminModelForm):
    """When an adviser is away, and why."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Leave
        fields = ["adviser", "starts_on", "ends_on", "reason"]


class EarlierEnd(WagtailAdminModelForm.Meta):
    """What both forms ask for that end an absence earlier."""

    fields = ["ends_on"]
    help_texts = {"ends_on": _("An earlier day. For a longer time, add a new one.")}


class ShortenForm(WagtailAdminModelForm):
    """An earlier last day of a cover."""

    class Meta(EarlierEnd):
        model = Cover


class LeaveShortenForm(WagtailAdminModelForm):
    """An earlier last day of a leave."""

    class Meta(EarlierEnd):
        model = Leave


class AppointmentForm(WagtailAdminModelForm):
    """Who holds which role where; a village is named with its township."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Appointment
        fields = ["user", "role", "place", "starts_on", "ends_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        levels = {level for held in Appointment.LEVELS.values() for level in held}
        places = Place.objects.active().filter(level__in=levels).select_related("parent")
        self.fields["place"].queryset = places
        self.fields["place"].label_from_instance = lambda place: place.full_name

    def _post_clean(self):
        """The action checks the row."""


class AppointmentEndForm(WagtailAdminModelForm):
    """The last day of an appointment."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Appointment
        fields = ["ends_on"]
        help_texts = {"ends_on": _("The last day on which this person still has the role")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = True
