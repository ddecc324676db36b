"""Tasks of killed workers and failed tasks are run again, a few times."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from portal.operations import reaping

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(microsecond=0)
MINUTE = timedelta(minutes=1)


def task(*, status, workers=(), started=None, finished=None):
    return DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [1], "kwargs": {}},
        task_path="tests.operations.tasks.note",
        backend_name="default",
        run_after=get_date_max(),
        worker_ids=list(workers),
        started_at=started,
        finished_at=finished,
    )


def status_of(row):
    row.refresh_from_db()
    return row.status


@pytest.fixture
def dead_worker():
    """The identity of a process of this machine that was killed."""
    script = (
        "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'portal.settings.test';"
        "django.setup(); from portal.operations.reaping import worker_id;"
        "print(worker_id(), flush=True); import time; time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    name = process.stdout.readline().strip()
    assert reaping.is_alive(name, started_at=NOW, at=NOW)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return name


def test_the_task_of_a_killed_worker_goes_back_to_the_queue(dead_worker):
    lost = task(status="RUNNING", workers=[dead_worker], started=NOW)
    assert reaping.reap(at=NOW) == 1
    assert status_of(lost) == "READY"
    assert lost.worker_ids == [dead_worker]  # the attempt is remembered
    assert lost in DBTaskResult.objects.ready()


def test_twice_changes_nothing(dead_worker):
    task(status="RUNNING", workers=[dead_worker], started=NOW)
    reaping.reap(at=NOW)
    assert reaping.reap(at=NOW) == 0


def test_the_task_of_a_living_worker_is_left_alone():
    running = task(status="RUNNING", workers=[reaping.worker_id()], started=NOW - 600 * MINUTE)
    assert reaping.reap(at=NOW) == 0
    assert status_of(running) == "RUNNING"


def test_a_process_number_used_again_is_not_the_worker():
    place, process, ticks = reaping.worker_id().split(":")
    other = f"{place}:{process}:{int(ticks) + 1}"
    assert not reaping.is_alive(other, started_at=NOW, at=NOW)


def test_another_machine_is_believed_for_the_lease(settings):
    settings.TASK_LEASE_SECONDS = 3600
    elsewhere = "other-host.1:77:12345"
    fresh = task(status="RUNNING", workers=[elsewhere], started=NOW - 59 * MINUTE)
    stale = task(status="RUNNING", workers=[elsewhere], started=NOW - 61 * MINUTE)
    assert reaping.reap(at=NOW) == 1
    assert (status_of(fresh), status_of(stale)) == ("RUNNING", "READY")


@pytest.mark.parametrize("name", ["", "x", "::", f"{reaping._place()}:", f"{reaping._place()}:a:b"])
def test_a_strange_name_is_nobody_alive(name):
    assert not reaping.is_alive(name, started_at=None, at=NOW)


def test_a_task_that_kills_its_workers_is_parked(dead_worker, settings):
    settings.TASK_MAX_ATTEMPTS = 3
    poison = task(status="RUNNING", workers=[dead_worker] * 3, started=NOW)
    assert reaping.reap(at=NOW) == 0
    assert status_of(poison) == "FAILED"
    assert poison.exception_class_path.endswith("LostError")
    assert reaping.reap(at=NOW + 10_000 * MINUTE) == 0


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 4), (3, 16), (4, 64)])
def test_a_failed_task_is_tried_again_later_each_time(attempts, minutes):
    failed = task(status="FAILED", workers=["w"] * attempts, finished=NOW)
    assert reaping.reap(at=NOW + minutes * MINUTE - timedelta(seconds=1)) == 0
    assert reaping.reap(at=NOW + minutes * MINUTE) == 1
    assert status_of(failed) == "READY"


def test_after_five_attempts_a_failed_task_rests():
    failed = task(status="FAILED", workers=["w"] * 5, finished=NOW)
    assert reaping.reap(at=NOW + 10_000 * MINUTE) == 0
    assert status_of(failed) == "FAILED"


@pytest.mark.parametrize("status", ["READY", "SUCCESSFUL"])
def test_the_others_are_left_alone(status):
    row = task(status=status, workers=["gone"], started=NOW, finished=NOW)
    assert reaping.reap(at=NOW + 10_000 * MINUTE) == 0
    assert status_of(row) == status


def test_the_command_reaps(dead_worker, capsys):
    lost = task(status="RUNNING", workers=[dead_worker], started=NOW)
    with time_machine.travel(NOW + MINUTE):
        call_command("reap_tasks", verbosity=2)
    assert status_of(lost) == "READY"
    assert "1 tasks given back" in capsys.readouterr().out


def test_a_name_fits_the_queue():
    assert len(reaping.worker_id()) <= 64
    assert str(os.getpid()) in reaping.worker_id()
