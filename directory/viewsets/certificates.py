"""Certificates 上岗证: issued, renewed, suspended, lifted, each by its action."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from directory.actions import certifying
from directory.filters import CertificateFilterSet
from directory.forms.certifying import CertificateChangeForm, CertificateIssueForm
from directory.models import Certificate
from directory.viewsets.base import RefusalMixin
from directory.viewsets.terms import TermViewSet


class IssueView(RefusalMixin, generic.CreateView):
    def save_instance(self):
        typed = dict(self.form.cleaned_data)
        return certifying.issue(typed.pop("adviser"), by=self.request.user, **typed)


class ChangeView(RefusalMixin, generic.EditView):
    """What the two days say now, against what they said before, names the action."""

    def save_instance(self):
        typed, by, row = self.form.cleaned_data, self.request.user, self.object
        renewed = typed["valid_until"] != row.valid_until
        moved = typed["suspended_on"] != row.suspended_on
        if not renewed and not moved:
            raise ValidationError(_("Both days are as they were: there is nothing to write down."))
        if renewed:
            row = certifying.renew(row, valid_until=typed["valid_until"], by=by)
        if moved and typed["suspended_on"]:
            on = typed["suspended_on"]
            return certifying.suspend(row, on=on, reason=typed["reason"], by=by)
        return certifying.lift(row, reason=typed["reason"], by=by) if moved else row


class CertificateViewSet(TermViewSet):
    model = Certificate
    adviser_path = "adviser"
    icon = "check"
    menu_label = gettext_lazy("Certificates")
    add_view_class, start_form = IssueView, CertificateIssueForm
    edit_view_class, end_form = ChangeView, CertificateChangeForm
    joined = ("adviser",)
    filterset_class = CertificateFilterSet
    search_fields = ["number", "adviser__name", "adviser__pinyin"]
    list_display = [
        "number",
        "adviser",
        Column("state", label=gettext_lazy("state")),
        Column("valid_from", label=gettext_lazy("valid from"), sort_key="valid_from"),
        Column("valid_until", label=gettext_lazy("valid until"), sort_key="valid_until"),
        Column("suspended_on", label=gettext_lazy("suspended on"), sort_key="suspended_on"),
    ]
    list_export = ["number", "adviser", "state", "valid_from", "valid_until", "suspended_on"]
    export_headings = {"state": gettext_lazy("state")}
    export_filename = "certificates"
