"""May this person? Rights come from appointments: a role at a place reaches what lies under it.

Asked of the database at every request, never kept in a session: an ended appointment ends at once.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone
from wagtail.permission_policies import ModelPermissionPolicy

from directory.models import Adviser, Appointment, Assignment, Cover, Place
from directory.models.places import code_range

Role = Appointment.Role
STAFF = (Role.BUREAU, Role.OFFICE, Role.LEADER)  # who may be let into Wagtail's admin


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


def within_reach(user, queryset, place_path: str | None, roles: Iterable[str] = STAFF):
    """Rows of ``queryset`` whose place lies where ``user`` holds one of ``roles`` today.

    ``place_path`` leads from the row to its place ("village", "volume__village"; "" for a place
    itself); None: the rows lie nowhere and are not limited. A superuser sees all.
    """
    if place_path is None or user.is_superuser:
        return queryset
    wanted = Q(pk__in=[])
    for reach in reaches(user, roles):
        wanted |= Q(**{f"{place_path}__pk__range".lstrip("_"): code_range(reach)})
    return queryset.filter(wanted)


def advisers_within_reach(user, queryset, adviser_path: str = "", roles: Iterable[str] = STAFF):
    """Rows of ``queryset`` about advisers whom ``user`` answers for.

    A township: advisers who serve a village there today. A county: also those who ever did, and
    those who serve nobody (who else would give them a village?). ``adviser_path`` leads from the
    row to the adviser ("" for an adviser itself).
    """
    if user.is_superuser:
        return queryset
    wanted = Q(pk__in=[])
    for reach in reaches(user, roles):
        lookup = f"{adviser_path}__pk__in".lstrip("_")
        is_township = len(reach) >= Place.REACH[Place.Level.TOWNSHIP]
        wanted |= serving_under(reach, lookup) if is_township else _known_to(reach, lookup)
    return queryset.filter(wanted)


def serving_under(reach: str, lookup: str = "pk__in") -> Q:
    """Condition "serves a village under the prefix ``reach`` today", as its adviser or a cover."""
    rows = [term.objects.current().order_by() for term in (Assignment, Cover)]
    found = [row.filter(village__pk__range=code_range(reach)) for row in rows]
    return _any_of(found, lookup)


def _known_to(reach, lookup):
    today, terms = timezone.localdate(), (Assignment, Cover)
    ever = [row.objects.order_by().filter(village__pk__range=code_range(reach)) for row in terms]
    unended = Q(ends_on=None) | Q(ends_on__gte=today)
    busy = [term.objects.order_by().filter(unended) for term in terms]
    return _any_of(ever, lookup) | ~_any_of(busy, lookup)


def _any_of(services, lookup):
    wanted = Q(pk__in=[])
    for rows in services:
        wanted |= Q(**{lookup: rows.values("certificate_id")})
    return wanted


class RecordPolicy(ModelPermissionPolicy):
    """Wagtail's rights on a record, without the acts that nobody has on it, superusers included."""

    def __init__(self, model, refuses):
        super().__init__(model)
        self.refuses = frozenset(refuses)

    def user_has_permission(self, user, action):
        return action not in self.refuses and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - self.refuses)
