"""What all of the bureau's screens share."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet


class RegisterIndexView(generic.IndexView):
    """A list that leaves as XLSX only: in a CSV a cell like ``=1+1`` would be a formula."""

    FORMATS = ("xlsx",)
    joined: tuple[str, ...] = ()

    def get_base_queryset(self):
        return super().get_base_queryset().select_related(*self.joined)

    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        return [button for button in buttons if button.url != self.csv_export_url]


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
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    list_per_page = 50
    joined: tuple[str, ...] = ()

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(joined=self.joined, **kwargs)
