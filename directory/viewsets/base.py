"""What all of the bureau's screens share."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.template.defaultfilters import yesno
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet


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

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, _("Other records point at this one: it has to stay."))
            return self.render_to_response(self.get_context_data(form=form))


class RefusalMixin:
    """What an action refuses becomes an error of the form; nothing typed is lost."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as refusal:
            _add_errors(form, refusal)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


def _add_errors(form, refusal):
    for name, problems in getattr(refusal, "error_dict", {None: refusal}).items():
        form.add_error(name if name in form.fields else None, problems)


class RegisterViewSet(ModelViewSet):
    """A list with filters, XLSX export, inspection and history."""

    index_view_class = RegisterIndexView
    delete_view_class = RegisterDeleteView
    inspect_view_class = RegisterInspectView
    inspect_view_fields_exclude = ("id", "pinyin", "initials")
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    list_per_page = 50
    joined: tuple[str, ...] = ()
    title_accessor = ""

    def get_common_view_kwargs(self, **kwargs):
        """Offer no usage: Wagtail counts what pages point at, not the keys of other records."""
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})

    def get_index_view_kwargs(self, **kwargs):
        ours = {"joined": self.joined, "title_accessor": self.title_accessor}
        return super().get_index_view_kwargs(**ours, **kwargs)
