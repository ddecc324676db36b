"""People of staff in Wagtail's admin: one name written whole, and mail only if there is some."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, BaseSettingsPanel, NameEmailSettingsPanel
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
