from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    label = "directory"
    verbose_name = _("Register")

    def ready(self):
        from directory.models import contract_guards, joining_guards, place_guards, term_guards

        for module in [term_guards, place_guards, joining_guards, contract_guards]:
            module.GUARDS.follow_migrations(self)
