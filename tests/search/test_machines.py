"""On PostgreSQL several machines share the database, which keeps their builders apart."""

import threading

import pytest
from django.db import connection

from portal.search.engines import EngineBusyError
from portal.search.engines.elastic import _alone_among_machines, _is_held

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lives on one machine."),
]
NAME = "portal-1"


def on_another_machine(call):
    """Return what ``call`` returns or raises on a connection of its own."""
    results = []

    def run():
        try:
            results.append(call())
        except EngineBusyError as error:
            results.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return results[0]


def build():
    with _alone_among_machines(NAME):
        return "built"


def test_a_second_machine_is_refused_and_sees_why():
    with _alone_among_machines(NAME):
        assert isinstance(on_another_machine(build), EngineBusyError)
        assert on_another_machine(lambda: _is_held(NAME))
    assert on_another_machine(build) == "built"
    assert not on_another_machine(lambda: _is_held(NAME))


def test_looking_does_not_keep_the_lock():
    assert not _is_held(NAME)
    assert on_another_machine(build) == "built"


def test_another_index_is_not_held_up():
    with _alone_among_machines(NAME):
        assert not on_another_machine(lambda: _is_held("portal-2"))


def test_a_builder_that_fails_or_dies_leaves_no_lock():
    with pytest.raises(RuntimeError), _alone_among_machines(NAME):
        raise RuntimeError

    def die():
        _alone_among_machines(NAME).__enter__()
        connection.close()
        return "dead"

    assert on_another_machine(die) == "dead"
    assert on_another_machine(build) == "built"
