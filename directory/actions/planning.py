"""Plans 调整方案: asked for, worked out in the background, accepted or refused row by row."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.actions.serving import assign, end_assignment
from directory.models import Assignment, Place, Plan, PlanRow
from directory.models.assignments import MOST_VILLAGES
from directory.permissions import keeps_register
from directory.planning.problem import some
from directory.tasks import work_out_plan

Decision = PlanRow.Decision
PLANNED_FOR = (Place.Level.COUNTY, Place.Level.TOWNSHIP)
UNFINISHED_PLANS = (Plan.Status.QUEUED, Plan.Status.RUNNING)
PATIENCE = timedelta(minutes=30)  # a plan takes seconds: after so long its worker was lost


@transaction.atomic
def ask_for_plan(place, *, starts_on, change_cost_km, preference_km, by, leavers=()) -> Plan:
    """Writes down what is wanted and hands it to the worker; the same wish twice is one plan.

    ``leavers``: certificates that serve nobody in the plan. Raises ``PermissionDenied`` for anybody
    but the bureau, ``ValidationError`` for a day gone by or a place that is no county or township.
    """
    if not keeps_register(by, place):
        raise PermissionDenied
    if place.level not in PLANNED_FOR:
        raise ValidationError({"place": _("A plan is for a county or a township.")})
    if starts_on < timezone.localdate():
        raise ValidationError({"starts_on": _("The changes cannot begin in the past.")})
    wish = {
        "place": place,
        "starts_on": starts_on,
        "change_cost_km": change_cost_km,
        "preference_km": preference_km,
        "created_by": by,
    }
    leavers = {certificate.pk for certificate in leavers}
    give_up_plans(at=timezone.now())
    for waiting in Plan.objects.filter(status__in=UNFINISHED_PLANS, **wish):
        if set(waiting.leavers.values_list("pk", flat=True)) == leavers:
            return waiting
    plan = Plan(created_at=timezone.now(), **wish)
    plan.full_clean(exclude=["figures", "problems"])
    plan.save()
    plan.leavers.set(leavers)
    log(plan, "directory.plan", user=by, data={"place": place.pk, "leavers": sorted(leavers)})
    transaction.on_commit(lambda: work_out_plan.enqueue(plan.pk))
    return plan


def give_up_plans(*, at) -> int:
    """Says of plans whose worker was lost that nothing comes any more; returns how many."""
    lost = Plan.objects.filter(status__in=UNFINISHED_PLANS, created_at__lt=at - PATIENCE)
    sentence = _("It was broken off before it was ready. Ask for the plan again.")
    return lost.update(status=Plan.Status.FAILED, finished_at=at, problems=[sentence])


@dataclass
class Outcome:
    """What became of rows: those accepted, and of the others why not, in words by row's key."""

    accepted: list[PlanRow] = field(default_factory=list)
    refusals: dict[int, str] = field(default_factory=dict)


def accept_row(row, *, by) -> Assignment:
    """Hands the row's village over. Raises ``ValidationError`` when the register moved on."""
    outcome = accept_rows(row.plan, [row], by=by)
    if outcome.refusals:
        raise ValidationError(outcome.refusals[row.pk])
    return Assignment.objects.get(plan_row=row)


@transaction.atomic
def accept_rows(plan, rows, *, by) -> Outcome:
    """Hands over what can be handed over together; each row as a whole or not at all.

    First all the villages leave their advisers, then all get the new ones: so two advisers with
    five villages each can exchange some. Rows that cannot be written drop out, and the rest is
    tried again without them.
    """
    if not keeps_register(by, plan.place):
        raise PermissionDenied
    if Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk).status != Plan.Status.DONE:
        raise ValidationError(_("The plan is not ready."))
    outcome, left = Outcome(), {row.pk for row in rows}
    while left:
        accepted, refusals = _try(plan, left, by)
        outcome.refusals |= refusals
        left -= refusals.keys()
        if not refusals:
            outcome.accepted = accepted
            break
    if outcome.accepted:
        villages = [row.village_id for row in outcome.accepted]
        log(plan, "directory.plan_accept", user=by, data={"villages": villages})
    return outcome


@transaction.atomic
def refuse_row(row, *, by) -> PlanRow:
    """Writes down that the village keeps its adviser."""
    row = _locked(row.plan, [row.pk]).get()
    if not keeps_register(by, row.village):
        raise PermissionDenied
    if row.decision != Decision.OPEN:
        raise ValidationError(_("This has been decided already."))
    row.decision = Decision.REFUSED
    row.save(update_fields=["decision"])
    log(row.plan, "directory.plan_refuse", user=by, data={"villages": [row.village_id]})
    return row


def _locked(plan, keys):
    rows = plan.rows.select_for_update(of=["self"]).filter(pk__in=keys).order_by("village_id")
    return rows.select_related("village", "after__adviser", "before__adviser")


def _try(plan, keys, by):
    """Writes the rows if all can be written; else undoes them and says which could not, and why."""
    day = max(plan.starts_on, timezone.localdate())
    refusals: dict = {}
    with transaction.atomic():
        rows = list(_locked(plan, keys))
        leaving = [row for row in rows if _free(row, day, by, refusals)]
        accepted = [row for row in leaving if _hand_over(row, day, by, refusals)]
        if refusals:
            transaction.set_rollback(True)
    return accepted, refusals


def _free(row, day, by, refusals):
    """Ends the present assignment of the row's village, if it is still the one of the plan."""
    with _kept_apart(row, refusals):
        if row.decision != Decision.OPEN:
            raise ValidationError(_("This has been decided already."))
        leads = list(row.village.assignments.current(day))
        if [lead.certificate_id for lead in leads] != [row.before_id][: row.before_id is not None]:
            raise ValidationError(
                _("%(village)s has another adviser than when the plan was worked out.")
                % {"village": row.village.short_name}
            )
        reason = _("Fairer distances: handed over to %(adviser)s") % {"adviser": row.after.adviser}
        for lead in leads:
            end_assignment(lead, on=day - timedelta(days=1), reason=reason, by=by)
    return row.pk not in refusals


def _hand_over(row, day, by, refusals):
    with _kept_apart(row, refusals):
        terms = row.after.assignments
        slots = terms.overlapping(day).exclude(slot=None).count()
        reason = _standing_exception(terms, day)
        if slots >= MOST_VILLAGES and not reason:
            raise ValidationError(_full(row))
        row.assignment = assign(
            row.village, row.after.adviser, starts_on=day, by=by, exception_reason=reason
        )
        row.decision = Decision.ACCEPTED
        row.save(update_fields=["assignment", "decision"])
    return row.pk not in refusals


def _standing_exception(terms, day):
    """The bureau's reason for more than five villages, if this does not add to their number."""
    before = terms.current(day - timedelta(days=1))
    if terms.current(day).count() >= before.count():
        return ""
    reasons = before.exclude(exception_reason="").values_list("exception_reason", flat=True)
    return reasons.first() or ""


def _full(row):
    """Says which rows would make room."""
    words = _("%(adviser)s serves five villages already.") % {"adviser": row.after.adviser}
    others = row.plan.rows.filter(before=row.after_id, decision=Decision.OPEN)
    names = [other.village.short_name for other in others.select_related("village")]
    if not names:
        return words
    return words + " " + _("Accept it together with: %(villages)s.") % {"villages": some(names)}


@contextmanager
def _kept_apart(row, refusals):
    """One row's savepoint: what is refused is undone and kept in words."""
    try:
        with transaction.atomic():
            yield
    except ValidationError as refusal:
        refusals[row.pk] = " ".join(refusal.messages)
