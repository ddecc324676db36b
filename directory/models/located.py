"""Where something lies, as two numbers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# The mainland's extent: catches swapped numbers and a missing sign.
LATITUDES = (3.0, 54.0)
LONGITUDES = (73.0, 136.0)
NOWHERE = Q(latitude=None, longitude=None)


class Located(models.Model):
    """A point on the map in degrees (WGS 84), or none: then distances from here are unknown."""

    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, help_text=_("Degrees north, for example 29.1170")
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, help_text=_("Degrees east, for example 110.4790")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=NOWHERE
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=LATITUDES,
                    longitude__range=LONGITUDES,
                ),
                name="%(app_label)s_%(class)s_point_on_the_map",
                violation_error_message=_(
                    "Give both numbers: latitude 3 to 54 and longitude 73 to 136."
                ),
            )
        ]

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, or none."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude
