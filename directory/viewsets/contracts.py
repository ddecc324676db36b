"""Contracts: recorded, changed, renewed through actions; their files are handed out here."""

from pathlib import PurePath

from django.contrib.admin.utils import quote
from django.db.models import Count
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import policy_registry

from directory import actions
from directory.filters import ContractFilterSet
from directory.forms import ContractChangeForm, ContractForm
from directory.models import Contract
from directory.permissions import Role, within_reach
from directory.viewsets.base import RegisterIndexView, RegisterInspectView
from directory.viewsets.terms import DAYS, TermViewSet

FILE_ROLES = (Role.BUREAU, Role.OFFICE)  # leaders see the record, not the paper
READING = ("view", "add", "change")


class ContractIndexView(RegisterIndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().annotate(covered=Count("coverages"))


class ContractCreateView(generic.CreateView):
    """A new contract; ``?renew=`` fills in that of the following term."""

    def get_initial(self):
        wanted = self.request.GET.get("renew", "")
        rows = Contract.objects.filter(pk=wanted) if wanted.isdecimal() else Contract.objects.none()
        renewed = self.reached(rows).first()
        return super().get_initial() | (renewal_of(renewed) if renewed else {})

    def save_instance(self):
        typed = dict(self.form.cleaned_data)
        for name in ("covers", "named"):
            typed.pop(name)
        return actions.record_contract(by=self.request.user, **typed)


def renewal_of(contract):
    """What the following contract has in common with ``contract``: parties, villages, length."""
    villages = [village for village in contract.villages.all() if village.is_active]
    is_direct = contract.kind == Contract.Kind.DIRECT
    return {
        "kind": contract.kind,
        "party": contract.party_id,
        "firm": contract.firm_id,
        "covers": ContractForm.Covers.ALL if is_direct else ContractForm.Covers.ONLY,
        "named": "" if is_direct else "、".join(village.short_name for village in villages),
        **contract.following_term(),
    }


class ContractEditView(generic.EditView):
    def save_instance(self):
        return actions.change_contract(self.object, by=self.request.user, **self.form.cleaned_data)


class ContractInspectView(RegisterInspectView):
    """The record with its villages, the link to its file, and the way to the next contract."""

    def get_party_display_value(self):
        return self.object.party.full_name

    def get_villages_display_value(self):
        villages = self.object.villages.select_related("parent")
        rows = ((reverse("register/places:inspect", args=[v.pk]), v.short_name) for v in villages)
        return format_html_join("、", '<a href="{}">{}</a>', rows)

    def get_file_display_value(self):
        if not self.object.file:
            return "–"
        url = reverse("register/contracts:file", args=[quote(self.object.pk)])
        return format_html('<a href="{}">{}</a>', url, _("Download the scan"))

    @property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.user_has_permission("add"):
            url = f"{reverse('register/contracts:add')}?renew={self.object.pk}"
            buttons.append(HeaderButton(_("Renew"), url=url, icon_name="repeat"))
        return buttons


class ContractFileView(View):
    """The scan as a download. To everybody else it is not there; each opening is written down."""

    http_method_names = ["get", "head"]

    def get(self, request, pk):
        policy = policy_registry.get_by_type(Contract)
        if not policy.user_has_any_permission(request.user, READING):
            raise Http404
        rows = within_reach(request.user, Contract.objects.exclude(file=""), "party", FILE_ROLES)
        contract = get_object_or_404(rows, pk=pk)
        try:
            file = actions.open_file(contract, by=request.user)
        except FileNotFoundError as lost:
            raise Http404 from lost
        name = f"{contract.number}{PurePath(contract.file.name).suffix}"
        headers = {"Cache-Control": "no-store, private", "X-Content-Type-Options": "nosniff"}
        return FileResponse(file, as_attachment=True, filename=name, headers=headers)


class ContractViewSet(TermViewSet):
    model = Contract
    icon = "doc-full"
    menu_label = gettext_lazy("Contracts")
    place_path = "party"
    index_view_class = ContractIndexView
    add_view_class, start_form = ContractCreateView, ContractForm
    edit_view_class, end_form = ContractEditView, ContractChangeForm
    inspect_view_class = ContractInspectView
    joined = ("party__parent", "firm")
    filterset_class = ContractFilterSet
    search_fields = ["number", "party__name", "party__pinyin", "firm__name", "villages__name"]
    list_display = [
        "number",
        Column("get_kind_display", label=gettext_lazy("kind"), sort_key="kind"),
        Column("party.full_name", label=gettext_lazy("signed for"), sort_key="party"),
        "firm",
        *DAYS,
        Column("covered", label=gettext_lazy("villages"), sort_key="covered"),
        BooleanColumn("file", label=gettext_lazy("file")),
    ]
    list_export = [
        "number",
        "get_kind_display",
        "party_id",
        "party.full_name",
        "firm",
        "starts_on",
        "ends_on",
        "signed_on",
        "procurement_reference",
        "amount",
        "covered",
    ]
    export_headings = {
        "get_kind_display": gettext_lazy("kind"),
        "party_id": gettext_lazy("code"),
        "party.full_name": gettext_lazy("signed for"),
        "covered": gettext_lazy("villages"),
    }
    export_filename = "contracts"
    inspect_view_fields = [
        "number",
        "kind",
        "party",
        "firm",
        "starts_on",
        "ends_on",
        "signed_on",
        "procurement_reference",
        "amount",
        "villages",
        "file",
    ]

    def get_urlpatterns(self):
        file = path("file/<int:pk>/", ContractFileView.as_view(), name="file")
        return [*super().get_urlpatterns(), file]
