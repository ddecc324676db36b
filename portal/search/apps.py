from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "portal_search"
    verbose_name = _("Search")

    def ready(self):
        from portal.operations import health
        from portal.search import outbox, signals

        autodiscover_modules("search")
        signals.connect()
        health.register("search", outbox.fault)
