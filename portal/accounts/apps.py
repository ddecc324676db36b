from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("Accounts")


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens of users, with our forms."""

    user_viewset = "portal.accounts.viewsets.StaffViewSet"
