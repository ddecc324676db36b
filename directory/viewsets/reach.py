"""Whose rows: every screen of the register shows and changes only what its visitor reaches.

Wagtail's groups say who may use a screen; appointments say whose rows (architecture.md, "Rights").
What lies elsewhere answers 404, as if it were not there.
"""

from functools import partial

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import Select
from django.forms.models import ModelChoiceField, model_to_dict
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import BaseObjectMixin

from directory.models import Adviser, Certificate, Place
from directory.permissions import STAFF, Role, advisers_within_reach, reaches, within_reach
from directory.viewsets.history import logged

WRITERS = (Role.BUREAU,)
WRITERS_AND_OFFICE = (Role.BUREAU, Role.OFFICE)


class Reached:
    """Knows which rows of its model the visitor reaches; ``roles`` are those that count here."""

    place_path: str | None = None
    adviser_path: str | None = None
    writers: tuple[str, ...] = WRITERS

    @property
    def roles(self):
        return STAFF

    def reached(self, rows, roles=None):
        """``rows`` of this screen's model, without those elsewhere."""
        user, roles = self.request.user, roles or self.roles
        if self.adviser_path is not None:
            return advisers_within_reach(user, rows, self.adviser_path, roles)
        if self.place_path is None and not (user.is_superuser or reaches(user, roles)):
            return rows.none()  # the group alone, before the appointment begins or after its end
        return within_reach(user, rows, self.place_path, roles)

    def is_reached(self, row, roles=None):
        """Whether the visitor reaches ``row``, which is stored."""
        return self.reached(type(row)._default_manager.filter(pk=row.pk), roles).exists()


class ReachedList(Reached):
    """A list, its search, its filters and its export: all start from the rows in reach."""

    def get_base_queryset(self):
        return self.reached(super().get_base_queryset())


class ReachedObject(Reached):
    """One record to read: its facts, its history, where it is used."""

    def get_object(self, *args, **kwargs):
        row = super().get_object(*args, **kwargs)
        if not self.is_reached(row):
            raise Http404
        return row


class RefusalMixin:
    """What an action refuses becomes an error of the form; nothing typed is lost."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as refusal:
            add_errors(form, refusal)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


def add_errors(form, refusal):
    """Puts the errors of ``refusal`` beside the fields they are about."""
    for name, problems in getattr(refusal, "error_dict", {None: refusal}).items():
        form.add_error(name if name in form.fields else None, problems)


class ReachedForm(Reached, RefusalMixin):
    """A form to write: offers and takes places and advisers in reach, and writes nothing else."""

    office_fields: tuple[str, ...] | None = None

    @property
    def roles(self):
        return self.writers

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        self._keep_to_own_fields(form)
        for part in forms_of(form):
            for name, field in part.fields.items():
                self._limit(part, name, field)
        return form

    def save_instance(self):
        saved = super().save_instance()
        if isinstance(saved, self.model) and not self.is_reached(saved):
            raise ValidationError(_("This lies outside of the places that you keep."))
        return saved

    def _keep_to_own_fields(self, form):
        """Takes away what a township officer may not change of a record."""
        if self.office_fields is None or self.request.user.is_superuser:
            return
        row = getattr(self, "object", None)
        keeps = self.is_reached(row, WRITERS) if row else reaches(self.request.user, WRITERS)
        for name in list(form.fields) if not keeps else ():
            if name not in self.office_fields:
                del form.fields[name]

    def _limit(self, form, name, field):
        """Keeps to rows in reach, and to those that the record names already."""
        if not isinstance(field, ModelChoiceField) or field.queryset.model not in LIMITS:
            return
        rows = field.queryset
        if rows.model is Place and isinstance(field.widget, Select):
            rows = rows.local()  # nobody can choose from a list of all the country's villages
        limited = LIMITS[rows.model](self.request.user, rows, roles=self.roles)
        if named := _named_already(form, name):
            limited = rows.filter(Q(pk__in=limited.values("pk")) | Q(pk__in=named))
        field.queryset = limited


LIMITS = {
    Place: partial(within_reach, place_path=""),
    Adviser: advisers_within_reach,
    Certificate: partial(advisers_within_reach, adviser_path="adviser"),
}


def forms_of(form):
    """The form and the forms of the tables inside it."""
    yield form
    for formset in getattr(form, "formsets", {}).values():
        for part in formset.forms:
            yield from forms_of(part)


def _named_already(form, name):
    """Keys that the stored record behind ``form`` holds in the field ``name``."""
    row = getattr(form, "instance", None)
    if row is None or row._state.adding:
        return []
    value = model_to_dict(row, [name]).get(name)
    values = value if isinstance(value, list) else [value]
    return [getattr(one, "pk", one) for one in values if one is not None]


def reached_view(view_class):
    """The same view, kept to the rows in its visitor's reach."""
    for kind, mixins in KINDS:
        if issubclass(view_class, kind):
            return type(view_class.__name__, (*mixins, view_class), {})
    return type(view_class.__name__, (Reached, view_class), {})


class LoggedEdit:
    """An edit by Wagtail's own action writes down which fields changed, from what to what."""

    @cached_property
    def action_class(self):
        return logged(super().action_class)


class ReachedDelete(ReachedObject):
    """Only who writes somewhere deletes there."""

    @property
    def roles(self):
        return self.writers


KINDS = [
    (generic.IndexView, (ReachedList,)),
    (generic.EditView, (ReachedForm, ReachedObject, LoggedEdit)),
    (generic.CopyView, (ReachedForm, ReachedObject)),
    (generic.CreateView, (ReachedForm,)),
    (generic.DeleteView, (ReachedDelete,)),
    (generic.InspectView, (ReachedObject,)),
    (BaseObjectMixin, (ReachedObject,)),
]
