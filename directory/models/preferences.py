"""What the county sets for its register as a whole."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

ROAD_FACTOR = 1.4  # mountain roads are about this much longer than the straight line


@register_setting(icon="clipboard-list", order=110)
class RegisterSettings(BaseSiteSetting):
    """How the register counts 登记册设置."""

    road_factor = models.FloatField(
        _("road factor"),
        default=ROAD_FACTOR,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text=_(
            "A road is so many times longer than the straight line. In mountains about 1.4."
        ),
    )

    panels = [FieldPanel("road_factor")]

    class Meta:
        verbose_name = _("register settings")

    def __str__(self):
        return str(self._meta.verbose_name)
