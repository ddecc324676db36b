"""The ledger in Wagtail's admin: to read and to export."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from directory.ledger.filters import EntryFilterSet
from directory.ledger.models import Entry
from directory.viewsets.base import RegisterViewSet


class EntryViewSet(RegisterViewSet):
    model = Entry
    place_path = "volume__village"
    icon = "list-ol"
    menu_label = _("Ledger")
    menu_order = 205
    add_to_admin_menu = True
    joined = ("volume__village__parent", "adviser", "recorded_by")
    title_accessor = "volume.village.full_name"
    filterset_class = EntryFilterSet
    search_fields = [
        "summary",
        "volume__village__name",
        "volume__village__parent__name",
        "adviser__name",
    ]
    list_display = [
        "volume",
        "number",
        Column("get_kind_display", label=_("kind"), sort_key="kind"),
        Column("happened_on", label=_("happened on"), sort_key="happened_on"),
        "adviser",
        "summary",
    ]
    list_export = [
        "volume_id",
        "volume.village.full_name",
        "number",
        "get_kind_display",
        "happened_on",
        "adviser",
        "summary",
        "minutes",
        "recorded_at",
    ]
    export_headings = {
        "volume_id": _("code"),
        "volume.village.full_name": _("village"),
        "get_kind_display": _("kind"),
    }
    export_filename = "ledger"
    exclude_form_fields = ()
