"""Whose rows: the one gate to everything private (trust.md T-04, T-05, T-07, T-09).

Rights are asked in SQL at every request: who has just lost an assignment, a certificate or an
appointment finds nothing any more.
"""

from datetime import timedelta
from typing import NamedTuple

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from consultations.models.choices import (
    DUE_STATUSES,
    OPEN_STATUSES,
    DeskRole,
    EventKind,
    Kind,
    Status,
)
from directory.models import Appointment, Assignment, Certificate, Cover, Topic
from directory.models.places import code_range

# Nobody of staff reads these: taken back by the villager, or between two desks.
HIDDEN = (Status.WITHDRAWN, Status.SUBMITTED, Status.DECLINED)
LEAST_ASKED = 3
OPENED_FOR = timedelta(minutes=15)
NOBODY = Q(pk__in=[])


def serving_desk(on):
    """Return the condition "its adviser may still serve it on that day".

    She must be certified and able to log in. The lead or cover of the village must still be one;
    an adviser of another village must still serve some village; for a question against the
    committee she must not serve this one.
    """
    adviser = {"certificate_id": OuterRef("adviser_id")}
    here = adviser | {"village_id": OuterRef("village_id")}
    leads = Exists(Assignment.objects.current(on).filter(**here))
    covers = Exists(Cover.objects.current(on).filter(**here))
    serves = Exists(Assignment.objects.current(on).filter(**adviser))
    certified = Exists(
        Certificate.objects.valid(on).filter(
            adviser_id=OuterRef("adviser_id"), adviser__user__is_active=True
        )
    )
    of_village = Q(leads | covers, desk_role__in=(DeskRole.LEAD, DeskRole.COVER))
    of_another = Q(serves, desk_role=DeskRole.NEIGHBOUR)
    conflicted = Q(leads | covers, concerns_committee=True)
    return Q(certified) & (of_village | of_another) & ~conflicted


def under(field, prefixes):
    """Return the condition "the place code in ``field`` lies under one of ``prefixes``"."""
    condition = NOBODY
    for prefix in prefixes:
        condition |= Q(**{f"{field}__range": code_range(prefix)})
    return condition


class Reach(NamedTuple):
    """The places (code prefixes) at which somebody is judicial office or bureau on a day."""

    office: list
    bureau: list

    @classmethod
    def of(cls, user, on):
        """Ask the register (one query)."""
        reach = cls([], [])
        held = Appointment.objects.current(on).filter(user=user, role__in=cls._fields)
        for appointment in held.select_related("place"):
            getattr(reach, appointment.role).append(appointment.place.reach)
        return reach


class ConsultationQuerySet(models.QuerySet):
    """Questions over which one sentence of the office can be said."""

    def on_desk_of(self, user, at=None):
        """Return those that ``user`` has to work on now: adviser's, office's or bureau's desk."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        on = timezone.localdate(at)
        return self._shown().filter(self._desk(user, Reach.of(user, on), on))

    def readable_by(self, user, at=None):
        """Return those whose content ``user`` may read: the user's own desk.

        The bureau reads another desk's question for 15 minutes after it has written down why.
        """
        if not (user.is_authenticated and user.is_active):
            return self.none()
        at = at or timezone.now()
        on = timezone.localdate(at)
        reach = Reach.of(user, on)
        opened = Q(Exists(self._openings(user, at))) & under("village__code", reach.bureau)
        own = self._desk(user, reach, on)
        return self._shown().filter(own | opened if reach.bureau else own)

    def visible_to(self, user, at=None):
        """Return those of which ``user`` may know that they exist.

        The bureau sees the rows of its places (who, when, which topic), not what was written.
        Clerks, leaders and editors see none.
        """
        if not (user.is_authenticated and user.is_active):
            return self.none()
        on = timezone.localdate(at)
        reach = Reach.of(user, on)
        own = self._desk(user, reach, on)
        return self._shown().filter(own | under("village__code", reach.bureau))

    def _shown(self):
        return self.exclude(status__in=HIDDEN)

    @staticmethod
    def _desk(user, reach, on):
        office = under("office__place__code", reach.office) & Q(desk_role=DeskRole.OFFICE)
        bureau = under("office__place__code", reach.bureau) & Q(desk_role=DeskRole.BUREAU)
        return (Q(adviser__user=user) & serving_desk(on)) | office | bureau

    def _openings(self, user, at):
        events = self.model._meta.get_field("events").related_model.objects
        return events.filter(
            consultation_id=OuterRef("pk"),
            kind=EventKind.OPEN,
            actor_id=user.pk,
            at__gt=at - OPENED_FOR,
            at__lte=at,
        )

    def asked_since(self, moment):
        """Return villagers' questions since ``moment``: not taken back, not held for a check."""
        gone = (Status.WITHDRAWN, Status.SPAM)
        return self.filter(kind=Kind.QUESTION, submitted_at__gte=moment).exclude(status__in=gone)

    def topics_asked_in(self, village):
        """Return at most four topics, the most asked first, for eyes that may see no question.

        A topic of fewer than LEAST_ASKED questions is left out: in a village a single one has a
        face. What concerns the committee counts nowhere, since its clerk reads the list.
        """
        asked = self.filter(village=village, concerns_committee=False, topic=OuterRef("pk"))
        number = asked.order_by().values("topic").annotate(number=Count("pk")).values("number")
        topics = Topic.objects.annotate(asked=Subquery(number)).filter(asked__gte=LEAST_ASKED)
        return topics.order_by("-asked", "sort_order", "pk")[:4]

    def open(self):
        """Return those that are not finished."""
        return self.filter(status__in=OPEN_STATUSES)

    def due(self):
        """Return those in which the desk is on turn, the longest waiting first."""
        return self.filter(status__in=DUE_STATUSES).order_by("waiting_since", "pk")

    def stranded(self, on):
        """Return the unfinished ones whose desk may no longer serve them on that day."""
        lost = Q(adviser__isnull=False) & ~serving_desk(on)
        return self.open().filter(lost | Q(status__in=(Status.DECLINED, Status.SUBMITTED)))

    def with_desk(self):
        """Join what a row of a list names: village, township, topic and desk."""
        return self.select_related("village__parent", "topic", "adviser", "office")

    def count_by_status(self):
        """Return how many there are in each state, as a dict."""
        return dict(self.order_by().values_list("status").annotate(models.Count("pk")))
