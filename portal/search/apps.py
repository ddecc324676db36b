from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "portal_search"
    verbose_name = _("Search")

    def ready(self):
        from portal.operations import health
        from portal.search import checks, outbox, signals

        autodiscover_modules("search")
        signals.connect()
        register(checks.settings_make_sense)
        health.register("search", outbox.fault)
