"""People of staff in Wagtail's admin: one name written whole, and mail only if there is some.

And what all of them did: for the superuser alone.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, BaseSettingsPanel, NameEmailSettingsPanel
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.users.views.users import IndexView, UserViewSet

from portal.accounts.forms import OwnMailForm, StaffCreationForm, StaffEditForm


class StaffIndexView(IndexView):
    """The list; it is searched and sorted by the name shown."""

    search_fields = ("username", "display_name", "email")

    def order_queryset(self, queryset):
        """Sort by the name shown where Wagtail would take first and last name."""
        if self.ordering in ("name", "-name"):
            return queryset.order_by(self.ordering.replace("name", "display_name"))
        return super().order_queryset(queryset)


class StaffViewSet(UserViewSet):
    """Log-ins: list, add, change, delete."""

    index_view_class = StaffIndexView
    create_template_name = "wagtailadmin/staff_create.html"
    edit_template_name = "wagtailadmin/staff_edit.html"

    def get_form_class(self, for_update=False):
        """Return our form in place of the one that demands first name, last name and mail."""
        return StaffEditForm if for_update else StaffCreationForm


class OwnMailPanel(BaseSettingsPanel):
    """One's own mail address."""

    name = "mail"
    title = _("mail address")
    order = 100
    form_class = OwnMailForm


class StaffAccountView(AccountView):
    """One's own account, without the first and last name that nobody here has."""

    def get_panels(self):
        """Return Wagtail's panels, the one of name and mail replaced by ours."""
        user = self.request.user
        panels = super().get_panels()
        kept = [panel for panel in panels if not isinstance(panel, NameEmailSettingsPanel)]
        return [OwnMailPanel(self.request, user, user.wagtail_userprofile), *kept]


own_account = require_admin_access(StaffAccountView.as_view())


class SiteHistoryView(LogEntriesView):
    """What everybody did everywhere, for the superuser alone.

    Wagtail shows it by rights on models. Rights at a place are finer: to a township's officer it
    would name the records of all the others. The history of one's own records stands beside each.
    """

    FORMATS = ("xlsx",)

    def dispatch(self, request, *args, **kwargs):
        """Ask before anything is counted."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def header_more_buttons(self):
        """Leave out the CSV: a cell like ``=1+1`` would be a formula there."""
        buttons = super().header_more_buttons
        return [button for button in buttons if button.url != self.csv_export_url]


site_history = require_admin_access(SiteHistoryView.as_view())
site_history_results = require_admin_access(SiteHistoryView.as_view(results_only=True))
