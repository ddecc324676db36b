"""An import that is killed with SIGKILL is finished by starting it again, as if never killed."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.management import call_command

from directory.actions.importing import places as importing
from directory.models import Place, PlaceChange
from directory.pinyin import spell
from portal.search.models import OutboxRow
from tests.database import address
from tests.factories.divisions import write_country
from tests.factories.pages import site_settings

pytestmark = pytest.mark.django_db(transaction=True)
SHAPE = (4, 4, 5, 8, 15)
VILLAGES = 4 * 4 * 5 * 8 * 15
PATIENCE = 60  # seconds


@pytest.fixture
def start(tmp_path):
    """Starts ``manage.py import_places`` as a process of its own over the database of the test."""
    running = []

    def start(folder):
        process = subprocess.Popen(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "import_places", str(folder)],
            env=os.environ
            | {
                "DATABASE_URL": address(),
                "DJANGO_SETTINGS_MODULE": "tests.trust.settings",
                "PORTAL_VAR": str(tmp_path / "var"),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def kill_when(process, has_begun):
    """Kill the process once ``has_begun`` says so; it must not have come to its end by then."""
    deadline = time.monotonic() + PATIENCE
    while not has_begun():
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.kill()
    process.communicate()
    assert process.returncode < 0


def finish(process):
    said, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    return said


def facts():
    return list(
        Place.objects.values_list(
            "code", "name", "level", "kind", "parent", "pinyin", "initials", "is_active"
        )
    )


def test_a_killed_import_is_finished_by_running_it_again(tmp_path, start, capsys):
    folder = write_country(tmp_path / "dist", SHAPE)
    process = start(folder)
    kill_when(process, lambda: Place.objects.count() > importing.BATCH / 2)
    written = Place.objects.count()
    assert written < VILLAGES
    said = finish(start(folder))
    assert f"{written} the same" in said
    assert Place.objects.villages().count() == VILLAGES
    for code, name, level, kind, parent, pinyin, initials, _active in facts():
        assert (pinyin, initials) == spell(name)
        assert bool(kind) == (level == "village")
        assert (parent is None) == (level == "province")
        assert code
    before = facts()
    call_command("import_places", str(folder))
    assert "0 added, 0 changed" in capsys.readouterr().out
    assert facts() == before


def test_names_that_changed_are_written_down_once_each_in_spite_of_a_kill(tmp_path, start):
    site_settings(county_code="110101000000")
    call_command("import_places", str(write_country(tmp_path / "old", SHAPE)))
    names = dict(Place.objects.values_list("pk", "name"))
    OutboxRow.objects.all().delete()
    newer = write_country(tmp_path / "new", SHAPE, seed=2)
    kill_when(start(newer), PlaceChange.objects.exists)
    call_command("import_places", str(newer))
    renamed = dict(Place.objects.values_list("pk", "name"))
    expected = {code: name for code, name in names.items() if renamed[code] != name}
    changes = PlaceChange.objects.values_list("former", "former_name")
    assert len(expected) > VILLAGES / 2
    assert sorted(changes) == sorted(expected.items())
    waiting = set(
        OutboxRow.objects.filter(key__startswith="village:").values_list("key", flat=True)
    )
    assert waiting == {f"village:{place.pk}" for place in Place.objects.local().villages()}
