"""Asked but not written: the report for editors, and its panel on the start page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn

from consultations.filters import DemandFilterSet
from consultations.models.demand import FEW, in_words, with_demand
from directory.models import Topic
from knowledge.models import ArticleIndexPage
from knowledge.viewsets.reports import EditorsReport


def asked(topic):
    return in_words(topic.asked)


def share(topic):
    """Questions for each case, as far as they may be told."""
    if topic.asked < FEW:
        return "–"
    return f"{topic.asked / topic.written:.1f}" if topic.written else _("no case yet")


class WriteColumn(Column):
    """The way to a new case about the topic; ``section`` is the page it will stand under."""

    cell_template_name = "consultations/write_cell.html"

    def __init__(self, section):
        super().__init__("write", label=_("What to do"))
        self.section = section

    def get_value(self, instance):
        new = ["knowledge", "articlepage", self.section]
        return f"{reverse('wagtailadmin_pages:add', args=new)}?topic={instance.pk}"


class DemandView(EditorsReport):
    """Topics by questions for each case: what to write next."""

    page_title = _("Asked but not written")
    verbose_name_plural = _("topics")
    header_icon = "help"
    model = Topic
    filterset_class = DemandFilterSet
    index_url_name = "demand"
    index_results_url_name = "demand_results"
    export_filename = "demand"
    list_export = ["name", "parent", "asked", "written", "share"]
    export_headings = {
        "name": _("topic"),
        "parent": _("belongs to"),
        "asked": _("questions"),
        "written": _("cases"),
        "share": _("questions for each case"),
    }

    @property
    def columns(self):
        section = ArticleIndexPage.objects.values_list("pk", flat=True).first()
        return [
            TitleColumn("name", label=_("topic"), get_url=_public_list),
            Column("parent", label=_("belongs to"), accessor=lambda row: row.parent or "–"),
            NumberColumn("asked", label=_("questions"), accessor=asked),
            NumberColumn("written", label=_("cases")),
            NumberColumn("share", label=_("questions for each case"), accessor=share),
            *([WriteColumn(section)] if section else []),
        ]

    def get_base_queryset(self):
        return Topic.objects.select_related("parent")

    def to_row_dict(self, item):
        told = {"asked": asked(item), "written": item.written, "share": str(share(item))}
        return {"name": item.name, "parent": str(item.parent or ""), **told}


class AskedNotWritten(Component):
    """On the start page: the topics that want a case most."""

    name = "asked_not_written"
    order = 225
    template_name = "wagtailadmin/home/to_do.html"
    MOST, DAYS = 3, 365

    def get_context_data(self, parent_context):
        """Return ``rows`` of (text, address), at most three; one query."""
        words = _("%(topic)s: %(asked)s questions in a year, %(written)d cases")
        rows = [
            (words % {"topic": row, "asked": asked(row), "written": row.written}, reverse("demand"))
            for row in with_demand(Topic.objects.all(), self.DAYS)[: self.MOST]
            if row.wanting
        ]
        return {"name": self.name, "heading": DemandView.page_title, "rows": rows}


def _public_list(topic):
    """The cases on the topic as villagers see them."""
    return topic.get_absolute_url()
