"""Appointments 任职: who holds which role where. They say whose rows somebody may see."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.places import Place
from directory.models.terms import Term


class Appointment(Term):
    """A role at a place; it reaches what lies under that place (A: 属地管理)."""

    class Role(models.TextChoices):
        CLERK = "clerk", _("village clerk")
        OFFICE = "office", _("township judicial office")
        BUREAU = "bureau", _("county bureau")
        LEADER = "leader", _("leading group")

    LEVELS = {
        Role.CLERK: (Place.Level.VILLAGE,),
        Role.OFFICE: (Place.Level.TOWNSHIP,),
        Role.BUREAU: (Place.Level.COUNTY,),
        Role.LEADER: (Place.Level.COUNTY, Place.Level.TOWNSHIP),
    }

    user = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="appointments", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="appointments", verbose_name=_("place")
    )

    class Meta(Term.Meta):
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["place", "role", "-starts_on"]
        constraints = [
            *Term.Meta.constraints,
            models.CheckConstraint(
                condition=Q(role__in=["clerk", "office", "bureau", "leader"]),
                name="directory_appointment_role",
                violation_error_message=_("Unknown role."),
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_role_display()} {self.place}"

    def clean(self):
        if self.place_id and self.role and self.place.level not in self.LEVELS[self.role]:
            raise ValidationError({"place": _("This role is not held at a place of this level.")})
        if self.user_id and self.role != self.Role.CLERK and hasattr(self.user, "adviser"):
            words = _(
                "This account belongs to an adviser. Who answers villagers does not oversee them: "
                "use another account."
            )
            raise ValidationError({"user": words})
