"""Laws and their articles in Wagtail's admin: typed in forms, written by actions."""

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views import chooser, snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from directory.viewsets.base import RefusalMixin, RegisterDeleteView, RegisterHistoryView
from directory.viewsets.base import RegisterInspectView as ReadView
from knowledge import actions
from knowledge.filters import LawFilterSet, StatuteFilterSet
from knowledge.forms import LawForm, LawSearchForm, StatuteForm, StatuteSearchForm
from knowledge.models import ArticlePage, Law, Statute


class LawIndexView(snippets.IndexView):
    def search_queryset(self, queryset):
        return queryset.called(self.search_query) if self.is_searching else queryset


class StatuteIndexView(snippets.IndexView):
    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.is_searching else queryset


class LawCreateView(RefusalMixin, snippets.CreateView):
    def save_instance(self):
        user = self.request.user
        law = actions.enter_law(self.form.instance, by=user)
        return actions.name_law(law, names=self.form.cleaned_data["other_names"], by=user)


class LawEditView(RefusalMixin, snippets.EditView):
    def save_instance(self):
        form, user = self.form, self.request.user
        law = actions.repeal(form.instance, by=user, **form.end())
        law = actions.describe_law(law, by=user, **form.words())
        return actions.name_law(law, names=form.cleaned_data["other_names"], by=user)


class StatuteCreateView(RefusalMixin, snippets.CreateView):
    def save_instance(self):
        return actions.enter_law(self.form.instance, by=self.request.user)


class StatuteEditView(RefusalMixin, snippets.EditView):
    def save_instance(self):
        typed, user = self.form.cleaned_data, self.request.user
        row = self._reworded(typed, user)
        row = actions.describe_law(row, by=user, **self.form.words())
        if typed["changed"]:
            row = actions.mark_changed(row, on=typed["changed"], by=user)
        return actions.repeal(row, until=typed["in_force_until"], by=user)

    def _reworded(self, typed, user):
        row, text = self.form.instance, typed["text"]
        if typed["happened"] == "amend":
            return actions.amend(row, text=text, since=typed["since"], by=user)
        if typed["happened"] == "correct":
            return actions.correct(row, text=text, by=user)
        return row


class StatuteInspectView(ReadView, snippets.InspectView):
    """One article with the cases that cite it, each to be opened."""

    def get_fields_context(self):
        """The facts, what it said before, and who cites it."""
        return [*super().get_fields_context(), self._earlier(), self._cases()]

    def _earlier(self):
        rows = [(row.in_force_until, row.text) for row in self.object.earlier_wordings.all()]
        said = format_html_join("", "<p>{}: {}</p>", rows)
        return {"label": _("What it said before"), "value": said or "–"}

    def _cases(self):
        pages = ArticlePage.objects.filter(citations__statute=self.object).for_display()
        rows = [(reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title) for page in pages]
        links = format_html_join("", '<p><a href="{}">{}</a></p>', rows)
        return {"label": _("Cases that cite it"), "value": links or "–"}


class KeptDeleteView(RegisterDeleteView, snippets.DeleteView):
    """What a case cites stays; it says so."""


class OpenHistoryView(RegisterHistoryView, snippets.HistoryView):
    """Whoever may read the record may read its history."""


class ChooseStatute:
    filter_form_class = StatuteSearchForm

    def get_object_list(self):
        return Statute.objects.for_display()


class StatuteChooseView(ChooseStatute, chooser.ChooseView):
    pass


class StatuteChooseResultsView(ChooseStatute, chooser.ChooseResultsView):
    pass


class StatuteChooser(chooser.SnippetChooserViewSet):
    choose_view_class = StatuteChooseView
    choose_results_view_class = StatuteChooseResultsView


class LawChooseView(chooser.ChooseView):
    filter_form_class = LawSearchForm


class LawChooseResultsView(chooser.ChooseResultsView):
    filter_form_class = LawSearchForm


class LawChooser(chooser.SnippetChooserViewSet):
    choose_view_class = LawChooseView
    choose_results_view_class = LawChooseResultsView


class RecordViewSet(SnippetViewSet):
    """What both lists share."""

    history_view_class = OpenHistoryView
    delete_view_class = KeptDeleteView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50


class LawViewSet(RecordViewSet):
    """The laws: found by every name, by kind and whether they hold."""

    model = Law
    icon = "folder-open-1"
    menu_label = _("Laws")
    index_view_class = LawIndexView
    add_view_class = LawCreateView
    edit_view_class = LawEditView
    inspect_view_class = type("LawInspectView", (ReadView, snippets.InspectView), {})
    chooser_viewset_class = LawChooser
    filterset_class = LawFilterSet
    search_fields = ["name", "full_name"]
    list_display = [
        "name",
        Column("get_kind_display", label=_("kind"), sort_key="kind"),
        "in_force_since",
        "in_force_until",
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("full_name"),
            FieldPanel("other_names"),
            FieldRowPanel(["kind", "in_force_since"]),
            FieldPanel("source", help_text=_("For example https://flk.npc.gov.cn/…")),
            MultiFieldPanel(["in_force_until", "replaced_by"], heading=_("When it ends")),
        ],
        base_form_class=LawForm,
    )


class StatuteViewSet(RecordViewSet):
    """Their articles: found as people cite them, by law, kind and whether they hold."""

    model = Statute
    icon = "doc-full"
    menu_label = _("Articles of law")
    index_view_class = StatuteIndexView
    add_view_class = StatuteCreateView
    edit_view_class = StatuteEditView
    inspect_view_class = StatuteInspectView
    inspect_view_fields_exclude = ["id"]
    chooser_viewset_class = StatuteChooser
    filterset_class = StatuteFilterSet
    search_fields = ["law__name", "text"]
    list_display = [
        "__str__",
        Column("text", label=_("words of the law"), accessor=lambda row: row.text[:40]),
        "in_force_since",
        "in_force_until",
        "changed_on",
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("law"), FieldRowPanel(["number", "branch"])],
                heading=_("Law and number"),
            ),
            FieldPanel("chapter", help_text=_("For example 第四章 离婚")),
            FieldPanel("text", help_text=_("Word for word, a new line for each paragraph 款")),
            MultiFieldPanel(
                [FieldPanel("happened"), FieldPanel("since")], heading=_("When the words differ")
            ),
            FieldRowPanel(["in_force_since", "in_force_until"]),
            FieldPanel("changed"),
            FieldPanel("source", help_text=_("For example https://flk.npc.gov.cn/…")),
        ],
        base_form_class=StatuteForm,
    )

    def get_queryset(self, request):
        """With the law that every row names."""
        return Statute.objects.for_display()


class StatuteGroup(SnippetViewSetGroup):
    """One entry of the menu for both."""

    items = (LawViewSet, StatuteViewSet)
    menu_icon = "doc-full"
    menu_label = _("Statutes")
    menu_order = 215
