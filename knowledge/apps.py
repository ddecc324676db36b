from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    label = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self):
        """Give the pages their form: forms stand above models and are loaded after them."""
        from knowledge.forms import GatedForm  # needs the models of all apps
        from knowledge.models import ArticlePage, SituationPage

        ArticlePage.base_form_class = SituationPage.base_form_class = GatedForm
