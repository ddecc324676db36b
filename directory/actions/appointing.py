"""Who holds which role where: each change keeps Wagtail's groups in step with the appointments."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.actions.serving import store
from directory.models import Appointment
from directory.permissions import keeps_register
from portal.accounts.models import User

Role = Appointment.Role
# What opens which screens of the admin. A clerk has none (rule W1): the desk is enough.
GROUPS = {Role.BUREAU: "司法局", Role.OFFICE: "司法所", Role.LEADER: "领导小组"}


@transaction.atomic
def appoint(user, *, role, place, starts_on, by, ends_on=None) -> Appointment:
    """Gives ``user`` the role at ``place``; with the role come its screens in the admin.

    Raises ``PermissionDenied`` for anybody but the bureau of ``place``, ``ValidationError`` for a
    role that is not held at such a place or that the user holds there already.
    """
    if not keeps_register(by, place):
        raise PermissionDenied
    held = Appointment.objects.filter(user=user, role=role, place=place)
    if held.overlapping(starts_on, ends_on).exists():
        raise ValidationError({"starts_on": _("This person holds this role there already.")})
    row = Appointment(user=user, role=role, place=place, starts_on=starts_on, ends_on=ends_on)
    store(row)
    sync_groups(user)
    log(row, "directory.appoint", user=by, data={"role": str(role), "place": place.pk})
    return row


@transaction.atomic
def end_appointment(appointment, *, on, by) -> Appointment:
    """Ends ``appointment`` with ``on`` as its last day. The rights end at that midnight."""
    row = Appointment.objects.select_for_update(of=["self"]).get(pk=appointment.pk)
    if not keeps_register(by, row.place):
        raise PermissionDenied
    if row.ends_on is not None and row.ends_on <= on:
        raise ValidationError({"ends_on": _("This appointment has already ended by that day.")})
    row.ends_on = on
    store(row)
    sync_groups(row.user)
    log(row, "directory.end_appointment", user=by, data={"ends_on": on.isoformat()})
    return row


def sync_groups(user):
    """Puts ``user`` into the groups of the roles held, and out of those whose every term is over.

    A group given by hand, without an appointment of its role, stays.
    """
    ever = set(user.appointments.values_list("role", flat=True))
    held = set(user.appointments.filter(_unended()).values_list("role", flat=True))
    user.groups.add(*Group.objects.filter(name__in=_names(held)))
    user.groups.remove(*Group.objects.filter(name__in=_names(ever - held)))


def sync_ended():
    """Takes the screens from those whose term has run out; returns how many people that were."""
    ended = Appointment.objects.exclude(_unended()).values("user")
    members = User.objects.filter(pk__in=ended, groups__name__in=GROUPS.values()).distinct()
    for user in members:
        sync_groups(user)
    return len(members)


def _unended():
    return Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())


def _names(roles):
    return [GROUPS[role] for role in roles if role in GROUPS]
