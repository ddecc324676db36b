"""What the register asks of the bureau, on the start page of Wagtail's admin."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.ui.components import Component

from directory.filters import PlaceFilterSet
from directory.models import Certificate, Leave, Place

UNSERVED = {"unserved": "true", "is_active": "true"}


def _unserved():
    return PlaceFilterSet(UNSERVED, queryset=Place.objects.all()).qs.count()


# (how many, in words, the list of them)
QUESTIONS = [
    (
        _unserved,
        ngettext_lazy("%(n)d village has no adviser", "%(n)d villages have no adviser", "n"),
        ("register/places:index", "?unserved=true&is_active=true"),
    ),
    (
        lambda: Certificate.objects.ending_soon().count(),
        ngettext_lazy(
            "%(n)d certificate ends within 60 days", "%(n)d certificates end within 60 days", "n"
        ),
        ("register/certificates:index", "?state=ending"),
    ),
    (
        lambda: Leave.objects.current().count(),
        ngettext_lazy("%(n)d adviser is away today", "%(n)d advisers are away today", "n"),
        ("register/leaves:index", "?when=now"),
    ),
]


class RegisterToDo(Component):
    """Numbers with the list behind each; one query for each."""

    name = "register_to_do"
    order = 100
    template_name = "wagtailadmin/home/to_do.html"

    def get_context_data(self, parent_context):
        """Return ``rows`` of (text, address of the list), without those that are zero."""
        counted = [(count(), text, screen) for count, text, screen in QUESTIONS]
        rows = [
            (text % {"n": number}, reverse(name) + query)
            for number, text, (name, query) in counted
            if number
        ]
        return {"name": self.name, "heading": _("In the register"), "rows": rows}
