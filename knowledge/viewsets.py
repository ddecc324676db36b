"""Lectures in Wagtail's admin. Facts are written by actions, so history and ledger agree."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from knowledge import actions
from knowledge.filters import LectureFilterSet
from knowledge.forms import LectureForm
from knowledge.models import Lecture

STEPS = {"announce": actions.announce, "hold": actions.hold, "cancel": actions.cancel}


class RefusalMixin:
    """What an action refuses becomes an error of the form; nothing typed is lost."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class LectureIndexView(generic.IndexView):
    def get_base_queryset(self):
        return Lecture.objects.for_display()


class LectureCreateView(RefusalMixin, generic.CreateView):
    def save_instance(self):
        return actions.plan(by=self.request.user, **self.form.facts())


class LectureEditView(RefusalMixin, generic.EditView):
    def save_instance(self):
        lecture, user = self.form.instance, self.request.user
        facts = self.form.facts()
        if lecture.allows("describe"):
            words = {name: facts[name] for name in actions.WORDS}
            actions.describe(lecture, by=user, **words)
            calendar = {name: facts[name] for name in actions.CALENDAR}
            lecture = actions.move(lecture, by=user, **calendar)
        if step := self.form.cleaned_data["step"]:
            lecture = STEPS[step](lecture, by=user)
        return lecture


class LectureViewSet(ModelViewSet):
    model = Lecture
    icon = "date"
    menu_label = _("Lectures")
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = LectureIndexView
    add_view_class = LectureCreateView
    edit_view_class = LectureEditView
    filterset_class = LectureFilterSet
    search_fields = ["title", "location", "village__name", "speaker__name"]
    list_display = ["title", "village", DateColumn("starts_at"), "speaker", "get_status_display"]
    list_export = [
        "title",
        "topic",
        "audience",
        "village.full_name",
        "speaker",
        "starts_at",
        "ends_at",
        "location",
        "get_status_display",
    ]
    export_filename = "lectures"
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldRowPanel(["topic", "audience"]),
            MultiFieldPanel(
                [
                    FieldRowPanel(["village", "location"]),
                    FieldRowPanel(["starts_at", "ends_at"]),
                    "speaker",
                ],
                heading=_("When, where, who"),
            ),
            FieldPanel("summary"),
            FieldPanel("step"),
        ],
        base_form_class=LectureForm,
    )
