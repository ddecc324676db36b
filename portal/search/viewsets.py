"""Screens of search in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from portal.search.models import LayWord
from portal.search.queries import clean


class AddLayWordView(CreateView):
    """A new word; a link may name it: ``?word=彩礼``."""

    def get_initial(self):
        length = LayWord._meta.get_field("word").max_length
        return {"word": clean(self.request.GET.get("word", ""), length)}


class LayWordViewSet(SnippetViewSet):
    """What people say and how the law says it; a change is felt within a minute."""

    model = LayWord
    add_view_class = AddLayWordView
    icon = "openquote"
    menu_label = _("Words of search")
    menu_order = 320
    add_to_settings_menu = True
    list_display = ["word", "terms", UpdatedAtColumn()]
    search_fields = ["word", "terms"]
    list_per_page = 100
    inspect_view_enabled = False
