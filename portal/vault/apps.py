from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class VaultConfig(AppConfig):
    name = "portal.vault"
    label = "vault"
    verbose_name = _("Vault")

    def ready(self):
        from portal.vault import checks

        register(checks.check_keys, Tags.security)
        register(checks.check_probe, Tags.database)
