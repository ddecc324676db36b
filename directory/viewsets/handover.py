"""An adviser leaves: one page hands all villages over."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic.edit import FormMixin
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from directory import actions
from directory.forms import HandOverDayForm, HandOverForm
from directory.permissions import keeps_register_anywhere
from directory.viewsets.base import RegisterInspectView

NAME = "register/advisers:hand_over"


class HandOverView(FormMixin, RegisterInspectView):
    """The adviser's villages, who could take each, one confirmation."""

    page_title = gettext_lazy("Hand over villages")
    any_permission_required = ["change"]
    form_class = HandOverForm

    def get_success_url(self):
        return reverse("register/advisers:inspect", args=[self.object.pk])

    @cached_property
    def last_day(self):
        """The day asked for; today when none is given."""
        data = self.request.POST or self.request.GET
        asked = HandOverDayForm(data or None)
        return asked.cleaned_data["last_day"] if asked.is_valid() else timezone.localdate()

    def get_initial(self):
        return {"last_day": self.last_day}

    def get_form_kwargs(self):
        found = actions.offers(self.object, last_day=self.last_day, by=self.request.user)
        return super().get_form_kwargs() | {"offers": found}

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            ended = actions.hand_over(
                self.object,
                form.choices(),
                last_day=form.cleaned_data["last_day"],
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except ValidationError as refusal:
            for village, problems in refusal.message_dict.items():
                form.add_error(f"to_{village}", problems)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, _words_for(ended))
        return self.form_valid(form)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"first_day": self.last_day + timedelta(days=1)}


def _words_for(ended):
    n = len(ended)
    words = ngettext("%(n)d village was handed over.", "%(n)d villages were handed over.", n)
    return words % {"n": n}


class HandOverButton:
    """In the header of an adviser's pages."""

    @property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        return [*buttons, *hand_over_buttons(self.request.user, self.object)]


class HandOverListButton:
    """In the menu of each adviser in the list."""

    @cached_property
    def keeps_register(self):
        return keeps_register_anywhere(self.request.user)

    def get_list_more_buttons(self, instance):
        buttons = list(super().get_list_more_buttons(instance))
        return [*buttons, _button(instance)] if self.keeps_register else buttons


def hand_over_buttons(user, adviser):
    """The button, for those who may use it."""
    return [_button(adviser)] if keeps_register_anywhere(user) else []


def _button(adviser):
    url = reverse(NAME, args=[adviser.pk])
    return Button(_("Hand over villages"), url=url, icon_name="resubmit", priority=40)


class HandOverScreens:
    """Adds the page and its buttons to the viewset of advisers."""

    def construct_view(self, view_class, **kwargs):
        for kind, button in [
            (generic.IndexView, HandOverListButton),
            (generic.EditView, HandOverButton),
            (generic.InspectView, HandOverButton),
        ]:
            if issubclass(view_class, kind):
                view_class = type(view_class.__name__, (button, view_class), {})
        return super().construct_view(view_class, **kwargs)

    @property
    def hand_over_view(self):
        kwargs = self.get_inspect_view_kwargs() | {
            "template_name": "directory/hand_over.html",
            "fields": ["name"],
        }
        return self.construct_view(HandOverView, **kwargs)

    def get_urlpatterns(self):
        address = path("hand-over/<int:pk>/", self.hand_over_view, name="hand_over")
        return [*super().get_urlpatterns(), address]
