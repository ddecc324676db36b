"""Finding the desk of a question and putting the question there."""

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from consultations.actions.history import advance, lock
from consultations.models import OPEN_STATUSES, ActorKind, Consultation, DeskRole, Event, EventKind
from consultations.routing import Candidate, Decision, Desks, route_complaint
from consultations.routing import route as choose
from directory.distances import road_km
from directory.models import (
    Adviser,
    Appointment,
    Assignment,
    Certificate,
    Cover,
    Leave,
    Office,
    Place,
    PlaceChange,
)
from directory.models.places import code_range

STRAIGHT = 1.0  # road factor of a straight line


@transaction.atomic
def route(consultation, *, at):
    """Put the question on the desk that routing names now; return the consultation."""
    row = lock(consultation)
    advance(row, EventKind.ROUTE, actor_kind=ActorKind.SYSTEM, at=at, **desk_of(row, at=at))
    return row


def route_stranded(*, at):
    """Route every unfinished question whose desk was lost; return how many."""
    rows = Consultation.objects.stranded(timezone.localdate(at)).order_by("pk")
    return sum(_route_if_stranded(pk, at) for pk in list(rows.values_list("pk", flat=True)))


@transaction.atomic
def _route_if_stranded(pk, at):
    """Look again under the lock: meanwhile it may have been answered, taken back or routed."""
    row = Consultation.objects.select_for_update(of=("self",)).filter(pk=pk)
    found = row.stranded(timezone.localdate(at)).first()
    if found:
        route(found, at=at)
    return found is not None


def desk_of(consultation, *, at):
    """Return the fields that name the desk a question belongs on at that moment."""
    on = timezone.localdate(at)
    village = Place.objects.select_related("parent__parent").get(pk=consultation.village_id)
    with translation.override(settings.LANGUAGE_CODE):
        if consultation.is_complaint:
            return desk_fields(route_complaint(desks_of(village, on)), at)
        decision = choose(
            [_candidate(adviser, village) for adviser in _advisers(consultation, village, on)],
            desks_of(village, on),
            concerns_committee=consultation.concerns_committee,
        )
    return desk_fields(decision, at)


def desk_fields(decision: Decision, at):
    """Return the fields of a consultation that hold ``decision``."""
    return {
        "adviser_id": decision.adviser,
        "office_id": decision.office,
        "desk_role": decision.role,
        "route_reason": decision.reason,
        "routed_at": at,
    }


def desks_of(village, on):
    """Return the township office, if somebody works there, and the bureau's (made on first use)."""
    township, county = village.parent, village.parent.parent
    places = [township.pk, county.pk]
    found = set(Office.objects.filter(pk__in=places).values_list("pk", flat=True))
    if county.pk not in found:
        with translation.override(settings.LANGUAGE_CODE):
            name = _("Legal service duty desk of %(county)s") % {"county": county.name}
        Office.objects.get_or_create(place=county, defaults={"name": name})
    staff = Appointment.objects.current(on).filter(
        role=Appointment.Role.OFFICE, place__in=places, user__is_active=True
    )
    is_staffed = township.pk in found and staff.exists()
    return Desks(office=township.pk if is_staffed else None, bureau=county.pk)


def _advisers(consultation, village, on):
    """Return the advisers of the township and the covers of the village, with what routing asks."""
    mine = {"certificate_id": OuterRef("pk")}
    township = code_range(village.parent.reach)
    serving = Assignment.objects.current(on).filter(village__code__range=township)
    covering = Cover.objects.current(on).filter(village=village)
    topics = [consultation.topic_id, consultation.topic.parent_id]
    knows = Adviser.topics.through.objects.filter(topic_id__in=topics, adviser_id=OuterRef("pk"))
    declines = Event.objects.declines().filter(
        consultation_id=consultation.pk, actor_id=OuterRef("user_id")
    )
    return (
        _serving_any(serving, covering)
        .exclude(pk__in=_conflicted(consultation, village, on))
        .order_by("pk")
        .select_related("firm")
        .annotate(
            is_lead=Exists(serving.filter(village=village, **mine)),
            is_cover=Exists(covering.filter(**mine)),
            is_certified=Exists(Certificate.objects.valid(on).filter(adviser_id=OuterRef("pk"))),
            is_away=Exists(Leave.objects.current(on).filter(adviser_id=OuterRef("pk"))),
            has_declined=Exists(declines),
            can_log_in=F("user__is_active"),
            has_topic=Exists(knows),
            village_count=_count(Assignment.objects.current(on).filter(**mine), "certificate_id"),
            open_count=_count(_consultations(status__in=OPEN_STATUSES), "adviser_id"),
            last_routed_at=Subquery(
                _consultations().values("adviser_id").annotate(last=Max("routed_at")).values("last")
            ),
        )
    )


def _serving_any(*services):
    """Return the advisers named by any of ``services``."""
    named = Q(pk__in=[])
    for rows in services:
        named |= Q(pk__in=rows.order_by().values("certificate_id"))
    return Adviser.objects.filter(named)


def _conflicted(consultation, village, on):
    """Return who counsels the committee that took over from a closed village, if it is about it."""
    if village.is_active or not consultation.concerns_committee:
        return []
    heirs = PlaceChange.objects.heirs(village.pk)
    serving = [terms.objects.current(on).filter(village__in=heirs) for terms in (Assignment, Cover)]
    return [term.certificate_id for terms in serving for term in terms]


def _consultations(**conditions):
    return Consultation.objects.order_by().filter(adviser_id=OuterRef("pk"), **conditions)


def _count(rows, group):
    return Subquery(rows.order_by().values(group).annotate(n=Count("pk")).values("n"))


def _candidate(adviser, village):
    """What routing asks of an adviser. Straight lines: a road factor changes no rank."""
    role = DeskRole.NEIGHBOUR
    if adviser.is_cover:
        role = DeskRole.COVER
    if adviser.is_lead:
        role = DeskRole.LEAD
    return Candidate(
        id=adviser.pk,
        name=adviser.name,
        role=role,
        certified=adviser.is_certified,
        on_leave=adviser.is_away,
        declined=adviser.has_declined,
        can_log_in=bool(adviser.can_log_in),
        knows_topic=adviser.has_topic,
        villages=adviser.village_count or 0,
        open_count=adviser.open_count or 0,
        last_routed_at=adviser.last_routed_at,
        distance_km=road_km(adviser.start_point, village.point, STRAIGHT),
    )
