"""What the register asks of whoever keeps it, on the start page of Wagtail's admin."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.ui.components import Component

from directory.models import Leave
from directory.permissions import advisers_within_reach
from directory.viewsets.dashboard import RIGHT, places_to_watch
from directory.viewsets.figures import FIGURES

WORDS = {
    "alarms": ngettext_lazy("%(n)d alarm stands", "%(n)d alarms stand", "n"),
    "unserved": ngettext_lazy(
        "%(n)d village has no adviser", "%(n)d villages have no adviser", "n"
    ),
    "ending": ngettext_lazy(
        "%(n)d certificate ends within 60 days", "%(n)d certificates end within 60 days", "n"
    ),
    "applications": ngettext_lazy(
        "%(n)d application waits for a decision", "%(n)d applications wait for a decision", "n"
    ),
}
AWAY = ngettext_lazy("%(n)d adviser is away today", "%(n)d advisers are away today", "n")


class RegisterToDo(Component):
    """Numbers of the visitor's place, with the list behind each; one query for each."""

    name = "register_to_do"
    order = 100
    template_name = "wagtailadmin/home/to_do.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        """Return ``rows`` of (text, address of the list), without those that are zero."""
        rows = [(text % {"n": number}, url) for number, text, url in self._counted() if number]
        if self.user.has_perm(RIGHT):
            rows.append((_("Coverage of the register"), reverse("register/coverage:index")))
        return {"name": self.name, "heading": _("In the register"), "rows": rows}

    def _counted(self):
        place = places_to_watch(self.user).first()
        for name, text in WORDS.items() if place else ():
            figure = FIGURES[name]
            if figure.may_be_read_by(self.user):
                yield figure.rows(place).count(), text, figure.address(place.pk)
        if self.user.has_perm("directory.view_leave"):
            away = advisers_within_reach(self.user, Leave.objects.current(), "adviser")
            yield away.count(), AWAY, f"{reverse('register/leaves:index')}?when=now"
