"""The scheduler: what is due runs once, however many schedulers look."""

import threading
from datetime import datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.core.management import get_commands, load_command_class
from django.db import connection
from django.utils import timezone

from portal.operations import schedule
from portal.operations.models import ScheduledRun

NOON = datetime(2026, 11, 21, 4, tzinfo=timezone.get_fixed_timezone(0))
HOURLY = [("reap_tasks", 3600)]


@pytest.mark.django_db
class TestOneScheduler:
    def test_what_never_ran_is_due_at_once_and_then_at_its_time(self):
        assert schedule.run_due(HOURLY, at=NOON) == ["reap_tasks"]
        assert schedule.run_due(HOURLY, at=NOON + timedelta(minutes=59)) == []
        assert schedule.run_due(HOURLY, at=NOON + timedelta(minutes=60)) == ["reap_tasks"]

    def test_a_restart_does_not_run_it_again(self):
        schedule.run_due(HOURLY, at=NOON)
        assert ScheduledRun.objects.get().due_at == NOON + timedelta(hours=1)
        assert schedule.run_due(list(HOURLY), at=NOON + timedelta(seconds=1)) == []

    def test_a_long_pause_is_made_up_for_once(self):
        schedule.run_due(HOURLY, at=NOON)
        later = NOON + timedelta(days=3)
        assert schedule.run_due(HOURLY, at=later) == ["reap_tasks"]
        assert schedule.run_due(HOURLY, at=later + timedelta(seconds=1)) == []

    def test_a_failing_command_does_not_hold_up_the_others(self, caplog):
        plan = [("no_such_command", 60), ("reap_tasks", 60)]
        assert schedule.run_due(plan, at=NOON) == ["no_such_command", "reap_tasks"]
        assert "scheduled command failed: no_such_command" in caplog.text
        assert schedule.run_due(plan, at=NOON + timedelta(seconds=60)) == [c for c, _ in plan]

    def test_arguments_are_passed(self):
        schedule.run_due([("clearsessions --verbosity=0", 60)], at=NOON)
        assert ScheduledRun.objects.get().command == "clearsessions --verbosity=0"


@pytest.mark.django_db(transaction=True)
def test_it_looks_again_and_again_until_it_is_told_to_stop():
    answers = iter([False, False, True])
    schedule.run_forever(HOURLY, lambda: next(answers))
    assert ScheduledRun.objects.get().due_at > timezone.now()


@pytest.mark.django_db(transaction=True)
def test_of_two_schedulers_one_gets_each_run():
    moments = [NOON + timedelta(hours=hour) for hour in range(12)]
    gate = threading.Barrier(4)
    won = []

    def scheduler():
        try:
            for moment in moments:
                gate.wait()
                if ScheduledRun.objects.claim("report", at=moment, every=3600):
                    won.append(moment)
        finally:
            connection.close()

    threads = [threading.Thread(target=scheduler) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == moments


def test_the_schedule_names_commands_that_exist(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    known = get_commands()
    for line, every in django_settings.SCHEDULE:
        name, *arguments = line.split()
        assert every >= 60
        command = load_command_class(known[name], name)
        command.create_parser("manage.py", name).parse_args(arguments)
