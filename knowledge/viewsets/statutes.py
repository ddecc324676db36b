"""Laws and their articles in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from knowledge.models import Law, Statute


class LawViewSet(SnippetViewSet):
    """The laws."""

    model = Law
    icon = "folder-open-1"
    menu_label = _("Laws")
    search_fields = ["name", "full_name"]
    list_display = ["name", "kind"]


class StatuteViewSet(SnippetViewSet):
    """Their articles."""

    model = Statute
    icon = "doc-full"
    menu_label = _("Articles of law")
    search_fields = ["law__name", "text"]
    list_display = ["__str__", "in_force_since"]


class StatuteGroup(SnippetViewSetGroup):
    """One entry of the menu for both."""

    items = (LawViewSet, StatuteViewSet)
    menu_icon = "doc-full"
    menu_label = _("Statutes")
    menu_order = 215
