"""Topics, offices, firms, advisers, certificates: facts without an action."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from directory.filters import (
    AdviserFilterSet,
)
from directory.models import Adviser, Firm, Office, Topic
from directory.models.advisers import PORTRAIT, THUMBNAIL
from directory.pinyin import spell
from directory.viewsets.base import RegisterViewSet
from directory.viewsets.handover import HandOverScreens
from directory.viewsets.pipeline import STAGE, AdviserIndexView

KIND = Column("get_kind_display", label=_("kind"), sort_key="kind")


class SpellingMixin:
    """Keeps the pinyin in step with the name."""

    def save_instance(self):
        row = self.form.instance
        row.pinyin, _initials = spell(row.name)
        saved = super().save_instance()
        if getattr(saved, "photo", None):
            saved.photo.get_renditions(PORTRAIT, THUMBNAIL)
        return saved


class SpelledCreateView(SpellingMixin, generic.CreateView):
    pass


class SpelledEditView(SpellingMixin, generic.EditView):
    pass


class TopicViewSet(RegisterViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    joined = ("parent",)
    search_fields = ["name", "keywords", "situation"]
    list_display = ["name", "parent", "situation", "sort_order"]
    list_export = ["name", "slug", "parent", "situation", "keywords"]
    export_filename = "topics"
    form_fields = ["name", "slug", "parent", "sort_order", "situation", "keywords"]


class OfficeViewSet(RegisterViewSet):
    model = Office
    place_path = "place"
    icon = "home"
    menu_label = _("Offices")
    joined = ("place",)
    search_fields = ["name", "place__name"]
    list_display = ["name", "place", "phone", "address"]
    list_export = ["place_id", "name", "phone", "address", "hours"]
    export_filename = "offices"
    form_fields = ["place", "name", "phone", "address", "hours", "latitude", "longitude"]


class FirmViewSet(RegisterViewSet):
    model = Firm
    icon = "group"
    menu_label = _("Firms")
    list_filter = ["kind"]
    search_fields = ["name"]
    list_display = ["name", KIND, "phone"]
    list_export = ["name", "kind", "phone", "address"]
    export_filename = "firms"
    form_fields = ["name", "kind", "phone", "address", "latitude", "longitude"]


class AdviserViewSet(HandOverScreens, RegisterViewSet):
    model = Adviser
    adviser_path = ""
    add_to_reference_index = True
    icon = "user"
    menu_label = _("Advisers")
    index_view_class = AdviserIndexView
    add_view_class = SpelledCreateView
    edit_view_class = SpelledEditView
    joined = ("firm", "certificate")
    filterset_class = AdviserFilterSet
    search_fields = ["name", "pinyin", "phone"]
    list_display = ["name", KIND, "firm", STAGE, "certificate", "phone"]
    list_export = ["name", "get_kind_display", "firm", "phone", "phone_consented_on", "dialects"]
    export_headings = {"get_kind_display": _("kind")}
    export_filename = "advisers"
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("firm")]),
        FieldPanel("photo"),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("phone"), FieldPanel("phone_consented_on")])],
            heading=_("Phone"),
        ),
        FieldPanel("dialects"),
        FieldPanel("bio"),
        FieldPanel("user"),
    ]
