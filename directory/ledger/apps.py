from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "directory.ledger"
    label = "ledger"
    verbose_name = _("Ledger")

    def ready(self):
        from directory.ledger.models.entry_guards import GUARDS

        GUARDS.follow_migrations(self)
