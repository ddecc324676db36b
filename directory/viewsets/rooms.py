"""Service rooms and WeChat groups of villages in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic

from directory.filters import ServiceRoomFilterSet, WeChatGroupFilterSet
from directory.forms.places import ServiceRoomForm, WeChatGroupForm
from directory.models import ServiceRoom, WeChatGroup
from directory.models.rooms import PHOTO, QR
from directory.viewsets.base import RegisterViewSet
from directory.viewsets.choosers import village_chooser
from directory.viewsets.reach import WRITERS_AND_OFFICE

VILLAGE_SEARCH = ["village__name", "village__pinyin", "village__code", "village__parent__name"]
VILLAGE_EXPORT = ["village_id", "village.full_name"]
VILLAGE_HEADINGS = {"village_id": _("code"), "village.full_name": _("village")}


class PictureMixin:
    """Draws the public picture when the row is saved, so that no visitor waits for it."""

    picture_field = ""
    picture_spec = ""

    def save_instance(self):
        saved = super().save_instance()
        if picture := getattr(saved, self.picture_field):
            picture.get_rendition(self.picture_spec)
        return saved


class RoomPicture(PictureMixin):
    picture_field, picture_spec = "photo", PHOTO


class RoomCreateView(RoomPicture, generic.CreateView):
    pass


class RoomEditView(RoomPicture, generic.EditView):
    pass


class GroupPicture(PictureMixin):
    picture_field, picture_spec = "qr", QR


class GroupCreateView(GroupPicture, generic.CreateView):
    pass


class GroupEditView(GroupPicture, generic.EditView):
    pass


class OfVillageViewSet(RegisterViewSet):
    """Something a village has; its township's officer keeps it too."""

    place_path = "village"
    writers = WRITERS_AND_OFFICE
    add_to_reference_index = True
    joined = ("village__parent",)
    title_accessor = "village.full_name"
    search_fields = VILLAGE_SEARCH
    export_headings = VILLAGE_HEADINGS


class ServiceRoomViewSet(OfVillageViewSet):
    model = ServiceRoom
    icon = "home"
    menu_label = _("Service rooms")
    add_view_class, edit_view_class = RoomCreateView, RoomEditView
    filterset_class = ServiceRoomFilterSet
    list_display = [
        "village",
        "address",
        "hours",
        BooleanColumn("photo", label=_("photo"), accessor=lambda room: bool(room.photo_id)),
    ]
    list_export = [*VILLAGE_EXPORT, "address", "hours"]
    export_filename = "service_rooms"
    edit_handler = ObjectList(
        [
            FieldPanel("village", widget=village_chooser.widget_class),
            FieldPanel("address"),
            FieldPanel("hours"),
            FieldPanel("photo"),
        ],
        base_form_class=ServiceRoomForm,
    )


class WeChatGroupViewSet(OfVillageViewSet):
    model = WeChatGroup
    icon = "group"
    menu_label = _("WeChat groups")
    add_view_class, edit_view_class = GroupCreateView, GroupEditView
    filterset_class = WeChatGroupFilterSet
    search_fields = ["name", *VILLAGE_SEARCH]
    list_display = [
        "village",
        "name",
        Column("qr_expires_on", label=_("picture valid until"), sort_key="qr_expires_on"),
        Column("members", label=_("members"), sort_key="members"),
    ]
    list_export = [*VILLAGE_EXPORT, "name", "qr_expires_on", "members"]
    export_filename = "wechat_groups"
    edit_handler = ObjectList(
        [
            FieldPanel("village", widget=village_chooser.widget_class),
            FieldPanel("name"),
            MultiFieldPanel(
                [FieldPanel("qr"), FieldPanel("qr_expires_on")], heading=_("Picture to join")
            ),
            FieldPanel("members"),
        ],
        base_form_class=WeChatGroupForm,
    )
