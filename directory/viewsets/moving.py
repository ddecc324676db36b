"""Services to move: the closed places that wait, and the review of one with its confirmation."""

import hashlib

from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from directory import actions
from directory.actions.moving import plan_of
from directory.forms.places import MoveForm
from directory.models import PlaceChange
from directory.viewsets.reach import WRITERS, add_errors

LIST = "register/changes:moves"


class MovePage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page about changes of places whose services wait; for who may write changes down."""

    model = PlaceChange
    place_path = "former"
    writers = WRITERS
    permission_required = "add"
    header_icon = "resubmit"
    page_title = gettext_lazy("Services to move")

    def changes(self):
        """The changes that this person may settle."""
        return self.reached(PlaceChange.objects.closing().filter(moved_at=None), WRITERS)

    def get_breadcrumbs_items(self):
        index = reverse("register/changes:index")
        return [
            *self.breadcrumbs_items,
            {"url": index, "label": _("Changes of places")},
            {"url": reverse(LIST), "label": self.page_title},
        ]


class MovesView(MovePage):
    """Closed places with something to move."""

    template_name = "directory/bureau/moves.html"

    def get_context_data(self, **kwargs):
        formers = actions.awaiting_move().filter(pk__in=self.changes().values("former"))
        formers = formers.prefetch_related("changes_from__successor__parent")
        return super().get_context_data(formers=formers.select_related("parent"), **kwargs)


class MoveView(MovePage):
    """Row by row what will happen to what hangs on one closed place; one confirmation."""

    template_name = "directory/bureau/move.html"

    def get(self, request, pk):
        return self._without_change(pk) or super().get(request)

    def _without_change(self, pk):
        """Finds the change; the answer instead of the page when there is none to settle."""
        self.change = self.changes().select_related("former__parent").filter(former=pk).first()
        if self.change is not None:
            return None
        if not self._is_settled(pk):
            raise Http404
        messages.warning(self.request, _("This has been moved already."))
        return redirect(LIST)

    def _is_settled(self, pk):
        return self.reached(PlaceChange.objects.closing().filter(former=pk), WRITERS).exists()

    def get_page_subtitle(self):
        return self.change.former.full_name

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or self._form(self._day())
        rows = [(item, self._answer(form, item)) for item in form.items]
        words = {"form": form, "rows": rows, "heirs": form.heirs, "change": self.change}
        return super().get_context_data(former=self.change.former, **words, **kwargs)

    @staticmethod
    def _answer(form, item):
        """The question where the row goes, or what will happen to it."""
        if item.key in form.fields:
            return form[item.key]
        return item.outcomes[form.heirs[0].pk if form.heirs else ""].words

    def _day(self):
        """The day in the address, if it is one; not before the change."""
        day = _day_of(self.request.GET.get("on", ""))
        return max(day or localdate(), self.change.happened_on)

    def _form(self, day, data=None):
        heirs = PlaceChange.objects.heirs(self.change.former_id)
        items = plan_of(self.change.former, heirs, day)
        return MoveForm(data, items=items, heirs=heirs, on=day, seen=_print_of(items))

    def post(self, request, pk):
        if answer := self._without_change(pk):
            return answer
        day = _day_of(request.POST.get("on", "")) or self._day()
        form = self._form(day, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            actions.move_services(self.change, form.choices, on=day, by=request.user)
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.render_to_response(self.get_context_data(form=form))
        words = {"place": self.change.former.full_name}
        messages.success(request, _("The services of %(place)s have been moved.") % words)
        return redirect(reverse("register/places:inspect", args=[quote(pk)]))


def _day_of(typed):
    try:
        return parse_date(typed)
    except ValueError:  # a month of its own, such as 2026-13-45
        return None


def _print_of(items):
    """A short mark of all that the page says, to see whether it still holds when confirmed."""
    said = [
        (item.key, item.label, code, *outcome)
        for item in items
        for code, outcome in item.outcomes.items()
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
