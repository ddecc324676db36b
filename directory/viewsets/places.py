"""Places and their changes in Wagtail's admin."""

from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from directory import actions
from directory.filters import (
    PlaceChangeFilterSet,
    PlaceFilterSet,
)
from directory.forms.places import (
    PlaceChangeForm,
    PlaceEditForm,
    PlaceForm,
)
from directory.models import Place, PlaceChange
from directory.pinyin import spell
from directory.viewsets.base import RegisterIndexView, RegisterViewSet
from directory.viewsets.choosers import place_chooser
from directory.viewsets.moving import MovesView, MoveView
from directory.viewsets.reach import WRITERS_AND_OFFICE

Kind = PlaceChange.Kind


class PlaceCreateView(generic.CreateView):
    def save_instance(self):
        place = self.form.instance
        place.pinyin, place.initials = spell(place.name)
        return super().save_instance()


class PlaceEditView(generic.EditView):
    """Facts of a place; a new name goes through the action, which keeps the former one."""

    def save_instance(self):
        place, former = self.form.instance, self.form.initial["name"]
        name = self.form.cleaned_data.get("name", former)  # an officer is not asked for it
        place.name = former
        saved = super().save_instance()
        if name != place.name:
            actions.record_change(
                Kind.RENAMED,
                saved,
                happened_on=timezone.localdate(),
                by=self.request.user,
                new_name=name,
            )
        return saved


class PlaceViewSet(RegisterViewSet):
    model = Place
    place_path = ""
    writers = WRITERS_AND_OFFICE
    office_fields = ("kind", "latitude", "longitude")
    icon = "site"
    menu_label = _("Places")
    add_view_class = PlaceCreateView
    edit_view_class = PlaceEditView
    joined = ("parent",)
    filterset_class = PlaceFilterSet
    search_fields = ["code", "name", "pinyin", "initials"]
    list_display = [
        "name",
        "code",
        Column("get_level_display", label=_("level"), sort_key="level"),
        Column("get_kind_display", label=_("kind")),
        "parent",
        BooleanColumn("is_active", label=_("in use")),
    ]
    list_export = [
        *("code", "name", "level", "kind", "parent_id", "pinyin", "initials"),
        *("latitude", "longitude", "is_active"),
    ]
    export_filename = "places"
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("level"), FieldPanel("kind")]),
            FieldPanel("parent", widget=place_chooser.widget_class),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
                heading=_("On the map"),
            ),
            FieldPanel("is_active"),
        ],
        base_form_class=PlaceForm,
    )

    def get_form_class(self, for_update=False):
        """A place keeps its code, its level and where it lies."""
        return PlaceEditForm if for_update else super().get_form_class(for_update)


class PlaceChangeIndexView(RegisterIndexView):
    """The changes, with the way to what still has to be moved."""

    @cached_property
    def header_buttons(self):
        moves = HeaderButton(
            label=_("Services to move"),
            url=reverse("register/changes:moves"),
            icon_name="resubmit",
        )
        return [*super().header_buttons, moves]


class PlaceChangeCreateView(generic.CreateView):
    """Writes one change down; then on to what hangs on the closed place, if anything does."""

    def save_instance(self):
        typed = self.form.cleaned_data
        kind, more = typed["kind"], typed["more"]
        formers = [typed["former"], *(more if kind == Kind.MERGED else [])]
        others = more if kind != Kind.MERGED else []
        successors = [typed["successor"], *others] if typed["successor"] else others
        rows = actions.record_change(
            kind,
            formers,
            successors,
            happened_on=typed["happened_on"],
            source=typed["source"],
            new_name=typed["new_name"],
            by=self.request.user,
        )
        return rows[0]

    def get_success_url(self):
        waits = actions.awaiting_move().filter(pk=self.object.former_id).exists()
        if waits:
            return reverse("register/changes:move", args=[self.object.former_id])
        return super().get_success_url()

    def get_success_buttons(self):
        return []  # nothing to edit: a change is a fact


class PlaceChangeViewSet(RegisterViewSet):
    model = PlaceChange
    place_path = "former"
    icon = "resubmit"
    menu_label = _("Changes of places")
    index_view_class = PlaceChangeIndexView
    add_view_class = PlaceChangeCreateView
    joined = ("former__parent", "successor__parent")
    filterset_class = PlaceChangeFilterSet
    search_fields = ["former_name", "former__code", "former__pinyin", "successor__name", "source"]
    list_display = [
        "former_name",
        Column("get_kind_display", label=_("what happened"), sort_key="kind"),
        Column("former_id", label=_("code before")),
        Column("successor.full_name", label=_("place after")),
        Column("happened_on", label=_("in force since"), sort_key="happened_on"),
        Column("moved_at", label=_("services moved at"), sort_key="moved_at"),
    ]
    list_export = [
        *("former_id", "former_name", "get_kind_display", "successor_id", "successor.full_name"),
        *("happened_on", "source", "moved_at"),
    ]
    export_headings = {
        "former_id": _("code before"),
        "get_kind_display": _("what happened"),
        "successor_id": _("code after"),
        "successor.full_name": _("place after"),
    }
    export_filename = "changes_of_places"
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("former", widget=place_chooser.widget_class),
            FieldPanel("successor", widget=place_chooser.widget_class),
            FieldPanel("more"),
            FieldPanel("new_name"),
            FieldRowPanel([FieldPanel("happened_on"), FieldPanel("source")]),
        ],
        base_form_class=PlaceChangeForm,
    )

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("moves/", self.construct_view(MovesView), name="moves"),
            path("moves/<str:pk>/", self.construct_view(MoveView), name="move"),
        ]
