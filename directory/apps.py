from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    label = "directory"
    verbose_name = _("Register")

    def ready(self):
        from directory.models.term_guards import GUARDS

        GUARDS.follow_migrations(self)
