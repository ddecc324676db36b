"""May this person? Rights come from appointments: a role at a place reaches what lies under it.

Asked of the database at every request, never kept in a session: an ended appointment ends at once.
"""

from collections.abc import Iterable
from datetime import date

from wagtail.permission_policies import ModelPermissionPolicy

from directory.models import Adviser, Appointment, Place

Role = Appointment.Role


def adviser_of(user) -> Adviser | None:
    """The adviser who logs in as ``user``; none for everybody else."""
    if not user.is_authenticated or not user.is_active:
        return None
    return Adviser.objects.filter(user=user).first()


def reaches(user, roles: Iterable[str], on: date | None = None) -> list[str]:
    """Code prefixes of the places where ``user`` holds one of ``roles`` on ``on`` (today)."""
    if not user.is_authenticated or not user.is_active:
        return []
    held = Appointment.objects.current(on).filter(user=user, role__in=list(roles))
    return sorted({appointment.place.reach for appointment in held.select_related("place")})


def holds(user, role: str, place: Place) -> bool:
    """Whether ``user`` holds ``role`` today at ``place`` or above it."""
    return any(place.code.startswith(reach) for reach in reaches(user, [role]))


def keeps_register(user, place: Place) -> bool:
    """Whether ``user`` may change who serves ``place``: the county's bureau (A), or a superuser."""
    if user is None or not user.is_active:
        return False
    return user.is_superuser or holds(user, Role.BUREAU, place)


def keeps_register_anywhere(user) -> bool:
    """Whether ``user`` may change facts of advisers, who belong to no single place."""
    if user is None or not user.is_active:
        return False
    return user.is_superuser or bool(reaches(user, [Role.BUREAU]))


def may_arrange_cover(user, village: Place) -> bool:
    """Whether ``user`` may name a cover: the bureau, or the township's judicial office (A)."""
    return keeps_register(user, village) or (user is not None and holds(user, Role.OFFICE, village))


def places_of(user, roles: Iterable[str] = tuple(Role.values)):
    """Places that ``user`` reaches by any of ``roles`` today."""
    return Place.objects.within(reaches(user, roles))


class RecordPolicy(ModelPermissionPolicy):
    """Wagtail's rights on a record, without the acts that nobody has on it, superusers included."""

    def __init__(self, model, refuses):
        super().__init__(model)
        self.refuses = frozenset(refuses)

    def user_has_permission(self, user, action):
        return action not in self.refuses and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - self.refuses)
