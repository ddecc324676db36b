"""The coverage dashboard 覆盖总览: one place, its figures, its townships, every number a link."""

from io import BytesIO

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from directory.models import Place
from directory.permissions import STAFF, places_of
from directory.viewsets.figures import GROUPS, coverage_at

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LEVELS = (Place.Level.COUNTY, Place.Level.TOWNSHIP)
RIGHT = "directory.view_place"


def places_to_watch(user):
    """Counties and townships that ``user`` answers for, the largest first."""
    places = Place.objects.local() if user.is_superuser else places_of(user, STAFF)
    return places.active().filter(level__in=LEVELS).order_by("code")


class Dashboard(WagtailAdminTemplateMixin, TemplateView):
    """Figures of the place that the visitor asks for, or of the first in reach."""

    template_name = "directory/bureau/coverage.html"
    page_title = _("Coverage")
    header_icon = "clipboard-list"
    export_url_name = "register/coverage:export"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def places(self):
        return list(places_to_watch(self.request.user))

    @cached_property
    def place(self):
        """The place asked for; one out of reach is not there."""
        if not self.places:
            raise PermissionDenied
        wanted = self.request.GET.get("place") or self.places[0].pk
        found = next((place for place in self.places if place.pk == wanted), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def coverage(self):
        townships = [
            row
            for row in self.places
            if row.level == Place.Level.TOWNSHIP and row.pk.startswith(self.place.reach)
        ]
        return coverage_at(self.place, townships, self.request.user)

    @property
    def header_buttons(self):
        address = f"{reverse(self.export_url_name)}?place={self.place.pk}"
        return [HeaderButton(_("Download XLSX"), url=address, icon_name="download")]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        coverage = self.coverage
        groups = [
            (heading, [coverage.totals[row.name] for row in figures if row.name in coverage.totals])
            for heading, figures in GROUPS
        ]
        return {
            **super().get_context_data(**kwargs),
            "place": self.place,
            "others": [row for row in self.places if row != self.place],
            "coverage": coverage,
            "groups": [(heading, cells) for heading, cells in groups if cells],
            "today": timezone.localdate(),
        }


class DashboardSheet(Dashboard):
    """The table by township as a sheet."""

    def get(self, request, *args, **kwargs):
        file = BytesIO()
        _book(self.place, self.coverage).save(file)
        file.seek(0)
        name = f"coverage-{self.place.pk}-{timezone.localdate()}.xlsx"
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def _book(place, coverage):
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(_("Coverage")))
    columns = coverage.columns
    heads = [_("code"), _("Township"), *[figure.label for figure in columns]]
    sheet.append([_words(sheet, head, bold=True) for head in heads])
    for township, cells in coverage.rows:
        names = [_words(sheet, township.pk), _words(sheet, township.name)]
        sheet.append([*names, *[cell.number for cell in cells]])
    totals = [coverage.totals[figure.name].number for figure in columns]
    sheet.append([_words(sheet, place.pk), _words(sheet, place.name), *totals])
    return book


def _words(sheet, text, bold=False):
    """A cell that stays text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=str(text))
    cell.data_type, cell.font = "s", Font(bold=bold)
    return cell


class CoverageMenuItem(MenuItem):
    """Shown to whoever may read places."""

    def is_shown(self, request):
        return request.user.has_perm(RIGHT)


class DashboardViewSet(ViewSet):
    """Two addresses: the page and its sheet."""

    icon = "clipboard-list"
    menu_label = _("Coverage")
    menu_item_class = CoverageMenuItem

    def get_urlpatterns(self):
        return [
            path("", Dashboard.as_view(), name="index"),
            path("sheet/", DashboardSheet.as_view(), name="export"),
        ]
