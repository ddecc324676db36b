"""Real processes are killed in the middle, or get into each other's way: nothing is lost."""

import itertools
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings
from django.db import connections

from directory.models import Place
from portal.search import outbox
from portal.search.models import OutboxRow
from portal.search.tasks import drain_outbox
from tests.database import address
from tests.factories.directory import TownshipFactory
from tests.search import engines

pytestmark = pytest.mark.django_db(transaction=True)
VILLAGES = 3000
TOWNSHIPS = 4
PATIENCE = 120  # seconds, on a machine that does much else
BUILD_SLOWLY = """
import sys, time
import django
django.setup()
from portal.search import registry
from portal.search.engines import engine

def slowly():
    yield from registry.documents()
    print("building", flush=True)
    sys.stdin.readline()

engine().rebuild(slowly())
"""


@pytest.fixture
def _own_registry():
    """Here the portal's own sources are tried: other processes know no others."""


@pytest.fixture
def engine(settings):
    """The engine whose index other processes find by their folder alone."""
    with engines.opened("embedded", settings) as found:
        yield found


@pytest.fixture
def start(tmp_path):
    """Return a function that starts Python on the test's database and index."""
    environment = os.environ | {
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "tests.trust.settings",
        "PORTAL_VAR": str(tmp_path),
        "PYTHONPATH": str(settings.BASE_DIR),
        "PYTHONWARNINGS": "ignore",
    }
    (tmp_path / "static").mkdir()
    started = []

    def start(*arguments):
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def manage(start):
    """Return a function that runs a command to its end and returns exit status and words."""

    def run(*arguments):
        process = start("manage.py", *arguments)
        out, err = process.communicate(timeout=PATIENCE)
        return process.returncode, out + err

    return run


@pytest.fixture
def villages(engine, settings):
    """Three thousand villages that the index does not know of, each with a change that waits."""
    townships = [TownshipFactory() for _ in range(TOWNSHIPS)]
    each = VILLAGES // TOWNSHIPS
    Place.objects.bulk_create(
        Place(
            code=f"{township.code[:9]}{number + 1:03d}",
            name=f"金丝雀{number}村委会",
            level="village",
            parent=township,
        )
        for township in townships
        for number in range(each)
    )
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    outbox.enqueue(f"village:{pk}" for pk in Place.objects.villages().values_list("pk", flat=True))
    assert OutboxRow.objects.count() == VILLAGES


def village(number):
    """Return the facts of a village of its own."""
    township = Place.objects.townships().first() or TownshipFactory()
    code = f"{township.code[:9]}{number + 1:03d}"
    return {"code": code, "name": f"金丝雀{number}村委会", "level": "village", "parent": township}


def killed_in_the_middle(process):
    """Kill ``process`` as soon as it has confirmed a part; return how many changes still wait."""
    began, before = time.monotonic(), OutboxRow.objects.count()
    while OutboxRow.objects.count() == before:
        assert time.monotonic() - began < PATIENCE
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return OutboxRow.objects.count()


def test_a_command_killed_in_the_middle_loses_no_change(villages, start, manage, engine):
    left = killed_in_the_middle(start("manage.py", "search", "sync"))
    assert 0 < left < VILLAGES
    status, words = manage("search", "check")
    assert status == 1
    assert "missing: " in words
    assert manage("search", "sync")[0] == 0
    assert not OutboxRow.objects.exists()
    assert manage("search", "check")[0] == 0
    assert not engine.check()
    assert engine.search("金丝雀7村").hits[0].title == "金丝雀7村"


def test_the_task_of_a_killed_worker_is_taken_up_by_the_next(villages, start, engine, settings):
    """The worker is the portal's own; when it comes back it looks what the dead one left."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    task = drain_outbox.enqueue()
    left = killed_in_the_middle(start("manage.py", "task_worker", "--batch", "--interval", "0"))
    assert 0 < left < VILLAGES
    next_one = start("manage.py", "task_worker", "--batch", "--interval", "0")
    assert next_one.wait(timeout=PATIENCE) == 0
    assert not OutboxRow.objects.exists()
    assert not engine.check()
    task.refresh()
    assert task.status == "SUCCESSFUL"
    assert len(task.worker_ids) == 2


def test_of_two_rebuilds_the_second_refuses_politely_and_the_first_goes_on(engine, start, manage):
    TownshipFactory()
    first = start("-c", BUILD_SLOWLY)
    assert first.stdout.readline() == "building\n"
    status, words = manage("search", "rebuild")
    assert status == 1
    assert "Not now" in words
    assert "Traceback" not in words
    first.communicate("go on\n", timeout=PATIENCE)
    assert first.returncode == 0


def test_a_rebuild_killed_in_the_middle_leaves_the_old_index_and_the_next_works(
    villages, engine, start, manage
):
    outbox.drain()
    before = engine.generations.current()
    first = start("-c", BUILD_SLOWLY)
    assert first.stdout.readline() == "building\n"
    first.kill()
    first.wait()
    assert engine.generations.current() == before
    assert engine.search("金丝雀").total > 0
    assert not engine.check()
    assert manage("search", "rebuild")[0] == 0
    assert not engine.check()


class People(threading.Thread):
    """Somebody who does ``work`` again and again, until ``ended``."""

    def __init__(self, work, ended):
        super().__init__()
        self.work, self.ended, self.error = work, ended, None

    def run(self):
        try:
            while not self.ended.is_set():
                self.work()
        except Exception as error:  # whatever it is, the test tells it
            self.error = error
        finally:
            connections.close_all()


def test_people_search_and_write_while_the_index_is_rebuilt_again_and_again(engine):
    """No error and no gap: whoever searches always finds the twenty that were there before."""
    numbers, seen, ended = itertools.count(), [], threading.Event()

    def write():
        Place.objects.create(**village(next(numbers)))
        drain_outbox.call()

    def search():
        seen.append(engine.search("金丝雀", {"type": "village"}).total)

    for _ in range(20):
        write()
    people = [People(work, ended) for work in (search, search, write)]
    for one in people:
        one.start()
    for _ in range(6):
        engine.rebuild()
    ended.set()
    for one in people:
        one.join()
    assert [one.error for one in people] == [None] * 3
    assert min(seen) >= 20
    outbox.drain()
    assert not OutboxRow.objects.exists()
    assert not engine.check()
