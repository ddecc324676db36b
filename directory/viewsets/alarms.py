"""Alarms: to read and to export. The nightly check opens and settles them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from directory.filters import AlarmFilterSet
from directory.models import Alarm
from directory.viewsets.base import RegisterViewSet

KIND = Column("get_kind_display", label=_("kind"), sort_key="kind")


class AlarmViewSet(RegisterViewSet):
    model = Alarm
    place_path = "place"
    icon = "warning"
    menu_label = _("Alarms")
    joined = ("place__parent",)
    filterset_class = AlarmFilterSet
    search_fields = ["label", "place__name", "place__pinyin"]
    list_display = [
        "label",
        KIND,
        Column("place.full_name", label=_("place")),
        Column("due_on", label=_("due on"), sort_key="due_on"),
        Column("found_on", label=_("found on"), sort_key="found_on"),
        Column("settled_on", label=_("settled on"), sort_key="settled_on"),
    ]
    list_export = [
        *("get_kind_display", "label", "place_id", "place"),
        *("due_on", "found_on", "settled_on", "told_at"),
    ]
    export_headings = {"get_kind_display": _("kind"), "place_id": _("code")}
    export_filename = "alarms"
    inspect_view_fields_exclude = ("id", "subject")
    exclude_form_fields = ()
