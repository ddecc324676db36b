"""Index changes leave the request through the outbox and none is lost."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction

from portal.search import outbox, registry
from portal.search.engines import EngineBusyError, EngineDownError
from portal.search.models import OutboxRow
from portal.search.tasks import drain_outbox, rebuild_index
from tests.factories.search import make_document
from tests.search.engines import building, outage

pytestmark = pytest.mark.django_db


def waiting():
    return list(OutboxRow.objects.values_list("key", flat=True))


@pytest.fixture
def village(engine, groups):
    group = Group.objects.create(name="回龙居委会")
    outbox.drain()
    return group


def test_a_new_row_waits_and_is_found_after_the_workers_turn(engine, groups, found):
    group = Group.objects.create(name="回龙居委会")
    assert waiting() == [f"village:{group.pk}"]
    assert engine.search("回龙").total == 0
    assert found("回龙") == {f"village:{group.pk}"}
    assert waiting() == []


def test_a_changed_row_is_found_by_its_new_name_only(village, found):
    village.name = "崇文居委会"
    village.save()
    assert found("崇文") == {f"village:{village.pk}"}
    assert found("回龙") == set()


def test_a_deleted_row_is_found_no_more(village, found):
    village.delete()
    assert found("回龙") == set()


def test_a_row_that_became_invisible_is_found_no_more(village, found):
    village.name = "-回龙居委会"
    village.save()
    assert found("回龙") == set()


def test_a_changed_relation_is_seen(village, found):
    permission = Permission.objects.earliest("pk")
    permission.name = "征地"
    permission.save()
    village.permissions.add(permission)
    assert found("征地") == {f"village:{village.pk}"}
    permission.name = "补偿"
    permission.save()
    assert found("补偿") == {f"village:{village.pk}"}
    assert found("征地") == set()


def test_a_change_rolled_back_leaves_nothing(groups):
    with transaction.atomic():
        Group.objects.create(name="回龙")
        transaction.set_rollback(True)
    assert waiting() == []


def test_other_models_write_nothing(groups):
    Permission.objects.earliest("pk").save()
    assert waiting() == []


def test_the_worker_is_called_once_per_transaction(
    village, found, django_capture_on_commit_callbacks
):
    connection.run_on_commit.clear()  # as the commit of the fixtures would
    with django_capture_on_commit_callbacks() as calls, transaction.atomic():
        for number in range(20):
            Group.objects.create(name=f"村{number}")
    assert len(calls) == 1


def test_the_task_brings_the_index_up_to_date(village, django_capture_on_commit_callbacks, engine):
    connection.run_on_commit.clear()
    with django_capture_on_commit_callbacks(execute=True):
        Group.objects.create(name="崇文居委会")
    assert engine.search("崇文").total == 1


def test_a_crash_between_commit_and_worker_loses_nothing(
    village, found, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=False):
        group = Group.objects.create(name="崇文居委会")
    assert waiting() == [f"village:{group.pk}"]
    assert found("崇文") == {f"village:{group.pk}"}


def test_while_the_engine_is_down_changes_wait(village, engine, found, caplog):
    with outage(engine):
        Group.objects.create(name="崇文居委会")
        with pytest.raises(EngineDownError):
            outbox.drain()
        assert drain_outbox.call() == 0
    assert "wait" in caplog.text
    assert len(waiting()) == 1
    assert len(found("崇文")) == 1
    assert waiting() == []


def test_what_changes_while_an_index_is_built_is_seen_at_once_and_afterwards(
    village, engine, found
):
    def slowly():
        yield from list(registry.documents())  # as the rows are before the change
        village.delete()
        group = Group.objects.create(name="崇文居委会")
        assert outbox.drain() == 0
        assert found("崇文") == {f"village:{group.pk}"}
        assert found("回龙") == set()

    engine.rebuild(slowly())
    assert len(waiting()) == 2
    assert len(found("崇文")) == 1
    assert found("回龙") == set()
    assert waiting() == []
    assert not engine.check()


def test_a_change_confirmed_in_an_index_that_was_replaced_is_made_again(village, engine, groups):
    """The swap falls between the writing and the confirming."""
    write = engine.write

    def write_and_lose_the_race(documents, gone):
        write(documents, gone)
        engine.replace([])

    engine.write = write_and_lose_the_race
    try:
        Group.objects.create(name="崇文居委会")
        assert outbox.drain() == 0
    finally:
        del engine.write
    assert engine.search("崇文").total == 0
    assert outbox.drain() == 1
    assert engine.search("崇文").total == 1


def test_what_waited_before_a_build_is_not_done_twice(village, engine, groups, monkeypatch):
    written = []
    Group.objects.create(name="崇文居委会")
    write = engine.write
    monkeypatch.setattr(engine, "write", lambda *args: (written.append(args), write(*args)))
    assert outbox.rebuild() == (2, 0)
    assert (waiting(), written) == ([], [])
    assert engine.search("崇文").total == 1


def test_a_build_that_fails_keeps_what_waits(village, engine, monkeypatch):
    Group.objects.create(name="崇文居委会")
    with building(engine), pytest.raises(EngineBusyError):
        outbox.rebuild()
    assert len(waiting()) == 1


def test_the_task_that_builds_takes_what_waited_too(village, engine):
    Group.objects.create(name="崇文居委会")
    assert rebuild_index.call() == 2
    assert waiting() == []


def test_the_state_tells_a_build_and_a_new_index(engine):
    states = [engine.state()]

    def documents():
        states.append(engine.state())
        yield make_document()

    engine.rebuild(documents())
    states.append(engine.state())
    before, during, after = states
    assert [state.is_rebuilding for state in states] == [False, True, False]
    assert before.name == during.name != after.name


def test_a_row_that_cannot_be_built_stops_no_other(village, found, groups):
    broken = Group.objects.create(name="broken")
    other = Group.objects.create(name="崇文居委会")
    assert found("崇文") == {f"village:{other.pk}"}
    assert waiting() == [f"village:{broken.pk}"]
    broken.delete()
    outbox.drain()
    assert waiting() == []


def test_a_row_that_cannot_be_built_stops_no_rebuild(village, engine, caplog):
    Group.objects.create(name="broken")
    Group.objects.create(name="崇文居委会")
    assert outbox.rebuild() == (2, 0)
    assert engine.search("崇文").total == 1
    assert "No search document" in caplog.text
    assert not engine.check()


def test_draining_twice_changes_nothing(village, found):
    outbox.enqueue([f"village:{village.pk}"] * 3)
    assert outbox.drain() == 1
    assert outbox.drain() == 0
    assert found("回龙") == {f"village:{village.pk}"}


def test_many_changes_are_handled_in_batches(village, monkeypatch, engine):
    monkeypatch.setattr(outbox, "BATCH", 3)
    Group.objects.bulk_create([Group(name=f"崇文{number}村") for number in range(10)])
    outbox.enqueue(f"village:{pk}" for pk in Group.objects.values_list("pk", flat=True))
    assert outbox.drain() == Group.objects.count()
    assert engine.search("崇文").total == 10


def test_of_two_workers_at_once_the_slower_does_not_bring_back_what_is_hidden(
    village, engine, groups
):
    """It read the row before it was hidden and writes after the other confirmed that."""

    def hidden_meanwhile(group):
        document = groups.build(group)
        if Group.objects.filter(pk=group.pk, name=group.name).update(name=f"-{group.name}"):
            outbox.enqueue([f"village:{group.pk}"])
            assert outbox.drain() == 2
        return document

    registry.unregister(groups)
    slower = replace(groups, build=hidden_meanwhile)
    registry.register(slower)
    village.save()
    outbox.drain()
    assert engine.search("回龙").total == 0
    assert engine.suggest("回龙") == []
    assert waiting() == []
    registry.unregister(slower)
    registry.register(groups)
    assert not engine.check()
