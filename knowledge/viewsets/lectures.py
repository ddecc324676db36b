"""Lectures in Wagtail's admin, written by actions so that history and ledger agree."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from directory.viewsets.base import RefusalMixin, RegisterIndexView, RegisterViewSet
from knowledge import actions
from knowledge.filters import LectureFilterSet
from knowledge.forms import LectureForm
from knowledge.models import Lecture

STEPS = {"announce": actions.announce, "hold": actions.hold, "cancel": actions.cancel}
TOLD = {"cancel": [("reason", "reason")], "hold": [("head_count", "people_came")]}


def _write_outline(lecture, form, user):
    if text := form.new_outline():
        articles = lecture.outline.articles.all() if lecture.outline else ()
        return actions.write_outline(lecture, by=user, text=text, articles=articles)
    return lecture


def _beginning(lecture):
    return date_format(timezone.localtime(lecture.starts_at), "Y-m-d H:i")


class LectureIndexView(RegisterIndexView):
    """The list; in the spreadsheet moments stand in local time, without a zone."""

    custom_value_preprocess = {
        **RegisterIndexView.custom_value_preprocess,
        datetime: {"xlsx": timezone.make_naive},
    }
    export_headings = {"village.full_name": _("village"), "get_status_display": _("status")}


class LectureCreateView(RefusalMixin, generic.CreateView):
    def save_instance(self):
        lecture = actions.plan(by=self.request.user, **self.form.facts())
        return _write_outline(lecture, self.form, self.request.user)


class LectureEditView(RefusalMixin, generic.EditView):
    def save_instance(self):
        lecture, user = self.form.instance, self.request.user
        facts = self.form.facts()
        if lecture.allows("describe"):
            lecture = actions.revise(
                lecture,
                by=user,
                reason=self.form.cleaned_data["reason"],
                words={name: facts[name] for name in actions.WORDS},
                calendar={name: facts[name] for name in actions.CALENDAR},
            )
        lecture = _write_outline(lecture, self.form, user)
        if step := self.form.cleaned_data["step"]:
            told = {name: self.form.cleaned_data[typed] for name, typed in TOLD.get(step, ())}
            lecture = STEPS[step](lecture, by=user, **told)
        return lecture


class LectureViewSet(RegisterViewSet):
    """Lectures: filters, export, inspection, history."""

    model = Lecture
    icon = "date"
    menu_label = _("Lectures")
    menu_order = 210
    add_to_admin_menu = True
    is_placed = False  # editors write for the whole county and hold no appointment
    joined = ("village__parent", "topic", "speaker")
    index_view_class = LectureIndexView
    add_view_class = LectureCreateView
    edit_view_class = LectureEditView
    filterset_class = LectureFilterSet
    search_fields = [
        "title",
        "location",
        "village__name",
        "village__parent__name",
        "speaker__name",
    ]
    list_display = [
        "title",
        Column("village", label=_("village"), accessor="village.full_name", sort_key="village"),
        Column("starts_at", label=_("begins"), accessor=_beginning, sort_key="starts_at"),
        Column("speaker", label=_("speaker"), sort_key="speaker"),
        Column("status", label=_("status"), accessor="get_status_display", sort_key="status"),
    ]
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
            FieldPanel("outline_text"),
            FieldPanel("step"),
            FieldPanel("reason"),
            FieldPanel("people_came"),
        ],
        base_form_class=LectureForm,
    )
