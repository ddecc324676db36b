"""Choosing a place in the admin's forms: by name, pinyin, initials or code, however many there are.

A form of the admin uses one with ``FieldPanel("village", widget=village_chooser.widget_class)``.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as chooser_views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from directory.models import Place
from directory.permissions import within_reach


class PlaceSearchForm(BaseFilterForm):
    """One box for whatever somebody knows of the place."""

    q = forms.CharField(
        label=_("Name, pinyin or code"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": _("For example banping or 430802001001")}),
    )

    def filter(self, objects):
        if query := self.cleaned_data.get("q", "").strip():
            self.is_searching, self.search_query = True, query
            objects = objects.matching(query)
        return objects


class PlaceWidget(BaseChooser):
    """Shows a village with its township."""

    show_edit_link = False

    def get_display_title(self, instance):
        return instance.full_name


class OfferedPlaces:
    """The places in use that this person reaches; all of them for a superuser."""

    levels: tuple[str, ...] = ()
    filter_form_class = PlaceSearchForm

    def get_object_list(self):
        places = Place.objects.active().select_related("parent")
        if self.levels:
            places = places.filter(level__in=self.levels)
        return within_reach(self.request.user, places, "")

    @property
    def columns(self):
        return [
            self.title_column,
            Column("parent", label=_("lies in")),
            Column("code", label=_("code")),
        ]


class ChoosePlaceView(OfferedPlaces, chooser_views.ChooseView):
    pass


class ChoosePlaceResultsView(OfferedPlaces, chooser_views.ChooseResultsView):
    pass


class PlaceChosenView(chooser_views.ChosenView):
    def get_object(self, pk):
        places = Place.objects.select_related("parent")
        return within_reach(self.request.user, places, "").get(pk=pk)

    def get_display_title(self, instance):
        return instance.full_name


class PlacesChosenView(chooser_views.ChosenMultipleView):
    def get_objects(self, pks):
        return within_reach(self.request.user, super().get_objects(pks), "")


class PlaceChooserViewSet(ChooserViewSet):
    model = Place
    icon = "site"
    choose_one_text = _("Choose a place")
    choose_another_text = _("Choose another place")
    choose_view_class = ChoosePlaceView
    choose_results_view_class = ChoosePlaceResultsView
    chosen_view_class = PlaceChosenView
    chosen_multiple_view_class = PlacesChosenView
    base_widget_class = PlaceWidget
    register_widget = False
    levels: tuple[str, ...] = ()

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(levels=self.levels, **kwargs)

    def get_urlpatterns(self):
        """Places are not made here."""
        return [row for row in super().get_urlpatterns() if row.name != "create"]


class VillageChooserViewSet(PlaceChooserViewSet):
    icon = "home"
    choose_one_text = _("Choose a village")
    choose_another_text = _("Choose another village")
    levels = (Place.Level.VILLAGE,)


class TownshipChooserViewSet(PlaceChooserViewSet):
    choose_one_text = _("Choose a township")
    choose_another_text = _("Choose another township")
    levels = (Place.Level.TOWNSHIP,)


place_chooser = PlaceChooserViewSet("choose_place")
village_chooser = VillageChooserViewSet("choose_village")
township_chooser = TownshipChooserViewSet("choose_township")
CHOOSERS = [place_chooser, village_chooser, township_chooser]
