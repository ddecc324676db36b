"""What the task worker does for the register: working out plans."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from directory.models import Plan, PlanRow
from directory.planning import SolverMissingError, Wishes, propose, read_problem, road_factor

STARTABLE = [status for status, follows in Plan.TRANSITIONS.items() if "running" in follows]
SEARCH_BEGINS, SEARCH_ENDS = 10, 90  # percent


@task()
def work_out_plan(plan_pk):
    """Works out the plan with that key. Once more does no harm: a finished plan stays as it is."""
    waiting = Plan.objects.filter(pk=plan_pk, status__in=STARTABLE)
    if not waiting.update(status=Plan.Status.RUNNING, progress=0, finished_at=None, problems=[]):
        return
    plan = Plan.objects.select_related("place").get(pk=plan_pk)
    with translation.override(settings.LANGUAGE_CODE):
        try:
            proposal, factor = _propose(plan)
        except SolverMissingError as missing:
            _finish(plan, Plan.Status.FAILED, problems=[str(missing)])
            return
        except Exception:  # whatever broke: the page has to say so
            sentence = _("Something broke while the plan was worked out. It is tried again.")
            _finish(plan, Plan.Status.FAILED, problems=[sentence])
            raise  # the worker writes it down and tries again
        _write(plan, proposal, factor)


def _propose(plan):
    factor = road_factor()
    leavers = plan.leavers.values_list("pk", flat=True)
    villages, advisers = read_problem(plan.place, plan.starts_on, leavers, factor)
    wishes = Wishes(factor, plan.change_cost_km, plan.preference_km)
    _tell(plan, SEARCH_BEGINS)

    def tell(share):
        _tell(plan, SEARCH_BEGINS + int((SEARCH_ENDS - SEARCH_BEGINS) * share))

    return propose(villages, advisers, wishes, tell), factor


def _tell(plan, percent):
    """Writes the progress down where the page reads it: outside of any transaction."""
    Plan.objects.filter(pk=plan.pk, status=Plan.Status.RUNNING).update(progress=percent)


@transaction.atomic
def _write(plan, proposal, factor):
    """Writes the villages that change, and the figures. Who comes second writes nothing."""
    locked = Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    if locked.status != Plan.Status.RUNNING:
        return
    if proposal.problems:
        _finish(
            plan,
            Plan.Status.INFEASIBLE,
            problems=list(proposal.problems),
            figures={"notes": list(proposal.notes)},
        )
        return
    locked.rows.all().delete()
    PlanRow.objects.bulk_create(_row(plan, row) for row in proposal.changed)
    _finish(plan, Plan.Status.DONE, figures=_figures(proposal, factor))


def _row(plan, row):
    return PlanRow(
        plan=plan,
        village_id=row.village,
        before_id=row.before,
        after_id=row.after,
        before_km=row.before_km,
        after_km=row.after_km,
    )


def _figures(proposal, factor):
    """What the page shows of the whole: also of the villages that keep their adviser."""
    return {
        "before": proposal.before,
        "after": proposal.after,
        "changed": len(proposal.changed),
        "villages": len(proposal.rows),
        "loads": {str(adviser): loads for adviser, loads in proposal.loads.items()},
        "served": {row.village: [row.before, row.after] for row in proposal.rows},
        "curve": proposal.curve,
        "notes": list(proposal.notes),
        "road_factor": factor,
    }


def _finish(plan, status, **facts):
    Plan.objects.filter(pk=plan.pk, status=Plan.Status.RUNNING).update(
        status=status,
        finished_at=timezone.now(),
        progress=100 if status == Plan.Status.DONE else plan.progress,
        **facts,
    )
