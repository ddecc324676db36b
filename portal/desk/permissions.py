"""Who may enter the desk, and as what."""

from dataclasses import dataclass

from directory.models import Adviser, Appointment
from directory.permissions import adviser_of


@dataclass(frozen=True)
class Standing:
    """What a person of staff is today: an adviser, a holder of appointments, or of the admin."""

    adviser: Adviser | None
    appointments: list[Appointment]
    is_admin: bool

    @property
    def has_desk(self) -> bool:
        """Tell whether questions can come to this person; clerks and leaders see none."""
        roles = {appointment.role for appointment in self.appointments}
        return bool(self.adviser or roles & {"office", "bureau"})

    @property
    def may_enter(self) -> bool:
        """Tell whether the desk is open to this person."""
        return bool(self.adviser or self.appointments or self.is_admin)


def standing_of(user) -> Standing:
    """Return what ``user`` is today (two queries, and those of Django's permissions)."""
    if not user.is_active:
        return Standing(None, [], is_admin=False)
    held = Appointment.objects.current().filter(user=user).select_related("place")
    is_admin = user.is_staff or user.has_perm("wagtailadmin.access_admin")
    return Standing(adviser_of(user), list(held), is_admin)
