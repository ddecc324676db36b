"""What all of the bureau's screens share."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.template.defaultfilters import yesno
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.viewsets.model import ModelViewSet

from directory.viewsets.reach import WRITERS, RefusalMixin, reached_view

REACH = ("place_path", "adviser_path", "writers", "office_fields")
__all__ = ["RefusalMixin", "RegisterViewSet"]  # RefusalMixin: for views over actions


class RegisterIndexView(generic.IndexView):
    """A list that leaves as XLSX only: in a CSV a cell like ``=1+1`` would be a formula."""

    FORMATS = ("xlsx",)
    joined: tuple[str, ...] = ()
    title_accessor = ""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related(*self.joined)

    def _get_title_column(self, field_name, column_class=TitleColumn, **kwargs):
        column = super()._get_title_column(field_name, column_class, **kwargs)
        column.accessor = self.title_accessor or column.accessor
        return column

    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        return [button for button in buttons if button.url != self.csv_export_url]


class RegisterInspectView(generic.InspectView):
    """One record to read: no None, no True, moments in local time."""

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        if value is None or value == "":
            return "–"
        if isinstance(value, bool):
            return yesno(value)
        return timezone.localtime(value) if isinstance(value, datetime) else value


class RegisterDeleteView(generic.DeleteView):
    """Deletes what nothing points at; says so of everything else."""

    said = None

    def delete_action(self):
        """Takes the name first: a record whose key is its village has none afterwards."""
        self.said = super().get_success_message()
        super().delete_action()

    def get_success_message(self):
        return self.said

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, _("Other records point at this one: it has to stay."))
            return self.render_to_response(self.get_context_data(form=form))


class RegisterHistoryView(HistoryView):
    """Who changed what. Whoever may read the record may read this too."""

    any_permission_required = ["add", "change", "delete", "view"]

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if self.user_has_permission("change") else None

    @property
    def header_buttons(self):
        return super().header_buttons if self.user_has_permission("change") else []


class RegisterViewSet(ModelViewSet):
    """A list with filters, XLSX export, inspection and history, limited to the visitor's places.

    ``place_path`` leads from a row to its place ("village"; "" for a place itself; None: the rows
    lie nowhere), ``adviser_path`` to its adviser ("" for an adviser itself); one of the two, or
    none. ``writers``: the roles that write here. ``office_fields``: the fields that a township
    officer may write (None: all). ``is_placed``: without it appointments count nothing here, the
    groups alone decide. Views of your own: build them with ``construct_view``.
    """

    index_view_class = RegisterIndexView
    delete_view_class = RegisterDeleteView
    inspect_view_class = RegisterInspectView
    history_view_class = RegisterHistoryView
    inspect_view_fields_exclude: tuple[str, ...] = ("id", "pinyin", "initials")
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    list_per_page = 50
    joined: tuple[str, ...] = ()
    title_accessor = ""
    place_path: str | None = None
    adviser_path: str | None = None
    writers: tuple[str, ...] = WRITERS
    office_fields: tuple[str, ...] | None = None
    is_placed = True

    def construct_view(self, view_class, **kwargs):
        """Keeps every view, also one that a subclass brings, to the rows in reach."""
        if self.is_placed:
            view_class = reached_view(view_class)
        return super().construct_view(view_class, **kwargs)

    def get_common_view_kwargs(self, **kwargs):
        """Offer no usage: Wagtail counts what pages point at, not the keys of other records."""
        reach = {name: getattr(self, name) for name in REACH} if self.is_placed else {}
        return super().get_common_view_kwargs(**{"usage_url_name": None, **reach, **kwargs})

    def get_index_view_kwargs(self, **kwargs):
        ours = {"joined": self.joined, "title_accessor": self.title_accessor}
        return super().get_index_view_kwargs(**ours, **kwargs)
